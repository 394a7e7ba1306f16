import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockOwner, processIdentity } from './process-identity.mjs';

/**
 * Runs `work` while no other process of this machine runs it under the same lock file; waits for the other one.
 * A lock of a killed process does not count.
 * @template T
 * @param {string} path
 * @param {(owner: number) => void} onWait called once when it has to wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  const ours = processIdentity(process.pid) ?? `${process.pid}`;
  for (let waited = false; ; ) {
    try {
      writeFileSync(path, ours, { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw unwritable(path, error);
    }
    const owner = lockOwner(path);
    if (owner === undefined) {
      await sleep(20); // it may be half written
      if (lockOwner(path) === undefined) rmSync(path, { force: true });
      continue;
    }
    if (!waited) onWait(owner);
    waited = true;
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function unwritable(path, error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  return new Error(
    `${path} cannot be written (${code}): what is missing is installed beside it, so use a checkout of your own`,
  );
}
