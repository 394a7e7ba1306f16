import { readFile, readlink, stat } from 'node:fs/promises';
import { hostname } from 'node:os';

/** An owner that cannot be looked at from here counts as gone after so long without a sign of life. */
const SILENT_MS = 60_000;

/**
 * Name of the folder of this process in a spool that several processes share: `host~namespace~pid~start`. Where the
 * namespace of process ids is the same, its pid and start say for certain whether the owner lives.
 */
export async function ownerName(): Promise<string> {
  const namespace = (await readlink('/proc/self/ns/pid').catch(() => 'none')).replace(/\D/g, '') || 'none';
  return [hostname(), namespace, process.pid, (await startOf(process.pid)) ?? 0].join('~');
}

/** Is the process that this folder belongs to gone? `path`: the folder, which its owner touches now and then. */
export async function isOrphan(name: string, path: string, own: string, nowMs: number): Promise<boolean> {
  const [host, namespace, pid, start] = name.split('~');
  const [ownHost, ownNamespace] = own.split('~');
  if (start === undefined || name === own) return false;
  if (host === ownHost && namespace === ownNamespace && namespace !== 'none')
    return (await startOf(Number(pid))) !== Number(start);
  const touched = await stat(path).catch(() => null);
  return touched !== null && nowMs - touched.mtimeMs > SILENT_MS;
}

/** Clock ticks between the machine's start and the process's: field 22 of proc_pid_stat(5). Null: no such process. */
async function startOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // the name in field 2 may hold anything, spaces and brackets as well
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : Number(fields[19]);
}
