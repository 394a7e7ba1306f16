import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends the processes that a killed run left behind: those whose environment holds `name=value`, but not ourselves.
 * SIGTERM first, SIGKILL for who stays longer than 3 s. Answers how many there were; 0 where there is no /proc.
 * @param {string} name
 * @param {string} value
 * @returns {Promise<number>}
 */
export async function endMarked(name, value) {
  const mark = `${name}=${value}`;
  const found = marked(mark);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    for (const pid of marked(mark)) {
      try {
        process.kill(pid, signal);
      } catch {
        // gone by itself
      }
    }
    for (let waitedMs = 0; waitedMs < 3_000 && marked(mark).length > 0; waitedMs += 50) await sleep(50);
  }
  return found.length;
}

/** @param {string} mark */
function marked(mark) {
  return listPids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
    } catch {
      return false; // not ours to read, or gone
    }
  });
}

function listPids() {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  } catch {
    return []; // no /proc here
  }
}
