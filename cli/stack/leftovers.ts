import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Environment variable that marks every process of the stack with its home folder. */
export const STACK_MARK = 'HOLDFAST_STACK';

/** Ends the processes that a killed run left behind (only where the kernel did not: no setpriv). Answers how many. */
export async function stopLeftovers(home: string): Promise<number> {
  const found = marked(home);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of marked(home)) {
      try {
        process.kill(pid, signal);
      } catch {
        // gone by itself
      }
    }
    for (let waitedMs = 0; waitedMs < 3_000 && marked(home).length > 0; waitedMs += 50) await sleep(50);
  }
  return found.length;
}

function marked(home: string): number[] {
  return listPids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${STACK_MARK}=${home}`);
    } catch {
      return false; // not ours to read, or gone
    }
  });
}

function listPids(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  } catch {
    return []; // no /proc here
  }
}
