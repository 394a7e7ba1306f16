import { readFile, unlink } from 'node:fs/promises';
import { type ObjectStorage, StorageFault } from '../../adapters/storage/index.ts';
import { type SegmentName, segmentKey } from '../../contracts/recording.ts';
import { RECORDING_HEADER_BYTES } from '../../contracts/recording-wav.ts';
import type { Log } from '../../platform/log.ts';
import { counter, gauge } from '../../platform/metrics.ts';

const uploaded = counter({
  name: 'edge_recording_segments_total',
  help: 'Segments of recordings by what became of them',
  labels: ['result'],
});
const waitingSegments = gauge({
  name: 'edge_recording_waiting_segments',
  help: 'Segments of recordings on this disk that wait to be uploaded',
});

/** Two hundred calls finish forty segments a second: enough for a storage that takes 0.3 s for each. */
const AT_ONCE = 12;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A segment that the storage refuses while it takes others stays on the disk for the next start. */
const TRIES_OF_A_BAD_ONE = 5;

/** A finished segment on this disk. */
export interface SpooledSegment {
  name: SegmentName;
  path: string;
  bytes: number;
  /** its header says how long it is */
  isWhole: boolean;
}

/** Brings segments into the storage in the order in which they were finished, for as long as it takes. */
export interface Uploads {
  add(segment: SpooledSegment): void;
  /** resolves when nothing waits any more, or after `ms` */
  settled(ms: number): Promise<void>;
  /** no more uploads begin */
  stop(): void;
}

export interface UploadsOptions {
  storage: ObjectStorage;
  /** the segment no longer lies on this disk */
  onGone(segment: SpooledSegment): void;
  log: Log;
  firstPauseMs?: number;
  longestPauseMs?: number;
}

export function createUploads(options: UploadsOptions): Uploads {
  const { storage, onGone, log } = options;
  const { firstPauseMs = FIRST_PAUSE_MS, longestPauseMs = LONGEST_PAUSE_MS } = options;
  const queue: SpooledSegment[] = [];
  const badTries = new WeakMap<SpooledSegment, number>();
  let running = 0;
  let failures = 0;
  let pause: NodeJS.Timeout | null = null;
  let stopped = false;
  let onSettled: (() => void)[] = [];

  const pump = () => {
    // a storage in trouble is asked by one at a time
    while (!stopped && pause === null && queue.length > 0 && running < (failures > 0 ? 1 : AT_ONCE)) {
      const next = queue.shift();
      if (next !== undefined) void upload(next);
    }
    waitingSegments.set(queue.length + running);
    if (queue.length > 0 || running > 0) return;
    for (const tell of onSettled) tell();
    onSettled = [];
  };

  const upload = async (segment: SpooledSegment) => {
    running++;
    try {
      const key = segmentKey(segment.name);
      if (!(segment.isWhole && (await storage.moveIn(key, segment.path)))) {
        const wav = measured(await readFile(segment.path));
        if (wav !== null) await storage.put(key, wav);
        await unlink(segment.path);
      }
      onGone(segment);
      uploaded.inc({ result: 'uploaded' });
      if (failures > 0) log.info('recordings are uploaded again', { storage: storage.name });
      failures = 0;
    } catch (error) {
      failed(segment, error);
    } finally {
      running--;
      pump();
    }
  };

  const failed = (segment: SpooledSegment, error: unknown) => {
    // somebody has tidied up, or another edge believed this one dead and has uploaded it
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return onGone(segment);
    const trouble = error instanceof StorageFault ? error.trouble : 'bad';
    if (trouble === 'bad') {
      const tries = (badTries.get(segment) ?? 0) + 1;
      badTries.set(segment, tries);
      if (tries < TRIES_OF_A_BAD_ONE) {
        queue.push(segment);
      } else {
        uploaded.inc({ result: 'refused' });
        log.error('a segment of a recording cannot be uploaded and stays on this disk', {
          ...{ path: segment.path, storage: storage.name, error },
        });
        return;
      }
    } else queue.unshift(segment);
    uploaded.inc({ result: 'failed' });
    failures++;
    const longest =
      trouble === 'refused' ? longestPauseMs : Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
    // the first, and now and then: what waits has to be seen, not to fill the log
    if (failures === 1 || failures % 20 === 0)
      log[trouble === 'refused' ? 'error' : 'warn'](
        'recordings wait on this disk: the storage does not take them',
        {
          ...{ storage: storage.name, waiting: queue.length, trouble, error },
        },
      );
    pause ??= setTimeout(
      () => {
        pause = null;
        pump();
      },
      longest * (0.5 + Math.random() / 2),
    ).unref();
  };

  return {
    add(segment) {
      queue.push(segment);
      pump();
    },
    settled: (ms) =>
      new Promise((resolve) => {
        if (queue.length === 0 && running === 0) return resolve();
        onSettled.push(resolve);
        setTimeout(resolve, ms).unref();
      }),
    stop() {
      stopped = true;
      if (pause !== null) clearTimeout(pause);
    },
  };
}

/** A segment with the length that it has; what was cut in the middle of a sample ends before it. Null: no audio. */
function measured(wav: Buffer): Buffer | null {
  const audio = Math.floor((wav.length - RECORDING_HEADER_BYTES) / 4) * 4;
  if (audio <= 0) return null;
  wav.writeUInt32LE(RECORDING_HEADER_BYTES - 8 + audio, 4);
  wav.writeUInt32LE(audio, RECORDING_HEADER_BYTES - 4);
  return wav.subarray(0, RECORDING_HEADER_BYTES + audio);
}
