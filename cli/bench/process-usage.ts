import { readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms (sysconf(_SC_CLK_TCK) is 100 on every architecture that Node runs on). */
const TICK_MS = 10;

/** CPU time of a process so far, ms, user and system, from /proc/<pid>/stat (man proc, fields 14 and 15). */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the command's name stands in brackets and may hold spaces
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory of a process, bytes, from /proc/<pid>/status. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? Number.NaN) * 1024;
}

/** CPU ms that a process uses per second of wall clock, over `overMs`. */
export async function cpuPerSecond(pid: number, overMs: number): Promise<number> {
  const [cpuBefore, before] = [cpuMs(pid), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, overMs));
  return ((cpuMs(pid) - cpuBefore) / (performance.now() - before)) * 1000;
}
