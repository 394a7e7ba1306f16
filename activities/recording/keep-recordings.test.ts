import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ObjectStorage, openDirectory } from '../../adapters/storage/index.ts';
import { joinedKey, type RecordingFate, segmentKey } from '../../contracts/recording.ts';
import { recordingHeader } from '../../contracts/recording-wav.ts';
import { parseRetention, type Retention } from '../../domain/recording/retention.ts';
import { type KeeperPorts, keepRecordings } from './keep-recordings.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const DAY_MS = 86_400_000;

let folder: string;
let storage: ObjectStorage;
/** the records: call → tenant, end, what is known of its recording */
let records: Map<
  string,
  { tenant: string; endedMs: number; status: RecordingFate['status'] | 'removed' | null }
>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-keeper-'));
  storage = openDirectory(folder);
  records = new Map();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const calls: KeeperPorts['calls'] = {
  recordingStatus: async (callId) => records.get(callId)?.status ?? null,
  async saveRecording(callId, { status }) {
    const record = records.get(callId);
    if (record !== undefined) record.status = status;
  },
  withRecordingLock: (_callId, work) => work(),
  expiredRecordings: async (keptSince, limit) =>
    [...records]
      .filter(([, { tenant, endedMs, status }]) => {
        const since = keptSince(tenant);
        return status === 'stored' && since !== null && endedMs < Date.parse(since);
      })
      .map(([callId]) => callId)
      .slice(0, limit),
  async markRecordingRemoved(callId) {
    const record = records.get(callId);
    if (record !== undefined) record.status = 'removed';
  },
};
const keep = (days = '90,clinic=30,archive=forever', at = NOW, recordings: ObjectStorage = storage) =>
  keepRecordings({ recordings, calls }, { retention: parseRetention(days) as Retention, nowMs: at });
const wav = (startsAtMs: number) =>
  Buffer.concat([
    recordingHeader({ channels: 2, sampleRateHz: 1000, startsAtMs, dataBytes: 4000 }),
    Buffer.alloc(4000, 1),
  ]);
const record = (
  callId: string,
  tenant: string,
  daysAgo: number,
  status: RecordingFate['status'] | null = 'stored',
) => records.set(callId, { tenant, endedMs: NOW - daysAgo * DAY_MS, status });
const putJoined = (callId: string) => storage.put(joinedKey(callId), wav(NOW));
const putSegment = (callId: string, startsAtMs = NOW, seq = 0) =>
  storage.put(segmentKey({ callId, epoch: 1, seq }), wav(startsAtMs));
const keys = async () => (await storage.list('')).map(({ key }) => key);

describe('retention', () => {
  it.each([
    { tenant: 'clinic', daysAgo: 29, is: 'stored' },
    { tenant: 'clinic', daysAgo: 31, is: 'removed' },
    { tenant: 'shop', daysAgo: 89, is: 'stored' },
    { tenant: 'shop', daysAgo: 91, is: 'removed' },
    { tenant: 'archive', daysAgo: 10_000, is: 'stored' },
  ])('of $tenant after $daysAgo days: $is', async ({ tenant, daysAgo, is }) => {
    record('c1', tenant, daysAgo);
    await putJoined('c1');
    expect(await keep()).toEqual({ joined: 0, removed: is === 'removed' ? 1 : 0, faults: [] });
    expect(records.get('c1')?.status).toBe(is);
    expect(await keys()).toEqual(is === 'removed' ? [] : ['joined/c1.wav']);
  });

  it('comes with time, and once', async () => {
    record('c1', 'clinic', 0);
    await putJoined('c1');
    expect((await keep(undefined, NOW + 29 * DAY_MS)).removed).toBe(0);
    expect((await keep(undefined, NOW + 31 * DAY_MS)).removed).toBe(1);
    expect((await keep(undefined, NOW + 32 * DAY_MS)).removed).toBe(0);
  });

  it('a storage that fails says so of that call, and the next round does it', async () => {
    for (const callId of ['c1', 'c2']) {
      record(callId, 'clinic', 100);
      await putJoined(callId);
    }
    const broken: ObjectStorage = {
      ...storage,
      remove: async (which) => {
        if (which.includes('joined/c1.wav')) throw new Error('503 SlowDown');
        await storage.remove(which);
      },
    };
    expect(await keep(undefined, NOW, broken)).toMatchObject({ removed: 1, faults: [{ callId: 'c1' }] });
    expect([records.get('c1')?.status, records.get('c2')?.status]).toEqual(['stored', 'removed']);
    await keep();
    expect([records.get('c1')?.status, await keys()]).toEqual(['removed', []]);
  });

  it('what comes late to a recording that is gone goes as well', async () => {
    record('c1', 'clinic', 100);
    await putJoined('c1');
    await keep();
    await putSegment('c1');
    await keep();
    expect([records.get('c1')?.status, await keys()]).toEqual(['removed', []]);
  });
});

describe('segments that nobody has joined', () => {
  it('of a call that was settled are joined', async () => {
    record('c1', 'clinic', 0, 'missing');
    await putSegment('c1');
    expect(await keep()).toEqual({ joined: 1, removed: 0, faults: [] });
    expect([records.get('c1')?.status, await keys()]).toEqual(['stored', ['joined/c1.wav']]);
  });

  it('of a call that still runs are left alone', async () => {
    await putSegment('live');
    expect(await keep()).toEqual({ joined: 0, removed: 0, faults: [] });
    expect(await keys()).toEqual(['live/1-0.wav']);
  });

  it('of a call that was terminated go when a recording would', async () => {
    await putSegment('terminated', NOW - 91 * DAY_MS, 0);
    await putSegment('terminated', NOW - 91 * DAY_MS, 1);
    expect(await keep('forever')).toMatchObject({ removed: 0 });
    expect(await keep()).toMatchObject({ removed: 1 });
    expect(await keys()).toEqual([]);
  });

  it('of a caller who refused go', async () => {
    record('c1', 'clinic', 0, 'refused');
    await putSegment('c1');
    await keep();
    expect([records.get('c1')?.status, await keys()]).toEqual(['refused', []]);
  });

  it('what is no segment is left to whoever put it there', async () => {
    await storage.put('backup/notes.txt', Buffer.from('mine'));
    expect(await keep()).toEqual({ joined: 0, removed: 0, faults: [] });
    expect(await keys()).toEqual(['backup/notes.txt']);
  });
});
