import { setTimeout as sleep } from 'node:timers/promises';
import { runBenchWorker } from '../bench-worker.ts';
import { SLOW_MARK, SLOW_MS } from './slow-mark.ts';

// A call-worker with the one difference that understanding a marked text takes long enough to be killed in.
await runBenchWorker((activities) => ({
  async extractSlots(input) {
    if (input.text.startsWith(SLOW_MARK)) await sleep(SLOW_MS);
    return activities.extractSlots({ ...input, text: input.text.replace(SLOW_MARK, '') });
  },
}));
