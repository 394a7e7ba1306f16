import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Stops a server that a killed run left on this data folder. Its lock file names it: line 1 the pid, 2 the folder.
 * A pid that now belongs to somebody else is left alone.
 */
export async function stopLeftoverPostgres(dataFolder: string): Promise<boolean> {
  const pid = leftoverPid(dataFolder);
  if (pid === undefined) return false;
  // fast shutdown first; immediate where clients or a stuck checkpoint hold it back
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 50) {
      if (leftoverPid(dataFolder) === undefined) return true;
      await sleep(50);
    }
  }
  throw new Error(`PostgreSQL process ${pid} of an earlier run does not end: stop it by hand`);
}

function leftoverPid(dataFolder: string): number | undefined {
  try {
    const [pid, folder] = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
    if (folder !== dataFolder) return undefined;
    const isPostgres = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataFolder);
    const isZombie = /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return isPostgres && !isZombie ? Number(pid) : undefined;
  } catch {
    return undefined; // no lock file, or no such process
  }
}
