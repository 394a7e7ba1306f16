import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findOnPath } from '../setup/tool-paths.mjs';

/** How to start a process of the local stack. */
export interface ChildOptions {
  name: string;
  command: string;
  args: readonly string[];
  /** stdout and stderr are appended here; absent: they go where ours go */
  logPath?: string;
  /** without `logPath`: its stdout goes to our stderr, ours is for a machine */
  toStderr?: boolean;
  /** the whole environment; default: ours */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** runs as this user; only root may */
  user?: { uid: number; gid: number };
  /** what asks it to stop; default SIGTERM */
  stopSignal?: NodeJS.Signals;
}

/** A running process of ours. */
export interface Child {
  name: string;
  pid: number;
  /** '' where it writes to our own output */
  logPath: string;
  /** resolves with the reason when it has ended, never rejects */
  exited: Promise<string>;
  /** the reason, as soon as it has ended */
  ended(): string | undefined;
  /** its stop signal, and after `graceMs` SIGKILL for it and its children */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts a process that does not outlive us (Linux: the kernel kills it when we die, even by SIGKILL) and that a
 * Ctrl-C in the terminal does not reach: it is stopped in our order.
 */
export function startChild(options: ChildOptions): Child {
  const { name, logPath = '', stopSignal = 'SIGTERM' } = options;
  const log = logPath ? openLog(logPath) : 'inherit';
  const { command, args, user } = boundToOurLife(options);
  // recordings, sheets, databases and logs of services hold what callers said: for their owner only
  const ourMask = process.umask();
  if (logPath) process.umask(0o077);
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log === 'inherit' && options.toStderr ? process.stderr : log, log],
    detached: true,
    ...user,
  });
  process.umask(ourMask);
  if (log !== 'inherit') closeSync(log);
  let reason: string | undefined;
  const exited = new Promise<string>((resolve) => {
    const end = (why: string) => {
      reason ??= why;
      resolve(reason);
    };
    child.once('error', (error) => end(`cannot start: ${error.message}`));
    child.once('exit', (code, signal) => end(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  const pid = child.pid ?? 0;
  const stop = async (graceMs: number): Promise<void> => {
    if (reason === undefined) child.kill(stopSignal);
    const timer = setTimeout(() => killGroup(pid), graceMs);
    await exited;
    clearTimeout(timer);
    killGroup(pid); // what it started and did not end
  };
  let stopped: Promise<void> | undefined;
  return {
    name,
    pid,
    logPath,
    exited,
    ended: () => reason,
    stop: (graceMs = 10_000) => {
      stopped ??= stop(graceMs);
      return stopped;
    },
  };
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'a', 0o600);
}

/** The last lines of a log file, for error messages. */
export function logTail(path: string, lines = 15): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** setpriv (util-linux) makes the kernel send the death signal and, for root, drops the rights to `user`. */
function boundToOurLife({ command, args, user, stopSignal }: ChildOptions) {
  const setpriv = findOnPath('setpriv');
  if (!setpriv) return { command, args: [...args], user };
  const rights = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  // a database may shut down cleanly by its own signal; everything else must be gone at once
  const signal = stopSignal === 'SIGINT' ? 'INT' : 'KILL';
  return { command: setpriv, args: [...rights, `--pdeathsig=${signal}`, '--', command, ...args] };
}

function killGroup(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // the group is gone
  }
}
