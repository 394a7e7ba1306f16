import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccountCostActivities } from '../../activities/account-cost.ts';
import { createScoreQualityActivities } from '../../activities/score-quality.ts';
import { createCallArchive } from '../../adapters/postgres/call-archive.ts';
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

  it('is shown with the call that somebody has to return', async () => {
    const { afterwards } = createCallArchive(db);
    await stores.calls.save(callRecord('returned'));
    expect(await afterwards('returned')).toMatchObject({ callback: null });
    const details = { name: 'Anna Kovalenko', study: 'mri_head' };
    await stores.callbacks.add({
      ...{ callId: 'returned', tenant: 'clinic', phone: '+380671234567', reason: 'asked for it' },
      ...{ requestedAt: AT, details },
    });
    expect((await afterwards('returned'))?.callback).toEqual({
      ...{ phone: '+380671234567', reason: 'asked for it', requestedAt: '2026-11-21T09:18:00.000Z' },
      ...{ doneAt: null, details },
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
  const stored = (more: object = {}) => ({
    ...{ status: 'stored' as const, key: 'joined/a.wav', startedAt: '2026-11-21T09:15:00.125Z' },
    ...{ durationMs: 2000, channels: 2, bytes: 64_060, sha256: 'ab'.repeat(32), missingMs: 150, fault: '' },
    ...more,
  });
  const recordingOf = async (callId: string) => {
    await stores.calls.save(callRecord(callId));
    return (await readCall(db, callId))?.recording;
  };

  it('keep address, start, length and checksum with the call, which may come later', async () => {
    await stores.calls.saveRecording('recorded', { status: 'missing', fault: 'nothing yet' });
    await stores.calls.saveRecording('recorded', stored());
    expect(await recordingOf('recorded')).toEqual({ ...stored(), fault: null, removedAt: null });
  });

  it.each(['refused', 'removed'] as const)('what is %s does not come back', async (status) => {
    const callId = `gone-${status}`;
    await stores.calls.saveRecording(callId, stored());
    if (status === 'removed') await stores.calls.markRecordingRemoved(callId);
    else await stores.calls.saveRecording(callId, { status });
    await stores.calls.saveRecording(callId, stored());
    expect(await stores.calls.recordingStatus(callId)).toBe(status);
    expect(await recordingOf(callId)).toMatchObject({ status, key: null });
  });

  it('are found when their tenant’s days are over, the oldest first', async () => {
    for (const callId of ['old-1', 'old-2', 'old-3']) {
      await stores.calls.save(callRecord(callId));
      await stores.calls.saveRecording(callId, stored());
    }
    await stores.calls.markRecordingRemoved('old-3');
    const expired = (since: string | null, limit = 100) =>
      stores.calls.expiredRecordings((tenant) => (tenant === 'clinic' ? since : null), limit);
    const after = '2027-01-01T00:00:00Z';
    expect(await expired(null)).toEqual([]);
    expect(await expired('2020-01-01T00:00:00Z')).toEqual([]);
    expect(await expired(after)).toEqual(expect.arrayContaining(['old-1', 'old-2']));
    expect(await expired(after)).not.toContain('old-3');
    expect((await expired(after, 1)).length).toBe(1);
  });

  it('are joined by one worker at a time', async () => {
    const order: string[] = [];
    const first = stores.calls.withRecordingLock('locked', async () => {
      order.push('first');
      await expect(
        stores.calls.withRecordingLock('locked', async () => order.push('second')),
      ).rejects.toThrow('the recording of locked is being joined by another process');
      await stores.calls.withRecordingLock('another', async () => order.push('another'));
    });
    await first;
    await stores.calls.withRecordingLock('locked', async () => order.push('third'));
    expect(order).toEqual(['first', 'another', 'third']);
  });
});
