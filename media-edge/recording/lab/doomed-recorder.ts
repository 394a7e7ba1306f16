import { performance } from 'node:perf_hooks';
import { openDirectory } from '../../../adapters/storage/index.ts';
import { createTicker } from '../../playback/ticker.ts';
import { createRecorder } from '../recorder.ts';
import { createSegmentFiles } from '../segment-files.ts';
import { openSpool } from '../spool.ts';

/**
 * A process that records a call until somebody kills it. Both sides hold the number of the 20 ms frame, which is printed
 * as it is heard. Arguments: folder of the spool, of the storage.
 */
const [directory = '', stored = ''] = process.argv.slice(2);
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const spool = await openSpool({ directory, maxMb: 100, storage: openDirectory(stored), log });
const now = () => performance.now();
const recorder = createRecorder({
  ...{ sampleRateHz: 8000, ticker: createTicker(), now },
  files: createSegmentFiles({
    ...{ callId: 'killed', epoch: 1, sampleRateHz: 8000, startsAtMs: Date.now(), spool, log },
    segmentMs: 1000,
  }),
});
const startMs = now();
let frames = 0;
setInterval(() => {
  for (; frames * 20 < now() - startMs; frames++) {
    const pcm = Buffer.alloc(320);
    for (let i = 0; i < pcm.length; i += 2) pcm.writeInt16LE(frames + 1, i);
    recorder.caller(pcm);
    recorder.agent(pcm, startMs + frames * 20);
  }
  process.stdout.write(`${frames}\n`);
}, 20);
