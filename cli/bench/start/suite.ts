import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startChild } from '../../stack/child.ts';
import { homeFolder, projectRoot } from '../../stack/paths.ts';
import { runningStack } from '../../stack/running-stack.ts';
import { waitUntil } from '../../stack/wait-until.ts';
import { type Figure, median } from '../figures.ts';

const SETUP_RUNS = 3;
const WARM_STARTS = 3;
const STOPPED_WITHIN_MS = 60_000;

/** How long set-up takes that finds nothing to do, and a whole stack from nothing running until every part is ready. */
export async function start(progress: (line: string) => void): Promise<Figure[]> {
  const setups: number[] = [];
  for (let run = 1; run <= SETUP_RUNS; run++) {
    progress(`start: idle set-up, ${run} of ${SETUP_RUNS}`);
    setups.push(await timed(() => idleSetup()));
  }
  const home = homeFolder(); // the bench's own: empty
  progress('start: a stack in an empty folder');
  const cold = await startAndStop(home);
  const warm: number[] = [];
  for (let run = 1; run <= WARM_STARTS; run++) {
    progress(`start: the same stack again, ${run} of ${WARM_STARTS}`);
    warm.push(await startAndStop(home));
  }
  const figure = (name: string, value: number, limit: number): Figure => ({
    ...{ suite: 'start', name, value, baseline: null, unit: 's' },
    goal: { limit },
  });
  return [
    figure('stack ready, nothing running, empty folder', cold, 20),
    figure(`stack ready, nothing running, median of ${WARM_STARTS} later starts`, median(warm), 20),
    figure(`idle set-up check, npm included, median of ${SETUP_RUNS}`, median(setups), 2),
  ];
}

/** Seconds until every part of it is ready; it has ended again when this answers. */
async function startAndStop(home: string): Promise<number> {
  const up = startChild({
    name: 'up',
    command: process.execPath,
    args: [join(projectRoot, 'cli', 'main.ts'), 'up'],
    logPath: join(home, 'up.log'),
    env: { ...process.env, HOLDFAST_HOME: home, npm_lifecycle_event: '' },
  });
  try {
    return await timed(async () => {
      await waitUntil(
        async () => {
          if ((await runningStack(home)) === undefined) throw new Error('it has not begun');
        },
        { what: 'the stack of the bench', timeoutMs: 120_000, child: up },
      );
    });
  } finally {
    await up.stop(STOPPED_WITHIN_MS);
  }
}

async function idleSetup(): Promise<void> {
  const child = spawn('npm', ['run', 'setup'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm run setup ended with code ${code}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}
