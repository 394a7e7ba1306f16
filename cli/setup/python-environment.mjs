import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, debianPackages } from './debian-packages.mjs';
import { runStep } from './run-step.mjs';
import { fingerprint, hasStamp, removeStamp, writeStamp } from './stamp.mjs';
import { findOnPath } from './tool-paths.mjs';

/** @param {string} root */
const folderOf = (root) => join(root, '.venv');

/** @param {string} root */
export const ownPython = (root) => join(folderOf(root), 'bin', 'python');

/** @param {string} root */
const requirements = (root) => join(root, 'gpu-workers', 'requirements.txt');

/** A virtual environment holds absolute paths: a moved one is made again. @param {string} root */
const wanted = (root) => fingerprint([requirements(root)], [root]);

/** @type {import('./part.d.mts').SetupPart} */
export const pythonEnvironment = {
  name: 'Python environment',
  isReady: ({ root }) => hasStamp(folderOf(root), wanted(root)) && existsSync(ownPython(root)),
  async install({ root, logFolder, env, signal, after }) {
    if (lstatSync(folderOf(root), { throwIfNoEntry: false })?.isSymbolicLink())
      throw new Error(
        `${folderOf(root)} is a link, and set-up would empty what it leads to: remove the link`,
      );
    await after(debianPackages); // one apt-get at a time
    const log = join(logFolder, 'setup-python.log');
    const python = await findPython({ log, env, signal });
    removeStamp(folderOf(root));
    await runStep(python, ['-m', 'venv', '--clear', folderOf(root)], { log, env, signal });
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
    await runStep(ownPython(root), [...pip, '-r', requirements(root)], { log, env, signal });
    writeStamp(folderOf(root), wanted(root));
  },
};

/**
 * A Python of 3.11 or newer that can make virtual environments.
 * @param {{ log: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
async function findPython(options) {
  const found = usablePython(options.env);
  if (found?.makesEnvironments) return found.path;
  const packages = found ? ['python3-venv'] : ['python3', 'python3-venv'];
  try {
    await aptInstall(packages, options);
  } catch (error) {
    options.signal.throwIfAborted();
    const lacks = found ? `${found.path} has no ensurepip` : 'no Python 3.11 or newer on the PATH';
    throw new Error(`${lacks}. ${error instanceof Error ? error.message : error}`);
  }
  const installed = usablePython(options.env);
  if (installed?.makesEnvironments) return installed.path;
  throw new Error('no Python 3.11 or newer with venv: install one, or set PYTHON to its path');
}

/** @param {NodeJS.ProcessEnv} env */
function usablePython(env) {
  const names = ['python3', 'python3.13', 'python3.12', 'python3.11'];
  const paths = env.PYTHON
    ? [env.PYTHON]
    : names.map((name) => findOnPath(name, env)).filter((path) => !!path);
  const probe =
    'import sys, importlib.util as u; print(sys.version_info >= (3, 11), u.find_spec("ensurepip") is not None)';
  /** @type {{ path: string, makesEnvironments: boolean } | undefined} */
  let incomplete;
  for (const path of paths) {
    try {
      const answer = execFileSync(/** @type {string} */ (path), ['-c', probe], {
        encoding: 'utf8',
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 20_000,
      });
      const [isNewEnough, makesEnvironments] = answer
        .trim()
        .split(' ')
        .map((word) => word === 'True');
      if (isNewEnough && makesEnvironments) return { path: /** @type {string} */ (path), makesEnvironments };
      if (isNewEnough) incomplete ??= { path: /** @type {string} */ (path), makesEnvironments: false };
    } catch {
      // not a Python that runs
    }
  }
  return incomplete;
}
