import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, absolute, without a trailing slash. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Folder of data, logs and state of the local stack: HOLDFAST_HOME, else `.local` in the repository. */
export const homeFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  resolve(env.HOLDFAST_HOME || join(projectRoot, '.local'));
