import { open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SegmentName } from '../../contracts/recording.ts';
import { RECORDING_HEADER_BYTES, recordingHeader } from '../../contracts/recording-wav.ts';
import type { Log } from '../../platform/log.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { counter } from '../../platform/metrics.ts';

const lost = counter({
  name: 'edge_recording_lost_total',
  help: 'Pieces of recordings, a second each at most, that could not be written',
});

const SEGMENT_MS = 5000;
const BYTES_PER_SAMPLE = 4;
/** Writes that wait for the disk. More would fill the memory. */
const MOST_WAITING = 3;

/** A file that grows; every method may reject. */
export interface SegmentFile {
  write(bytes: Uint8Array, position: number): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}
export type OpenSegment = (path: string) => Promise<SegmentFile>;

export interface SegmentFilesOptions {
  callId: string;
  epoch: number;
  sampleRateHz: number;
  /** Unix time of the first sample */
  startsAtMs: number;
  spool: {
    pathOf(name: SegmentName): string;
    hasRoom(): boolean;
    /** behind the segments of an earlier leg of the same epoch, which must not be written over */
    nextSeq(callId: string, epoch: number): number;
    /** nothing more will be written to it; `isWhole`: its header is right */
    closed(name: SegmentName, isWhole: boolean): void;
  };
  openSegment?: OpenSegment;
  segmentMs?: number;
  log: Log;
}

/**
 * The audio of one call on the disk, in files of five seconds. What cannot be written is missing in the recording, and
 * written again as soon as that is possible: neither a full nor a slow disk costs the call anything.
 */
export interface SegmentFiles {
  /** interleaved audio from sample `from` on; what comes before `settled` stays, the rest is written over by the next */
  write(pcm: Buffer, from: number, settled: number): void;
  /** `segments`: how many there are */
  close(): Promise<{ prefix: string; segments: number }>;
  /** instead of `close`: what has not been handed on is removed */
  discard(): Promise<void>;
}

interface Current {
  file: SegmentFile;
  name: SegmentName;
  /** sample of the call */
  first: number;
}

export function createSegmentFiles(options: SegmentFilesOptions): SegmentFiles {
  const { callId, epoch, sampleRateHz, startsAtMs, spool, log, openSegment = openOnDisk } = options;
  const longest = ((options.segmentMs ?? SEGMENT_MS) * sampleRateHz) / 1000;
  let current: Current | null = null;
  /** of this leg and of those before it; null: none of this leg yet */
  let segments: number | null = null;
  let waiting = 0;
  let told = false;
  let work: Promise<void> = Promise.resolve();

  const begin = async (first: number): Promise<Current> => {
    if (!spool.hasRoom()) throw new Error('too much waits to be uploaded: EDGE_SPOOL_MB is reached');
    const seq = segments ?? spool.nextSeq(callId, epoch);
    const name = { callId, epoch, seq };
    const file = await openSegment(spool.pathOf(name));
    // as if it were full: of one that ends earlier the length is that of the file, and corrected when it is uploaded
    const header = recordingHeader({
      ...{ channels: 2, sampleRateHz, dataBytes: longest * BYTES_PER_SAMPLE },
      startsAtMs: startsAtMs + (first * 1000) / sampleRateHz,
    });
    try {
      await file.write(header, 0);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    segments = seq + 1;
    current = { file, name, first };
    return current;
  };
  const end = async (isWhole: boolean) => {
    if (current === null) return;
    const { file, name } = current;
    current = null;
    await file.close().catch(() => undefined);
    spool.closed(name, isWhole);
  };
  const put = async (pcm: Buffer, from: number, settled: number) => {
    const until = from + pcm.length / BYTES_PER_SAMPLE;
    for (let at = from; at < until; ) {
      const { file, first } = current ?? (await begin(at));
      const limit = first + longest;
      if (at < limit) {
        const to = settled >= limit ? limit : until;
        const position = RECORDING_HEADER_BYTES + (at - first) * BYTES_PER_SAMPLE;
        await file.write(
          pcm.subarray((at - from) * BYTES_PER_SAMPLE, (to - from) * BYTES_PER_SAMPLE),
          position,
        );
        at = to;
        if (settled < limit) return;
      }
      await file.truncate(RECORDING_HEADER_BYTES + longest * BYTES_PER_SAMPLE);
      await end(true);
    }
  };
  const miss = (error: unknown) => {
    lost.inc();
    if (told) return;
    told = true;
    log.error('a part of a recording could not be written, the call goes on', { callId, error });
  };

  return {
    write(pcm, from, settled) {
      if (waiting >= MOST_WAITING) return miss(new Error('the disk is too slow for the recording'));
      waiting++;
      work = work
        .then(() => put(pcm, from, settled))
        // what this file holds is kept, the next try begins another
        .catch(async (error: unknown) => {
          miss(error);
          await end(false);
        })
        .finally(() => waiting--);
    },
    async close() {
      work = work.then(() => end(false));
      await work;
      return { prefix: `${callId}/${epoch}`, segments: segments ?? 0 };
    },
    async discard() {
      work = work.then(async () => {
        if (current === null) return;
        const { file, name } = current;
        current = null;
        await file.close().catch(() => undefined);
        await unlink(spool.pathOf(name)).catch(() => undefined);
      });
      await work;
    },
  };
}

const openOnDisk: OpenSegment = async (path) => {
  // recordings are for their owner only
  const handle = await open(path, 'w', 0o600).catch(async () => {
    await makeFolder(dirname(path));
    return open(path, 'w', 0o600);
  });
  return {
    async write(bytes, position) {
      for (let written = 0; written < bytes.length; )
        written += (await handle.write(bytes, written, bytes.length - written, position + written))
          .bytesWritten;
    },
    truncate: (bytes) => handle.truncate(bytes),
    // not synced: on a busy disk that takes seconds, which every call's writes would wait for
    close: () => handle.close(),
  };
};
