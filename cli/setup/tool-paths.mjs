// Where the tools are that are not npm packages. Needs nothing but Node 20: set-up uses it before npm ci.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Version of the Temporal CLI that set-up builds; the same as in setup/temporal-cli/go.mod. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/**
 * Folder of what is kept for every clone of the project.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export const cacheFolder = (env = process.env) => env.HOLDFAST_CACHE || join(homedir(), '.cache', 'holdfast');

/**
 * Absolute path of a program on the PATH.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findOnPath(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (folder && isProgram(path)) return path;
  }
  return undefined;
}

/**
 * The Temporal CLI: on the PATH, else the one that set-up keeps in the cache folder.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function findTemporalCli(env = process.env) {
  const kept = join(cacheFolder(env), `temporal-${TEMPORAL_CLI_VERSION}`);
  return findOnPath('temporal', env) ?? (isProgram(kept) ? kept : undefined);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
