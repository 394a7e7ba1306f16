import { join } from 'node:path';
import { chromium } from './chromium.mjs';
import { debianPackages } from './debian-packages.mjs';
import { endMarked } from './leftovers.mjs';
import { withLock } from './lock.mjs';
import { npmPackages } from './npm-packages.mjs';
import { pythonEnvironment } from './python-environment.mjs';
import { SETUP_MARK } from './run-step.mjs';
import { temporalCli } from './temporal-cli.mjs';

/** Everything a clone needs. A new part is one line. @type {readonly import('./part.d.mts').SetupPart[]} */
export const SETUP_PARTS = [debianPackages, npmPackages, pythonEnvironment, temporalCli];

/**
 * What a command needs: the tests drive a browser, which nothing else does.
 * @param {string | undefined} command
 * @returns {readonly import('./part.d.mts').SetupPart[]}
 */
export const partsFor = (command) => (command === 'test' ? [...SETUP_PARTS, chromium] : SETUP_PARTS);

const HEARTBEAT_MS = 15_000;

/**
 * Installs what is missing, side by side; next to nothing when all is there. Throws what to do.
 * @param {string} root folder of the repository
 * @param {{ env?: NodeJS.ProcessEnv, parts?: readonly import('./part.d.mts').SetupPart[], signal: AbortSignal, say: (line: string) => void }} options
 */
export async function ensureSetup(root, { env = process.env, parts = SETUP_PARTS, signal, say }) {
  const missing = () => parts.filter((part) => !part.isReady({ root, env }));
  if (missing().length === 0) return;
  const onWait = (/** @type {number} */ owner) => say(`process ${owner} sets this folder up: waiting for it`);
  await withLock(join(root, '.local', 'setup.lock'), onWait, async () => {
    const still = missing(); // the one we waited for may have done it
    if (still.length === 0) return;
    // two npm or pip in one folder undo each other's work
    await endMarked(SETUP_MARK, join(root, '.local', 'logs'));
    await installAll(still, { root, env, signal, say });
  });
}

/**
 * @param {readonly import('./part.d.mts').SetupPart[]} parts
 * @param {{ root: string, env: NodeJS.ProcessEnv, signal: AbortSignal, say: (line: string) => void }} options
 */
async function installAll(parts, { root, env, signal, say }) {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const working = new Set(parts.map((part) => part.name));
  say(`installing ${[...working].join(', ')}`);
  const heartbeat = setInterval(
    () => say(`still working on ${[...working].join(', ')} (${seconds()})`),
    HEARTBEAT_MS,
  );
  /** @type {Map<import('./part.d.mts').SetupPart, Promise<void>>} */
  const installing = new Map();
  /** @type {unknown} */
  let cause;
  for (const part of parts) {
    const after = async (/** @type {import('./part.d.mts').SetupPart} */ other) => installing.get(other);
    const at = { root, env, say, after, signal: either, logFolder: join(root, '.local', 'logs') };
    // parts start in the next tick, when all of them are in the map
    const done = Promise.resolve()
      .then(() => part.install(at))
      .then(
        () => {
          working.delete(part.name);
          say(`${part.name} ready (${seconds()})`);
        },
        (error) => {
          cause ??= new Error(`${part.name}: ${error instanceof Error ? error.message : error}`);
          failing.abort();
          throw error;
        },
      );
    installing.set(part, done);
  }
  await Promise.allSettled(installing.values());
  clearInterval(heartbeat);
  if (cause) throw cause;
}
