import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ObjectStorage, openDirectory } from '../adapters/storage/index.ts';
import { joinedKey, type RecordingFate, segmentKey } from '../contracts/recording.ts';
import { RECORDING_HEADER_BYTES, readRecordingHeader, recordingHeader } from '../contracts/recording-wav.ts';
import { createStoreRecordingActivities, type RecordingArchive } from './store-recording.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const RATE = 1000;

let folder: string;
let storage: ObjectStorage;
let fates: (RecordingFate | { status: 'removed' })[];
let locked: boolean;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-joined-'));
  storage = openDirectory(folder);
  fates = [];
  locked = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const calls: RecordingArchive = {
  recordingStatus: async () => fates.at(-1)?.status ?? null,
  saveRecording: async (_callId, fate) => void fates.push(fate),
  async withRecordingLock(_callId, work) {
    if (locked) throw new Error('is being joined by another process');
    locked = true;
    return work().finally(() => {
      locked = false;
    });
  },
};
const activity = (attempt = 1, recordings: ObjectStorage = storage) =>
  createStoreRecordingActivities({ recordings, calls, attempt: () => attempt });
const store = (segments: number | null, attempt = 1, recordings = storage) =>
  activity(attempt, recordings).storeRecording({
    callId: 'c1',
    recording: segments === null ? null : { key: 'c1/1', durationMs: 1, channels: 2, segments },
  });

/** A segment of `ms` that begins `fromMs` after the call's start; left holds `value`, right its negative. */
async function put(epoch: number, seq: number, fromMs: number, ms: number, value: number, rateHz = RATE) {
  const audio = Buffer.alloc(((ms * rateHz) / 1000) * 4);
  for (let at = 0; at < audio.length; at += 4) {
    audio.writeInt16LE(value, at);
    audio.writeInt16LE(-value, at + 2);
  }
  const header = recordingHeader({
    ...{ channels: 2, sampleRateHz: rateHz, startsAtMs: START + fromMs, dataBytes: audio.length },
  });
  await storage.put(segmentKey({ callId: 'c1', epoch, seq }), Buffer.concat([header, audio]));
}
async function joined() {
  const wav = (await storage.read(joinedKey('c1'))) ?? Buffer.alloc(0);
  const at = (ms: number) => wav.readInt16LE(RECORDING_HEADER_BYTES + ms * 4);
  return { wav, at, right: (ms: number) => wav.readInt16LE(RECORDING_HEADER_BYTES + ms * 4 + 2) };
}
const keys = async () => (await storage.list('')).map(({ key }) => key);

describe('joining a recording', () => {
  it('puts the segments behind each other, keeps what they are, and removes them', async () => {
    await put(1, 0, 0, 5000, 1);
    await put(1, 1, 5000, 5000, 2);
    await put(1, 2, 10_000, 700, 3);
    await store(3);
    const { wav, at, right } = await joined();
    expect([0, 4999, 5000, 9999, 10_000, 10_699].map(at)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(right(5000)).toBe(-2);
    expect(fates).toEqual([
      {
        status: 'stored',
        key: 'joined/c1.wav',
        startedAt: '2026-11-21T10:00:00.000Z',
        ...{ durationMs: 10_700, channels: 2, missingMs: 0, fault: '' },
        bytes: wav.length,
        sha256: createHash('sha256').update(wav).digest('hex'),
      },
    ]);
    expect(readRecordingHeader(wav)).toMatchObject({ startsAtMs: START, dataBytes: 10_700 * 4 });
    expect(await keys()).toEqual(['joined/c1.wav']);
  });

  it('of a call that two edges had leaves the gap between them as silence, by the clock', async () => {
    await put(1, 0, 0, 5000, 1);
    await put(1, 1, 5000, 3200, 2);
    await put(2, 0, 9750, 2000, 3);
    await store(null);
    const { at } = await joined();
    expect([8199, 8200, 9749, 9750, 11_749].map(at)).toEqual([2, 0, 0, 3, 3]);
    expect(fates[0]).toMatchObject({ durationMs: 11_750, missingMs: 1550 });
  });

  it('where two edges heard the same moment the later one counts', async () => {
    await put(1, 0, 0, 5000, 1);
    await put(2, 0, 4000, 2000, 3);
    await store(null);
    const { at } = await joined();
    expect([3999, 4000, 5999].map(at)).toEqual([1, 3, 3]);
    expect(fates[0]).toMatchObject({ durationMs: 6000, missingMs: 0 });
  });

  it('an edge whose clock is hours away follows the one before, and the record says so', async () => {
    await put(1, 0, 0, 1000, 1);
    await put(2, 0, 7_200_000, 1000, 3);
    await store(null);
    const { at } = await joined();
    expect([999, 1000, 1999].map(at)).toEqual([1, 3, 3]);
    expect(fates[0]).toMatchObject({
      durationMs: 2000,
      fault: expect.stringContaining('the clock of edge 2'),
    });
  });

  it('edges at different rates keep their pitch', async () => {
    await put(1, 0, 0, 1000, 100);
    await put(2, 0, 1000, 1000, 200, 2 * RATE);
    await store(null);
    const { wav } = await joined();
    expect(readRecordingHeader(wav)).toMatchObject({ sampleRateHz: 2000 });
    const at = (ms: number) => wav.readInt16LE(RECORDING_HEADER_BYTES + ms * 8);
    expect([10, 990, 1010, 1990].map(at)).toEqual([100, 100, 200, 200]);
    expect(fates[0]).toMatchObject({ durationMs: 2000, missingMs: 0 });
  });

  it('a segment that was lost is silence, and its length is told', async () => {
    await put(1, 0, 0, 5000, 1);
    await put(1, 2, 10_000, 1000, 3);
    await store(3, 7);
    const { at } = await joined();
    expect([4999, 5000, 9999, 10_000].map(at)).toEqual([1, 0, 0, 3]);
    expect(fates[0]).toMatchObject({ durationMs: 11_000, missingMs: 5000 });
  });

  it.each([
    {
      rule: 'text',
      bytes: Buffer.from('not audio at all, but long enough to be taken for a header of a file'),
    },
    { rule: 'nothing', bytes: Buffer.alloc(0) },
    {
      rule: 'a header alone',
      bytes: recordingHeader({ channels: 2, sampleRateHz: RATE, startsAtMs: START, dataBytes: 0 }),
    },
    {
      rule: 'one side',
      bytes: Buffer.concat([
        recordingHeader({ channels: 1, sampleRateHz: RATE, startsAtMs: START, dataBytes: 4 }),
        Buffer.alloc(4),
      ]),
    },
  ])('$rule in the place of a segment costs that segment', async ({ bytes }) => {
    await put(1, 0, 0, 1000, 1);
    await storage.put(segmentKey({ callId: 'c1', epoch: 1, seq: 1 }), bytes);
    await put(1, 2, 2000, 1000, 3);
    await store(3);
    const { at } = await joined();
    expect([999, 1500, 2000].map(at)).toEqual([1, 0, 3]);
    expect(fates[0]).toMatchObject({ status: 'stored', missingMs: 1000 });
  });
});

describe('joining a recording again', () => {
  it('with nothing new changes nothing', async () => {
    await put(1, 0, 0, 1000, 1);
    await store(1);
    await store(1, 2);
    expect(fates.length).toBe(1);
  });

  it('after a crash behind the join, or with segments that came twice, gives the same file', async () => {
    await put(1, 0, 0, 5000, 1);
    await put(1, 1, 5000, 1000, 2);
    await store(2);
    const first = (await joined()).wav;
    await put(1, 1, 5000, 1000, 2);
    await store(2, 2);
    expect((await joined()).wav.equals(first)).toBe(true);
    expect(fates[1]).toEqual(fates[0]);
    expect(await keys()).toEqual(['joined/c1.wav']);
  });

  it('with what a killed edge has left lays that into its place', async () => {
    await put(2, 0, 9000, 1000, 3);
    await store(null, 2);
    await put(1, 0, 0, 5000, 1);
    await put(1, 1, 5000, 2000, 2);
    await store(null, 2);
    const { at } = await joined();
    expect([0, 5000, 6999, 7000, 8999, 9000, 9999].map(at)).toEqual([1, 2, 2, 0, 0, 3, 3]);
    expect(fates[1]).toMatchObject({
      startedAt: '2026-11-21T10:00:00.000Z',
      durationMs: 10_000,
      missingMs: 2000,
    });
  });

  it('an old segment whose clock cannot be right stands at the end, not hours away', async () => {
    await put(1, 0, 0, 1000, 1);
    await store(1);
    await put(2, 0, 86_000_000, 500, 3);
    await store(null, 2);
    expect((await joined()).at(1000)).toBe(3);
    expect(fates[1]).toMatchObject({ durationMs: 1500 });
  });
});

describe('a recording that is not complete yet', () => {
  it('is waited for, by name', async () => {
    await put(1, 0, 0, 5000, 1);
    await expect(store(2)).rejects.toThrow(
      '1 segments of the recording are not in the storage yet, the first is c1/1-1.wav',
    );
    await put(1, 1, 5000, 1000, 2);
    await store(2, 2);
    expect(fates[0]).toMatchObject({ status: 'stored', durationMs: 6000, missingMs: 0 });
  });

  it('is joined without what does not come', async () => {
    await put(1, 0, 0, 5000, 1);
    await store(2, 7);
    expect(fates[0]).toMatchObject({ status: 'stored', durationMs: 5000 });
  });

  it('that never comes is recorded as missing, and joined all the same when it does', async () => {
    await expect(store(null, 1)).rejects.toThrow('the storage has nothing below c1/ yet');
    await store(null, 2);
    expect(fates[0]).toMatchObject({ status: 'missing' });
    await put(1, 0, 0, 1000, 1);
    await store(null, 2);
    expect(fates[1]).toMatchObject({ status: 'stored', durationMs: 1000 });
  });
});

describe('a recording that must not be', () => {
  it('goes when the caller refuses, and what comes late goes, too', async () => {
    await put(1, 0, 0, 1000, 1);
    await activity().storeRecording({ callId: 'c1', recording: null, refused: true });
    expect([fates.at(-1), await keys()]).toEqual([{ status: 'refused' }, []]);
    await put(1, 1, 1000, 1000, 1);
    await store(2);
    expect([fates.at(-1), await keys()]).toEqual([{ status: 'refused' }, []]);
  });

  it('does not come back after its days are over', async () => {
    fates.push({ status: 'removed' });
    await put(1, 1, 1000, 1000, 1);
    await store(2);
    expect([fates.length, await keys()]).toEqual([1, []]);
  });
});

describe('what can go wrong meanwhile', () => {
  it('a storage that fails leaves every segment where it is', async () => {
    await put(1, 0, 0, 1000, 1);
    const broken = { ...storage, put: () => Promise.reject(new Error('503 SlowDown')) };
    await expect(store(1, 1, broken)).rejects.toThrow('SlowDown');
    expect([fates, await keys()]).toEqual([[], ['c1/1-0.wav']]);
  });

  it('a segment that comes during the join waits for the next one', async () => {
    await put(1, 0, 0, 1000, 1);
    const slow = {
      ...storage,
      put: async (...args: Parameters<ObjectStorage['put']>) => {
        await put(1, 1, 1000, 1000, 2);
        return storage.put(...args);
      },
    };
    await store(null, 2, slow);
    expect(await keys()).toEqual(['c1/1-1.wav', 'joined/c1.wav']);
  });

  it('two at once: one waits for its next attempt', async () => {
    await put(1, 0, 0, 1000, 1);
    const both = await Promise.allSettled([store(1), store(1)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(fates.length).toBe(1);
  });

  it('leaves no file behind', async () => {
    const ours = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('holdfast-join-'));
    const before = await ours();
    await put(1, 0, 0, 1000, 1);
    await store(1, 1, { ...storage, put: () => Promise.reject(new Error('no')) }).catch(() => undefined);
    await store(1);
    expect(await ours()).toEqual(before);
  });
});
