import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Names a living process beyond the reuse of its pid: pid, start time and boot. Undefined when there is no such
 * process, or only its zombie.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processIdentity(pid) {
  try {
    if (process.platform !== 'linux') {
      const started = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
      return started ? `${pid} ${started}` : undefined;
    }
    // fields behind the name, which is in parentheses and may hold spaces: state is the first, start time the 20th
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${fields[19]} ${boot}`;
  } catch {
    return undefined;
  }
}

/**
 * The living process that a lock file names, if any: a killed one does not count.
 * @param {string} path
 * @returns {number | undefined}
 */
export function lockOwner(path) {
  try {
    const identity = readFileSync(path, 'utf8');
    const pid = Number.parseInt(identity, 10);
    return processIdentity(pid) === identity ? pid : undefined;
  } catch {
    return undefined;
  }
}
