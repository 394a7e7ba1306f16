import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccountCostActivities } from '../../activities/account-cost.ts';
import { createScoreQualityActivities } from '../../activities/score-quality.ts';
import { createStoreRecordingActivities } from '../../activities/store-recording.ts';
import {
  addPrices,
  connect,
  createRecordStores,
  type Database,
  migrate,
  readCall,
  readCalls,
  readTurnCosts,
  recomputeCost,
} from '../../adapters/postgres/index.ts';
import { createRecordingFolder } from '../../adapters/store/recordings.ts';
import type { UsageEvent } from '../../domain/money/usage.ts';
import { createTestDatabase, type TestDatabase } from '../servers/database.ts';
import { callRecord } from './call-record.ts';

let database: TestDatabase;
let db: Database;
let stores: ReturnType<typeof createRecordStores>;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url);
  db = connect(database.url);
  stores = createRecordStores(db);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const AT = '2026-11-21T09:18:00Z';
const use = (id: string, part: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  turnId: 't1',
  attempt: 1,
  component: 'stt',
  provider: 'google',
  model: 'chirp_3',
  unit: 'second',
  quantity: 30,
  cachedQuantity: 0,
  ...part,
});

describe('a call in the records', () => {
  it('is stored with its transcript, and the same record again changes nothing', async () => {
    await stores.calls.save(callRecord('saved'));
    await stores.calls.save(callRecord('saved'));
    expect(await readCall(db, 'saved')).toMatchObject({
      callId: 'saved',
      tenant: 'clinic',
      outcome: 'booked',
      state: 'END',
      startedAt: '2026-11-21T09:14:58.000Z',
      turns: [{ turnId: 'greeting' }, { turnId: 't1', caller: 'on Monday please', stages: { totalMs: 640 } }],
    });
  });

  it('a later, longer transcript replaces the earlier one', async () => {
    const record = callRecord('longer');
    await stores.calls.save({
      ...record,
      state: { ...record.state, transcript: record.state.transcript.slice(0, 1) },
    });
    await stores.calls.save(record);
    expect((await readCall(db, 'longer'))?.turns).toHaveLength(2);
  });

  it('cost, quality and recording may come before the call itself', async () => {
    const { accountCost } = createAccountCostActivities(stores);
    await accountCost({ callId: 'late', at: AT, usage: [use('a')] });
    await createScoreQualityActivities(stores).scoreQuality(callRecord('late'));
    expect(await readCall(db, 'late')).toBeNull();
    expect((await readCalls(db, { limit: 100 })).map(({ callId }) => callId)).not.toContain('late');
    await stores.calls.save(callRecord('late'));
    expect(await readCall(db, 'late')).toMatchObject({ totalCostUsd: '0.008000', qualityScore: 100 });
  });

  it('lists the newest first and pages on', async () => {
    for (const minute of [1, 2, 3]) {
      const record = callRecord(`page-${minute}`);
      await stores.calls.save({
        ...record,
        state: { ...record.state, startedAt: `2027-01-01T00:0${minute}:00Z` },
      });
    }
    const first = await readCalls(db, { limit: 2 });
    expect(first.map(({ callId }) => callId)).toEqual(['page-3', 'page-2']);
    const next = await readCalls(db, { limit: 1, before: first[1]?.startedAt as string });
    expect(next.map(({ callId }) => callId)).toEqual(['page-1']);
  });
});

describe('cost', () => {
  it('counts usage once, however often it is reported, and adds what comes later', async () => {
    const { accountCost } = createAccountCostActivities(stores);
    await accountCost({ callId: 'cost', at: AT, usage: [use('a'), use('b', { turnId: 't2' })] });
    const again = await accountCost({
      callId: 'cost',
      at: AT,
      usage: [use('a'), use('c', { turnId: null })],
    });
    // 3 × 30 s at 16,000 micro-USD a minute
    expect(again.totalMicroUsd).toBe(24_000);
    expect(await readTurnCosts(db, 'cost', AT)).toEqual([
      { turnId: 't1', costMicroUsd: 8_000 },
      { turnId: 't2', costMicroUsd: 8_000 },
      { turnId: null, costMicroUsd: 8_000 },
    ]);
  });

  it('can be recomputed when a price becomes known', async () => {
    const { accountCost } = createAccountCostActivities(stores);
    const usage = [
      use('a', { provider: 'vllm', component: 'llm', model: 'qwen', unit: 'input-token', quantity: 1_000 }),
    ];
    const before = await accountCost({ callId: 'unpriced', at: AT, usage });
    expect(before).toMatchObject({ totalMicroUsd: 0, unpriced: [{ model: 'qwen', quantity: 1_000 }] });
    await addPrices(db, [
      {
        component: 'llm',
        provider: 'vllm',
        model: 'qwen',
        unit: 'input-token',
        bandFrom: 0,
        priceMicroUsd: 200_000,
        cachedPriceMicroUsd: 0,
        perQuantity: 1_000_000,
        effectiveFrom: '2026-01-01T00:00:00Z',
        source: 'test',
      },
    ]);
    expect(await recomputeCost(db, 'unpriced', AT)).toMatchObject({ totalMicroUsd: 200, unpriced: [] });
  });

  it('usage cannot be changed afterwards', async () => {
    await stores.usage.add('fixed', [use('a')]);
    const change = db.pool.query("UPDATE usage_events SET attempt = 2 WHERE call_id = 'fixed'");
    await expect(change).rejects.toThrow(/append-only/);
  });
});

describe('recordings', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast recordings '));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const store = (callId: string, key: string, attempt: number) =>
    createStoreRecordingActivities({
      recordings: createRecordingFolder(folder),
      calls: stores.calls,
      attempt: () => attempt,
    }).storeRecording({ callId, recording: { key, durationMs: 0, channels: 2 } });
  const recordingOf = async (callId: string) => {
    await stores.calls.save(callRecord(callId));
    return (await readCall(db, callId))?.recording;
  };

  it('a WAV file is stored with its own length, channels and checksum', async () => {
    await writeFile(join(folder, 'a.wav'), wav({ seconds: 2, channels: 2 }));
    await store('recorded', 'a.wav', 1);
    expect(await recordingOf('recorded')).toMatchObject({
      status: 'stored',
      key: 'a.wav',
      durationMs: 2_000,
      channels: 2,
      bytes: 44 + 2 * 8_000 * 4,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
  });

  it.each([
    { name: 'no file', key: 'none.wav', status: 'missing' },
    { name: 'a key that leads out of the folder', key: '../../etc/passwd', status: 'missing' },
    { name: 'a link that leads out of the folder', key: 'link.wav', status: 'missing' },
    { name: 'not a WAV file', key: 'text.wav', status: 'faulty' },
    { name: 'an empty file', key: 'empty.wav', status: 'faulty' },
    { name: 'a file that was cut short', key: 'cut.wav', status: 'faulty' },
  ])('$name: some more looks, then recorded as $status', async ({ key, status }) => {
    await writeFile(join(folder, 'text.wav'), 'this is not audio, it is a sentence of more than 44 bytes');
    await writeFile(join(folder, 'empty.wav'), '');
    await writeFile(join(folder, 'cut.wav'), wav({ seconds: 1, channels: 1 }).subarray(0, 1_000));
    await symlink('/etc/passwd', join(folder, 'link.wav')).catch(() => {});
    await expect(store(`bad-${key}`, key, 1)).rejects.toThrow(`${key} is ${status}`);
    await store(`bad-${key}`, key, 4);
    expect(await recordingOf(`bad-${key}`)).toMatchObject({ status, key, sha256: null });
  });
});

function wav({ seconds, channels }: { seconds: number; channels: number }): Buffer {
  const data = seconds * 8_000 * 2 * channels;
  const bytes = Buffer.alloc(44 + data);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + data, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(8_000, 24);
  bytes.writeUInt32LE(8_000 * 2 * channels, 28);
  bytes.writeUInt16LE(2 * channels, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(data, 40);
  return bytes;
}
