import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

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
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const end = () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    } catch {
      // it has ended
    }
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
  }
}

/** @param {string} path */
const tail = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
