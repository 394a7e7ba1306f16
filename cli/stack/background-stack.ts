import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome, projectRoot } from './paths.ts';
import { runningStack } from './running-stack.ts';
import type { StackState } from './state.ts';
import { waitUntil } from './wait-until.ts';

/** Starts `npm run up` as a process of its own that outlives us; `npm run up -- --stop` ends it, and so does `signal` while it starts. */
export async function startBackgroundStack(home: string, signal?: AbortSignal): Promise<StackState> {
  await makeHome(home);
  const logPath = join(home, 'up.log');
  const log = openSync(logPath, 'w');
  const up = spawn(process.execPath, [join(projectRoot, 'cli', 'main.ts'), 'up'], {
    cwd: projectRoot,
    // npm's own variables would tie it to the npm that runs us
    env: { ...process.env, npm_lifecycle_event: '' },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  up.unref();
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    up.once('exit', () => {
      hasEnded = true;
      resolve();
    });
  });
  const started = waitUntil(
    async () => {
      const state = await runningStack(home, signal);
      if (!state) throw new Error('it has not begun');
      return state;
    },
    {
      what: 'the stack in the background',
      timeoutMs: 120_000,
      child: { logPath, ended: () => (hasEnded ? 'did not start' : undefined) },
      signal,
    },
  );
  return started.catch(async (error) => {
    up.ref(); // its end is waited for
    if (!hasEnded) up.kill('SIGTERM');
    await ended;
    throw error;
  });
}
