import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createRequestCallbackActivities } from '../../activities/request-callback.ts';
import { createSettleAppointmentsActivities } from '../../activities/settle-appointments.ts';
import { readCallback } from '../../adapters/postgres/index.ts';
import { onDay, openBookingDesk, ZONE } from './booking-desk.ts';

let desk: Awaited<ReturnType<typeof openBookingDesk>>;
beforeAll(async () => {
  desk = await openBookingDesk();
});
afterAll(() => desk?.close());
beforeEach(() => sql`TRUNCATE appointments, settled_calls, callbacks`.execute(desk.db.kysely));

const TEN = onDay(23, '10:00');
const ELEVEN = onDay(23, '11:00');
const NOON = onDay(23, '12:00');
const facts = (callId: string) => ({
  callId,
  tenant: 'clinic',
  from: '+380441112233',
  to: '100',
  timeZone: ZONE,
});
const settle = (callId: string, time: string | null, turnSeq = 99) =>
  createSettleAppointmentsActivities({
    ...desk.stores,
    wakeSheetWriter: async () => undefined,
  }).settleAppointments({
    facts: facts(callId),
    appointments: [{ n: 1, resource: 'mri', time, durationMin: 30, details: {}, turnSeq }],
  });

describe('one call, one booking', () => {
  it('a correction after the confirmation moves it', async () => {
    await desk.book('a', TEN, 5);
    expect(await desk.book('a', ELEVEN, 7)).toMatchObject({ status: 'ok', data: { time: ELEVEN } });
    expect(await desk.held('a')).toEqual([[1, ELEVEN]]);
    expect(await desk.book('b', TEN)).toMatchObject({ status: 'ok' });
  });

  it('a correction to a taken time is a conflict and keeps the old one', async () => {
    await desk.book('b', ELEVEN);
    await desk.book('a', TEN, 5);
    expect(await desk.book('a', ELEVEN, 7)).toEqual({
      name: 'set-appointment',
      status: 'conflict',
      data: { reason: 'taken' },
    });
    expect(await desk.held('a')).toEqual([[1, TEN]]);
  });

  it('it may move to a time that overlaps its own', async () => {
    await desk.book('a', TEN, 1, { durationMin: 60 });
    expect(await desk.book('a', onDay(23, '10:30'), 2, { durationMin: 60 })).toMatchObject({ status: 'ok' });
  });

  it('null frees the time for others', async () => {
    await desk.book('a', TEN, 1);
    expect(await desk.book('a', null, 2)).toMatchObject({ status: 'ok', data: { time: null } });
    expect(await desk.book('b', TEN)).toMatchObject({ status: 'ok' });
  });

  it('a zombie of an earlier turn that finishes last is refused quietly and hears what stands', async () => {
    await desk.book('a', ELEVEN, 7);
    expect(await desk.book('a', TEN, 5)).toMatchObject({ status: 'ok', data: { time: ELEVEN } });
    expect(await desk.held('a')).toEqual([[1, ELEVEN]]);
  });

  it('a zombie booking after the caller gave it up does not bring it back', async () => {
    await desk.book('a', null, 7);
    expect(await desk.book('a', TEN, 5)).toMatchObject({ status: 'ok', data: { time: null } });
    expect(await desk.held('a')).toEqual([[1, null]]);
  });

  it('a superseded turn that had booked is overruled by the turn that replaced it', async () => {
    await desk.book('a', TEN, 5);
    await desk.book('a', NOON, 6);
    expect(await desk.held('a')).toEqual([[1, NOON]]);
    expect(await desk.book('b', TEN)).toMatchObject({ status: 'ok' });
  });

  it('a retry after "applied, then timed out" finds its own booking', async () => {
    await desk.book('a', TEN, 5);
    expect(await desk.book('a', TEN, 5)).toMatchObject({ status: 'ok', data: { time: TEN } });
    expect(await desk.held('a')).toEqual([[1, TEN]]);
  });

  it('the same attempt ten times at once leaves one row', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => desk.book('a', TEN, 5)));
    expect(results.map(({ status }) => status)).toEqual(Array(10).fill('ok'));
    expect(await desk.held('a')).toEqual([[1, TEN]]);
  });

  it('turns that race end with the newest, in whatever order they arrive', async () => {
    const times = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30'].map((at) =>
      onDay(23, at),
    );
    await Promise.all(times.map((time, turn) => desk.book('a', time, turn + 1)));
    expect(await desk.held('a')).toEqual([[1, onDay(23, '12:30')]]);
  });

  it('a second person gets a second row, which the first one stands in the way of', async () => {
    await desk.book('a', TEN);
    expect(await desk.book('a', TEN, 2, { n: 2 })).toMatchObject({ status: 'conflict' });
    expect(await desk.book('a', ELEVEN, 2, { n: 2 })).toMatchObject({ status: 'ok' });
    expect(await desk.held('a')).toEqual([
      [1, TEN],
      [2, ELEVEN],
    ]);
  });
});

describe('two callers', () => {
  it('twenty at once for one time: exactly one gets it', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, caller) => desk.book(`c${caller}`, TEN)),
    );
    expect(results.filter(({ status }) => status === 'ok')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'conflict')).toHaveLength(19);
  });

  it.each([
    { name: 'begins inside', time: onDay(23, '10:30'), status: 'conflict' },
    { name: 'reaches into', time: onDay(23, '09:30'), status: 'conflict' },
    { name: 'ends where the other begins', time: onDay(23, '09:00'), status: 'ok' },
    { name: 'begins where the other ends', time: ELEVEN, status: 'ok' },
  ])('an appointment of an hour at 10:00, another that $name: $status', async ({ time, status }) => {
    await desk.book('a', TEN, 1, { durationMin: 60 });
    expect(await desk.book('b', time, 1, { durationMin: 60 })).toMatchObject({ status });
  });

  it('overlapping wishes of twenty callers at once never share a minute', async () => {
    const starts = ['09:00', '09:30', '10:00', '10:30', '11:00'];
    await Promise.all(
      Array.from({ length: 20 }, (_, caller) =>
        desk.book(`c${caller}`, onDay(23, starts[caller % 5] as string), 1, {
          durationMin: 60 + 30 * (caller % 3),
        }),
      ),
    );
    const { rows } = await sql<{ overlaps: number }>`
      SELECT count(*)::int AS overlaps FROM appointments a JOIN appointments b ON a.call_id < b.call_id
      WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at`.execute(desk.db.kysely);
    expect(rows[0]?.overlaps).toBe(0);
  });

  it('somebody who writes by SQL cannot overlap either', async () => {
    await desk.book('a', TEN, 1, { durationMin: 60 });
    const byHand = sql`
      INSERT INTO appointments (call_id, n, tenant, resource, starts_at, ends_at, details, turn_seq)
      VALUES ('hand', 1, 'clinic', 'mri', ${onDay(23, '10:30')}, ${ELEVEN}, '{}', 0)`.execute(desk.db.kysely);
    await expect(byHand).rejects.toThrow(/appointments_overlap/);
  });
});

describe('times outside opening hours', () => {
  it.each([
    { name: 'before opening', time: onDay(23, '08:30'), reason: 'closed' },
    { name: 'over the end', time: onDay(23, '13:00'), reason: 'closed' },
    { name: 'off the grid', time: onDay(23, '10:10'), reason: 'closed' },
    { name: 'on a day off', time: onDay(26, '10:00'), reason: 'closed' },
    { name: 'on a Sunday', time: onDay(22, '10:00'), reason: 'closed' },
    { name: 'in the past', time: onDay(20, '10:00'), reason: 'past' },
  ])('$name is a conflict', async ({ time, reason }) => {
    expect(await desk.book('a', time)).toMatchObject({ status: 'conflict', data: { reason } });
    expect(await desk.held('a')).toEqual([]);
  });

  it('the offset does not matter, the moment does', async () => {
    expect(await desk.book('a', '2026-11-23T08:00:00Z')).toMatchObject({ status: 'ok', data: { time: TEN } });
  });

  it('a booking that stands is confirmed again even when its time has passed', async () => {
    await desk.book('a', TEN, 1);
    expect(await desk.book('a', TEN, 2, {}, '2026-11-23T09:00:00Z')).toMatchObject({ status: 'ok' });
  });
});

describe('settling at the end of the call', () => {
  it('writes what the dialog wants, also where a tool was lost', async () => {
    await settle('a', TEN);
    expect(await desk.held('a')).toEqual([[1, TEN]]);
  });

  it('frees what only a superseded turn had booked', async () => {
    await desk.book('a', TEN, 5, { n: 2 });
    await settle('a', ELEVEN);
    expect(await desk.held('a')).toEqual([
      [1, ELEVEN],
      [2, null],
    ]);
  });

  it('no tool has a word after it, whatever its turn and whether there was a row', async () => {
    await desk.stores.appointments.settle('a', []);
    expect(await desk.book('a', TEN, 100)).toMatchObject({ status: 'ok', data: { time: null } });
    expect(await desk.held('a')).toEqual([]);
  });

  it('can be repeated', async () => {
    await settle('a', TEN);
    await settle('a', TEN);
    expect(await desk.held('a')).toEqual([[1, TEN]]);
  });

  it('keeps what was promised although the clinic has closed that day since', async () => {
    await desk.book('a', TEN, 1);
    await sql`INSERT INTO days_off (tenant, resource, day) VALUES ('clinic', 'mri', '2026-11-23')`.execute(
      desk.db.kysely,
    );
    await settle('a', TEN);
    expect(await desk.held('a')).toEqual([[1, TEN]]);
    await sql`DELETE FROM days_off WHERE scenario IS NULL`.execute(desk.db.kysely);
  });

  it('a time that somebody else has leaves a callback', async () => {
    await desk.book('b', TEN);
    await settle('a', TEN);
    expect(await desk.held('a')).toEqual([]);
    expect((await readCallback(desk.db, 'a'))?.reason).toContain('could not be kept');
  });

  it('races a zombie of the same call without leaving its booking', async () => {
    for (let round = 0; round < 10; round += 1) {
      const callId = `race-${round}`;
      await Promise.all([desk.book(callId, NOON, 3), desk.stores.appointments.settle(callId, [])]);
      expect((await desk.held(callId)).filter(([, time]) => time !== null)).toEqual([]);
    }
  });
});

describe('arguments', () => {
  it.each([
    { name: 'a time without offset', args: { time: '2026-11-23T10:00:00' }, says: 'time' },
    { name: 'no duration', args: { time: TEN, durationMin: 'x' }, says: 'durationMin' },
  ])('$name fails and says so', async ({ args, says }) => {
    const result = await desk.run('set-appointment', 'a', {
      n: 1,
      resource: 'mri',
      durationMin: 30,
      ...args,
    });
    expect(result.status).toBe('failed');
    expect(`${result.data.reason}`).toContain(says);
  });

  it('request-callback leaves one request per call, the latest reason', async () => {
    await desk.run('request-callback', 'a', { reason: 'no free times' }, { at: '2026-11-21T10:00:00Z' });
    await desk.run('request-callback', 'a', { reason: 'wants a doctor' }, { at: '2026-11-21T10:01:00Z' });
    await desk.run('request-callback', 'a', { reason: 'no free times' }, { at: '2026-11-21T10:00:00Z' });
    expect(await readCallback(desk.db, 'a')).toMatchObject({
      reason: 'wants a doctor',
      phone: '+380441112233',
    });
  });

  it('a call-back knows where to call, for whom, what and when; a later reason takes none of it back', async () => {
    const details = { name: 'Anna Kovalenko', study: 'mri_head', date: '2026-11-25', appointment_time: null };
    await desk.run(
      'request-callback',
      'a',
      { reason: 'asked for it', phone: '+380671234567', details },
      { at: '2026-11-21T10:00:00Z' },
    );
    await createRequestCallbackActivities(desk.stores).requestCallback({
      facts: facts('a'),
      reason: 'could not be done: find-free-times',
      at: '2026-11-21T10:01:00Z',
      wish: { phone: '+380671234567', details: {} },
    });
    expect(await readCallback(desk.db, 'a')).toMatchObject({
      reason: 'could not be done: find-free-times',
      phone: '+380671234567',
      details: { name: 'Anna Kovalenko', study: 'mri_head', date: '2026-11-25' },
    });
  });
});
