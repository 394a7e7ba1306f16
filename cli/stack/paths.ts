import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../../platform/make-folder.ts';

/** Folder of the repository, absolute, without a trailing slash. */
export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Folder of data, logs and state of the local stack: HOLDFAST_HOME, else `.local` in the repository. */
export const homeFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  resolve(env.HOLDFAST_HOME || join(projectRoot, '.local'));

/** Makes the home folder, or rejects with a message that names where the choice came from. */
export const makeHome = (home: string, env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  makeFolder(home, env.HOLDFAST_HOME ? 'HOLDFAST_HOME' : undefined);
