import { randomInt } from 'node:crypto';
import { connectRedis } from '../../../adapters/redis/shared-cache.ts';
import type { StackState } from '../../stack/state.ts';
import type { Figure } from '../figures.ts';
import { shareFigures } from '../shares.ts';
import { createSpeaker } from './first-frame.ts';

const TEXTS = 120;
const WARM_UP_TEXTS = 10;
const GOAL = { p95: { limit: 5 } } as const;

/** Text → first frame: spoken for the first time, from the process's memory, and from Redis by another process. */
export async function speechCache(stack: StackState, progress: (line: string) => void): Promise<Figure[]> {
  const failures: Error[] = [];
  const redis =
    stack.redisUrl === ''
      ? null
      : await connectRedis(stack.redisUrl, (error) => {
          failures.push(error);
        });
  try {
    const first = createSpeaker(stack.speechUrl, redis);
    const neighbour = createSpeaker(stack.speechUrl, redis);
    const times: Record<'miss' | 'memory' | 'shared', number[]> = { miss: [], memory: [], shared: [] };
    progress(`cache: ${TEXTS} texts, each missed, then found in memory and in Redis`);
    for (let turn = -WARM_UP_TEXTS; turn < TEXTS; turn++) {
      // a number that no earlier run left in Redis
      const text = `Your booking number is ${[...`${randomInt(1e8, 1e9)}`].join(' ')}.`;
      const miss = await first.firstFrameMs(text, 'en');
      const memory = await first.firstFrameMs(text, 'en');
      const shared = redis === null ? Number.NaN : await neighbour.firstFrameMs(text, 'en');
      if (turn < 0) continue;
      times.miss.push(miss);
      times.memory.push(memory);
      if (redis !== null) times.shared.push(shared);
    }
    if (failures[0]) throw failures[0];
    const row = (name: string, samples: number[]) =>
      shareFigures({ suite: 'cache', name, unit: 'ms', samples, baseline: times.miss, goals: GOAL });
    return [
      ...row('speech in memory → first frame, beside a miss', times.memory),
      ...(redis === null ? [] : row('speech in Redis → first frame, beside a miss', times.shared)),
    ];
  } finally {
    redis?.close();
  }
}
