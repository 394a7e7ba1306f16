import { join } from 'node:path';
import { runStep } from './run-step.mjs';
import { findOnPath } from './tool-paths.mjs';

/** Program and the Debian package that has it. @type {readonly [program: string, debianPackage: string][]} */
const PROGRAMS = [
  ['redis-server', 'redis-server'],
  ['espeak-ng', 'espeak-ng'],
  ['flite', 'flite'],
];

/** @param {NodeJS.ProcessEnv} env */
function missingPackages(env) {
  return PROGRAMS.filter(([program]) => {
    if (program === 'redis-server' && env.REDIS_URL) return false;
    return findOnPath(program, env) === undefined;
  }).map(([, debianPackage]) => debianPackage);
}

/** @type {import('./part.d.mts').SetupPart} */
export const debianPackages = {
  name: 'system packages',
  isReady: ({ env }) => missingPackages(env).length === 0,
  async install({ logFolder, env, signal, say }) {
    const missing = missingPackages(env);
    say(`system packages: ${missing.join(', ')}`);
    await aptInstall(missing, { log: join(logFolder, 'setup-apt.log'), env, signal });
    const still = missingPackages(env);
    if (still.length > 0) throw new Error(`apt-get installed ${still.join(', ')}, but not on the PATH`);
  },
};

/**
 * Installs Debian packages, or throws the line that tells a person how to.
 * @param {readonly string[]} packages
 * @param {{ log: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export async function aptInstall(packages, { log, env, signal }) {
  const byHand = `install it by hand: sudo apt-get install ${packages.join(' ')}`;
  const apt = findOnPath('apt-get', env);
  if (!apt) throw new Error(`missing: ${packages.join(', ')}, and there is no apt-get here: install them`);
  const prefix = await rightsPrefix({ log, env, signal });
  if (!prefix) throw new Error(`missing: ${packages.join(', ')}, and we may not install it; ${byHand}`);
  /** @param {string[]} command */
  const asRoot = (...command) => {
    const [program, ...args] = [...prefix, ...command];
    const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    return runStep(/** @type {string} */ (program), args, { log, env: quiet, signal });
  };
  const install = () => asRoot('apt-get', 'install', '-y', '--no-install-recommends', ...packages);
  try {
    await install();
  } catch {
    signal.throwIfAborted();
    // no package lists yet, or old ones, or an installation that was interrupted
    await asRoot('dpkg', '--configure', '-a').catch(() => undefined);
    try {
      await asRoot('apt-get', 'update');
      await install();
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${byHand}`);
    }
  }
}

/**
 * What stands before a command to run it as root; undefined where we may not.
 * @param {{ log: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
async function rightsPrefix(options) {
  if (process.getuid?.() === 0) return [];
  try {
    await runStep('sudo', ['-n', 'true'], options);
    return ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'];
  } catch {
    options.signal.throwIfAborted();
    return undefined;
  }
}
