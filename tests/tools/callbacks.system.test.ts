import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRequestCallbackActivities } from '../../activities/request-callback.ts';
import { readCallback } from '../../adapters/postgres/index.ts';
import { openBookingDesk, ZONE } from './booking-desk.ts';

let desk: Awaited<ReturnType<typeof openBookingDesk>>;
beforeAll(async () => {
  desk = await openBookingDesk();
});
afterAll(() => desk?.close());
let calls = 0;
let callId: string;
beforeEach(() => {
  calls += 1;
  callId = `call-${calls}`;
});

const TURN = '2026-11-21T10:00:00Z';
const END = '2026-11-21T10:05:00Z';
const LATER = '2026-11-21T10:05:03Z';
const facts = () => ({ callId, tenant: 'clinic', from: '+380441112233', to: '100', timeZone: ZONE });
const ask = (at = TURN, details = {}) =>
  desk.run('request-callback', callId, { reason: 'asked for a call back', details }, { at });
const afterwards = () => createRequestCallbackActivities(desk.stores);
const withdraw = () => afterwards().withdrawCallback({ facts: facts(), at: END });
const left = () => readCallback(desk.db, callId);

describe('a call-back that nobody wants in the end', () => {
  it('is taken back', async () => {
    await ask();
    expect(await left()).not.toBeNull();
    await withdraw();
    expect(await left()).toBeNull();
  });

  it('stays taken back when the withdrawal is repeated, and when the turn that left it arrives late', async () => {
    await withdraw();
    await withdraw();
    expect((await ask()).status).toBe('ok');
    expect(await left()).toBeNull();
  });

  it('races a late attempt of the turn without leaving it', async () => {
    for (let round = 0; round < 10; round += 1) {
      callId = `race-${round}`;
      await Promise.all([ask(), withdraw(), ask()]);
      expect(await left()).toBeNull();
    }
  });

  it('is none where somebody has called back already', async () => {
    await ask();
    await desk.db.pool.query('UPDATE callbacks SET done_at = now() WHERE call_id = $1', [callId]);
    await withdraw();
    expect(await left()).toMatchObject({ doneAt: expect.any(String) });
  });
});

describe('a call-back that is wanted all the same', () => {
  it.each(['before', 'after'])(
    'for an appointment that could not be kept, noted %s the withdrawal',
    async (order) => {
      const lost = () =>
        desk.stores.callbacks.add({
          ...{ callId, tenant: 'clinic', phone: '+380441112233', requestedAt: LATER },
          reason: 'appointment could not be kept',
        });
      await ask(TURN, { name: 'Anna Kovalenko' });
      await (order === 'before' ? lost() : withdraw());
      await (order === 'before' ? withdraw() : lost());
      expect(await left()).toMatchObject({ reason: 'appointment could not be kept' });
    },
  );

  it('says nothing of what was taken back', async () => {
    await ask(TURN, { name: 'Anna Kovalenko' });
    await withdraw();
    await afterwards().requestCallback({
      facts: facts(),
      reason: 'asked again',
      at: LATER,
      wish: { phone: null, details: { study: 'ct_head' } },
    });
    expect((await left())?.details).toEqual({ study: 'ct_head' });
  });
});
