import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.ts';
import { runningStack } from './running-stack.ts';
import type { StackState } from './state.ts';
import { waitUntil } from './wait-until.ts';

/** Starts `npm run up` as a process of its own that outlives us; `npm run up -- --stop` ends it. */
export async function startBackgroundStack(home: string): Promise<StackState> {
  mkdirSync(home, { recursive: true });
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
  up.once('exit', () => {
    hasEnded = true;
  });
  return waitUntil(
    async () => {
      const state = await runningStack(home);
      if (!state) throw new Error('it has not begun');
      return state;
    },
    {
      what: 'the stack in the background',
      timeoutMs: 120_000,
      child: { logPath, ended: () => (hasEnded ? 'did not start' : undefined) },
    },
  );
}
