import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const GRACE_MS = 2_000;
/** Marks what a set-up started with its folder of logs: a later one ends what a killed one left running. */
export const SETUP_MARK = 'HOLDFAST_SETUP';

/**
 * Runs a program to its end, its output goes to the log file. Rejects with the log's last lines when it fails, and
 * ends it with all its children when `signal` aborts.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ log: string, cwd?: string, env?: NodeJS.ProcessEnv, signal: AbortSignal }} options
 * @returns {Promise<void>}
 */
export async function runStep(program, args, { log, cwd, env = process.env, signal }) {
  signal.throwIfAborted();
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(program, args, {
    cwd,
    env: { ...env, [SETUP_MARK]: dirname(log) },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  /** @type {NodeJS.Timeout | undefined} */
  let patience;
  const end = () => {
    killGroup(child.pid, 'SIGTERM');
    // npm ci goes on for half a minute after a SIGTERM
    patience = setTimeout(() => killGroup(child.pid, 'SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new Error(`${program}: ${error.message}`)));
      child.once('exit', (code, killedBy) => {
        if (code === 0) return resolve(undefined);
        const how = killedBy ? `was ended by ${killedBy}` : `failed with code ${code}`;
        reject(new Error(`\`${program} ${args.slice(0, 3).join(' ')}\` ${how}; log ${log}:\n${tail(log)}`));
      });
    });
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(patience);
    if (signal.aborted) killGroup(child.pid, 'SIGKILL'); // what it started and did not end
  }
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // it has ended
  }
}

/** @param {string} path */
const tail = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
