import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StackPorts } from './ports.ts';

/** One process of the stack: `log` is the file that its output goes to. */
export interface StackProcess {
  name: string;
  pid: number;
  log: string;
}

/** What runs and where: the content of `stack.json` in the home folder, written when everything is ready. */
export interface StackState {
  /** the `up` or `demo` that holds the stack; its end ends all processes */
  pid: number;
  /** folder of data, logs and state */
  home: string;
  temporal: { address: string; uiUrl: string };
  databaseUrl: string;
  /** '' where there is no Redis: the edge then caches in its own memory only */
  redisUrl: string;
  speechUrl: string;
  /** `publicUrl` ws:// for switches; `internalUrl` http:// for /calls, replies, metrics, health */
  edge: { publicUrl: string; internalUrl: string };
  admin: { url: string; token: string };
  /** static token in the path of dialplan-only switches */
  edgeToken: string;
  /** key of the per-call tokens */
  edgeSecret: string;
  recordingsDir: string;
  sheetCsvPath: string;
  /** ports chosen for this run, by use */
  ports: StackPorts;
  processes: readonly StackProcess[];
  /** ISO 8601 */
  startedAt: string;
}

const pathIn = (home: string) => join(home, 'stack.json');

/** The state that the last run left, whether or not it still runs; undefined where there is none. */
export function readState(home: string): StackState | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(home), 'utf8')) as StackState;
  } catch {
    return undefined;
  }
}

/**
 * Readers see the old state or the new one, never half of it. Only its owner may read: it holds secrets. In one go, so
 * that two restarts at once neither take each other's half away nor leave the older state behind.
 */
export function writeState(state: StackState): void {
  const half = `${pathIn(state.home)}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, pathIn(state.home));
}

export const removeState = (home: string): Promise<void> => rm(pathIn(home), { force: true });

/** Somebody may tidy up while the stack runs: without its state no other command would find it. */
const LOOK_EVERY_MS = 1_000;

/** Writes the state, and again whenever it is gone, until `stop`. */
export function keepState(current: () => StackState): { stop(): void } {
  writeState(current());
  const timer = setInterval(() => {
    try {
      if (!existsSync(pathIn(current().home))) writeState(current());
    } catch {
      // the folder is gone, too: the next look tries again
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
