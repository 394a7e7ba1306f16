import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { segmentKey } from '../../contracts/recording.ts';
import { RECORDING_HEADER_BYTES, readRecordingHeader } from '../../contracts/recording-wav.ts';
import { createSegmentFiles, type SegmentFile } from './segment-files.ts';

const STARTS_AT = 1_795_000_000_000;

/** Files in memory, 1 kHz: a sample is a millisecond. `faults`: what happens to the next calls of the disk. */
function lab() {
  const disk = new Map<string, Buffer>();
  const closed: string[] = [];
  const errors: string[] = [];
  const state = { room: true, firstSeq: 0, fault: null as Error | null, hangs: false };
  const trouble = async () => {
    if (state.hangs) await new Promise(() => undefined);
    if (state.fault !== null) throw state.fault;
  };
  const files = createSegmentFiles({
    ...{ callId: 'c1', epoch: 2, sampleRateHz: 1000, startsAtMs: STARTS_AT },
    spool: {
      pathOf: segmentKey,
      hasRoom: () => state.room,
      nextSeq: () => state.firstSeq,
      closed: (name) => void closed.push(segmentKey(name)),
    },
    log: {
      ...{ debug: () => {}, info: () => {}, warn: () => {} },
      error: (_message, context) => void errors.push(String(context?.error).replace('Error: ', '')),
    },
    async openSegment(path): Promise<SegmentFile> {
      await trouble();
      disk.set(path, Buffer.alloc(0));
      const change = (size: number) => {
        const old = disk.get(path) ?? Buffer.alloc(0);
        const next = Buffer.alloc(size);
        old.copy(next);
        disk.set(path, next);
        return next;
      };
      return {
        async write(bytes, position) {
          await trouble();
          change(Math.max(disk.get(path)?.length ?? 0, position + bytes.length)).set(bytes, position);
        },
        truncate: async (bytes) => void change(bytes),
        close: async () => undefined,
      };
    },
  });
  const audio = (from: number, until: number) => {
    const pcm = Buffer.alloc((until - from) * 4);
    for (let i = 0; i < until - from; i++) pcm.writeInt32LE(from + i, i * 4);
    return pcm;
  };
  return {
    ...{ files, disk, closed, errors, state },
    write: (from: number, settled: number, until: number) => files.write(audio(from, until), from, settled),
    turn: () => new Promise((resolve) => setTimeout(resolve, 1)),
    /** every sample of a segment says which one it is */
    samples(key: string) {
      const bytes = (disk.get(key) ?? Buffer.alloc(0)).subarray(RECORDING_HEADER_BYTES);
      return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(i * 4));
    },
    startOf(key: string) {
      const header = readRecordingHeader(disk.get(key) ?? Buffer.alloc(0));
      return typeof header === 'string' ? header : (header.startsAtMs ?? 0) - STARTS_AT;
    },
  };
}
const range = (from: number, until: number) => Array.from({ length: until - from }, (_, i) => from + i);

describe('segments on the disk', () => {
  it('are five seconds long, follow each other without a gap, and say when they began', async () => {
    const { write, files, samples, startOf, closed, disk } = lab();
    for (let at = 0; at < 12_000; at += 1000) {
      write(Math.max(0, at - 700), Math.max(0, at + 300), at + 1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    write(11_300, 12_000, 12_000);
    expect(await files.close()).toEqual({ prefix: 'c1/2', segments: 3 });
    const keys = ['c1/2-0.wav', 'c1/2-1.wav', 'c1/2-2.wav'];
    expect([[...disk.keys()], closed, keys.map(startOf)]).toEqual([keys, keys, [0, 5000, 10_000]]);
    expect(keys.flatMap(samples)).toEqual(range(0, 12_000));
  });

  it('audio that is not settled is on the disk at once, in the next segment, too', async () => {
    const { write, samples, turn } = lab();
    write(0, 4000, 4900);
    await turn();
    write(4000, 5200, 5900);
    await turn();
    expect([samples('c1/2-0.wav').length, samples('c1/2-1.wav')]).toEqual([5000, range(5000, 5900)]);
  });

  it('are numbered behind those of an earlier leg', async () => {
    const { write, files, state, closed } = lab();
    state.firstSeq = 3;
    write(0, 1000, 1000);
    expect(await files.close()).toEqual({ prefix: 'c1/2', segments: 4 });
    expect(closed).toEqual(['c1/2-3.wav']);
  });

  it('a call without audio has none', async () => {
    const { files, disk } = lab();
    expect(await files.close()).toEqual({ prefix: 'c1/2', segments: 0 });
    expect(disk.size).toBe(0);
  });

  it('a full disk leaves a gap, says so once, and is tried again', async () => {
    const { write, files, samples, startOf, errors, closed, state, turn } = lab();
    write(0, 1000, 1000);
    await turn();
    state.fault = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    for (let at = 1000; at < 4000; at += 1000) {
      write(at, at + 1000, at + 1000);
      await turn();
    }
    state.fault = null;
    write(4000, 5000, 5000);
    expect(await files.close()).toMatchObject({ segments: 2 });
    expect([errors, closed]).toEqual([['ENOSPC'], ['c1/2-0.wav', 'c1/2-1.wav']]);
    expect([samples('c1/2-0.wav'), samples('c1/2-1.wav')]).toEqual([range(0, 1000), range(4000, 5000)]);
    expect(startOf('c1/2-1.wav')).toBe(4000);
  });

  it('a spool without room leaves a gap as well', async () => {
    const { write, files, errors, state, turn } = lab();
    state.room = false;
    write(0, 1000, 1000);
    await turn();
    state.room = true;
    write(1000, 2000, 2000);
    expect(await files.close()).toMatchObject({ segments: 1 });
    expect(errors).toEqual(['too much waits to be uploaded: EDGE_SPOOL_MB is reached']);
  });

  it('a real device without space is told by its code', async () => {
    const home = mkdtempSync(join(tmpdir(), 'holdfast-full-'));
    const path = join(home, 'c1~1-0.wav');
    symlinkSync('/dev/full', path);
    const told: unknown[] = [];
    const files = createSegmentFiles({
      ...{ callId: 'c1', epoch: 1, sampleRateHz: 1000, startsAtMs: STARTS_AT },
      spool: { pathOf: () => path, hasRoom: () => true, nextSeq: () => 0, closed: () => {} },
      log: {
        ...{ debug: () => {}, info: () => {}, warn: () => {} },
        error: (_message, context) => void told.push(context?.error),
      },
    });
    files.write(Buffer.alloc(4000), 0, 1000);
    expect(await files.close()).toMatchObject({ segments: 0 });
    expect(told).toMatchObject([{ code: 'ENOSPC' }]);
    rmSync(home, { recursive: true });
  });

  it('a disk that hangs costs memory for three writes, no more', async () => {
    const { write, errors, state } = lab();
    state.hangs = true;
    for (let at = 0; at < 20_000; at += 1000) write(at, at + 1000, at + 1000);
    expect(errors).toEqual(['the disk is too slow for the recording']);
  });

  it('a stretch that was left out is silence where the file goes on', async () => {
    const { write, files, samples } = lab();
    write(0, 1000, 1000);
    write(3000, 4000, 4000);
    write(9000, 9100, 9100);
    expect(await files.close()).toMatchObject({ segments: 2 });
    const first = samples('c1/2-0.wav');
    expect([first.length, first[500], first[2000], first[3500]]).toEqual([5000, 500, 0, 3500]);
    expect(samples('c1/2-1.wav')).toEqual(range(9000, 9100));
  });
});
