import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createSettleAppointmentsActivities } from '../../activities/settle-appointments.ts';
import { readCallback } from '../../adapters/postgres/index.ts';
import type { DesiredAppointment } from '../../domain/dialog/types.ts';
import type { Json } from '../../domain/json.ts';
import { createAppointmentLedger } from '../../workflows/appointment-ledger.ts';
import { NOW, onDay, openBookingDesk, ZONE } from './booking-desk.ts';

let desk: Awaited<ReturnType<typeof openBookingDesk>>;
beforeAll(async () => {
  desk = await openBookingDesk();
});
afterAll(() => desk?.close());
beforeEach(async () => {
  await sql`TRUNCATE appointments, settled_calls, callbacks, sheet_rows`.execute(desk.db.kysely);
  await desk.book('earlier', TEN, 3, { details: OLHA });
  await settle('earlier', [{ ...OWN, time: TEN, details: OLHA }]);
});

const [NINE, TEN, ELEVEN, NOON] = ['09:00', '10:00', '11:00', '12:00'].map((time) => onDay(23, time)) as [
  string,
  string,
  string,
  string,
];
const PHONE = '+380671234567';
const OLHA = { name: 'Ольга Коваленко', phone: PHONE, study: 'mri_head', age: 34, weight: 62 };
const ID = '1/earlier';
const OWN: DesiredAppointment = {
  n: 1,
  resource: 'mri',
  time: null,
  durationMin: 30,
  details: {},
  turnSeq: 99,
};
const wish = (time: string | null, turnSeq = 99, from = TEN): DesiredAppointment => ({
  ...OWN,
  time,
  turnSeq,
  of: { id: ID, time: from },
});

const change = (
  callId: string,
  time: string | null,
  turnSeq = 1,
  from = TEN,
  args: Record<string, Json> = {},
) =>
  desk.run(
    'change-appointment',
    callId,
    { n: 1, appointment: ID, from, resource: 'mri', time, durationMin: 30, ...args },
    { turnSeq },
  );
const woken: string[] = [];
const settle = (callId: string, appointments: readonly DesiredAppointment[]) =>
  createSettleAppointmentsActivities({
    ...desk.stores,
    wakeSheetWriter: async (sheet) => {
      woken.push(sheet);
    },
  }).settleAppointments({
    facts: { callId, tenant: 'clinic', from: PHONE, to: '100', timeZone: ZONE },
    appointments,
  });
/** every time that anybody holds, with the call that made it */
const held = async (): Promise<string[]> => {
  const { rows } = await sql<{ call_id: string; local: string }>`
    SELECT call_id, to_char(starts_at AT TIME ZONE ${ZONE}, 'HH24:MI') AS local
    FROM appointments WHERE starts_at IS NOT NULL ORDER BY call_id, n`.execute(desk.db.kysely);
  return rows.map(({ call_id, local }) => `${call_id} ${local}`);
};

describe('moving an earlier appointment', () => {
  it('happens in its own row: the old time is free and the new one taken, at once', async () => {
    expect(await change('mover', ELEVEN)).toMatchObject({ status: 'ok', data: { time: ELEVEN } });
    expect(await held()).toEqual(['earlier 11:00']);
    expect(await desk.book('other', TEN)).toMatchObject({ status: 'ok' });
    expect(await desk.book('another', ELEVEN)).toMatchObject({ status: 'conflict' });
  });

  it('a time that somebody has is a conflict, and the old one stays', async () => {
    await desk.book('other', ELEVEN);
    expect(await change('mover', ELEVEN)).toMatchObject({ status: 'conflict', data: { reason: 'taken' } });
    expect(await held()).toEqual(['earlier 10:00', 'other 11:00']);
  });

  it.each([
    { name: 'outside opening hours', time: onDay(23, '15:00'), reason: 'closed' },
    { name: 'on a day off', time: onDay(26, '10:00'), reason: 'closed' },
    { name: 'in the past', time: onDay(20, '10:00'), reason: 'past' },
  ])('$name is a conflict, and the old one stays', async ({ time, reason }) => {
    expect(await change('mover', time)).toMatchObject({ status: 'conflict', data: { reason } });
    expect(await held()).toEqual(['earlier 10:00']);
  });

  it('twenty callers at once for the wanted time: exactly one has it, and nobody loses the old one', async () => {
    const [moved, ...booked] = await Promise.all([
      change('mover', ELEVEN),
      ...Array.from({ length: 19 }, (_, caller) => desk.book(`c${caller}`, ELEVEN)),
    ]);
    expect([moved, ...booked].filter(({ status }) => status === 'ok')).toHaveLength(1);
    const standing = (await held()).filter((one) => one.startsWith('earlier'));
    expect(standing).toEqual([moved?.status === 'ok' ? 'earlier 11:00' : 'earlier 10:00']);
  });

  it('two calls that change the same one: the second hears that it has changed', async () => {
    const results = await Promise.all([change('one', ELEVEN), change('two', NOON)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['conflict', 'ok']);
    expect(results.find(({ status }) => status === 'conflict')?.data).toEqual({ reason: 'changed' });
    expect(await held()).toHaveLength(1);
  });

  it('its own time is not in its way, and is none to move to', async () => {
    const asked = { day: '2026-11-23', durationMin: 60, n: 1, moves: ID };
    const { data } = await desk.freeTimes({ ...asked, durationMin: 30 }, 'mover');
    expect(data.times).not.toContain(TEN);
    const longer = await desk.freeTimes(asked, 'mover');
    expect(longer.data.times).toContain(onDay(23, '09:30'));
    expect((await desk.freeTimes({ ...asked, moves: null }, 'mover')).data.times).not.toContain(
      onDay(23, '09:30'),
    );
  });
});

describe('exactly once', () => {
  it('a retry after "applied, then timed out" finds its own change', async () => {
    await change('mover', ELEVEN, 5);
    expect(await change('mover', ELEVEN, 5)).toMatchObject({ status: 'ok', data: { time: ELEVEN } });
    expect(await held()).toEqual(['earlier 11:00']);
  });

  it('the same attempt ten times at once leaves one row', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => change('mover', ELEVEN, 5)));
    expect(results.map(({ status }) => status)).toEqual(Array(10).fill('ok'));
    expect(await held()).toEqual(['earlier 11:00']);
  });

  it('a correction after confirming moves it on: "no, rather at noon"', async () => {
    await change('mover', ELEVEN, 5);
    expect(await change('mover', NOON, 7)).toMatchObject({ status: 'ok', data: { time: NOON } });
    expect(await held()).toEqual(['earlier 12:00']);
    expect(await desk.book('other', ELEVEN)).toMatchObject({ status: 'ok' });
  });

  it('a correction to a taken time keeps the first move', async () => {
    await desk.book('other', NOON);
    await change('mover', ELEVEN, 5);
    expect(await change('mover', NOON, 7)).toMatchObject({ status: 'conflict' });
    expect(await held()).toEqual(['earlier 11:00', 'other 12:00']);
  });

  it('a zombie of an earlier turn that finishes last is refused and hears what stands', async () => {
    await change('mover', NOON, 7);
    expect(await change('mover', ELEVEN, 5)).toMatchObject({ status: 'ok', data: { time: NOON } });
    expect(await held()).toEqual(['earlier 12:00']);
  });

  it('turns that race end with the newest, in whatever order they arrive', async () => {
    const times = ['09:00', '09:30', '10:30', '11:00', '11:30', '12:00', '12:30'].map((at) => onDay(23, at));
    await Promise.all(times.map((time, turn) => change('mover', time, turn + 1)));
    expect(await held()).toEqual(['earlier 12:30']);
  });

  it('"leave it as it was" goes back, even past closing time', async () => {
    await change('mover', ELEVEN, 5);
    expect(await change('mover', TEN, 7)).toMatchObject({ status: 'ok' });
    expect(await held()).toEqual(['earlier 10:00']);
  });

  it('the call that made it cannot write it any more', async () => {
    await sql`TRUNCATE settled_calls`.execute(desk.db.kysely);
    await change('mover', ELEVEN, 1);
    expect(await desk.book('earlier', NINE, 500)).toMatchObject({ data: { time: ELEVEN } });
    await settle('earlier', [{ ...OWN, time: TEN, details: OLHA }]);
    expect(await held()).toEqual(['earlier 11:00']);
  });
});

describe('cancelling an earlier appointment', () => {
  it('frees its time for others, once', async () => {
    expect(await change('mover', null)).toMatchObject({ status: 'ok', data: { time: null } });
    expect(await change('mover', null)).toMatchObject({ status: 'ok' });
    expect(await held()).toEqual([]);
    expect(await desk.book('other', TEN)).toMatchObject({ status: 'ok' });
  });

  it('another mind, move it instead, takes the new time', async () => {
    await change('mover', null, 4);
    expect(await change('mover', ELEVEN, 6)).toMatchObject({ status: 'ok' });
    expect(await held()).toEqual(['earlier 11:00']);
  });

  it('one that was cancelled meanwhile cannot be moved', async () => {
    await change('one', null);
    expect(await change('two', ELEVEN)).toMatchObject({ status: 'conflict', data: { reason: 'changed' } });
    expect(await held()).toEqual([]);
  });
});

describe('settling at the end of the call', () => {
  it('writes what the dialog wants, also where the tool was lost', async () => {
    await settle('mover', [wish(ELEVEN)]);
    expect(await held()).toEqual(['earlier 11:00']);
    expect(await change('mover', NOON, 500)).toMatchObject({ data: { time: ELEVEN } });
  });

  it('puts back what only a superseded turn had changed', async () => {
    const ledger = createAppointmentLedger();
    ledger.note([wish(ELEVEN, 5)]);
    await change('mover', ELEVEN, 5);
    await settle('mover', ledger.settle([], 6));
    expect(await held()).toEqual(['earlier 10:00']);
  });

  it('puts back what nobody remembers', async () => {
    await change('mover', null, 5);
    await settle('mover', []);
    expect(await held()).toEqual(['earlier 10:00']);
  });

  it('a hang-up before the yes leaves the old one untouched, and no change on record', async () => {
    await settle('mover', [wish(TEN)]);
    expect(await held()).toEqual(['earlier 10:00']);
    const row = await desk.db.kysely.selectFrom('appointments').selectAll().executeTakeFirstOrThrow();
    expect([row.changed_by, row.before_starts_at]).toEqual([null, null]);
  });

  it('keeps a corrected phone with the appointment, moved or not, and nothing else of the details', async () => {
    const details = { phone: '+380502223344', name: 'Somebody Else' };
    await change('mover', ELEVEN, 5, TEN, { details });
    await settle('mover', [{ ...wish(ELEVEN), details }]);
    const read = () => desk.db.kysely.selectFrom('appointments').select('details').executeTakeFirstOrThrow();
    expect((await read()).details).toEqual({ ...OLHA, phone: '+380502223344' });
    await change('keeper', ELEVEN, 2, ELEVEN, { details: { phone: '+380503334455' } });
    expect((await read()).details).toEqual({ ...OLHA, phone: '+380503334455' });
    expect(await held()).toEqual(['earlier 11:00']);
  });

  it('can be repeated', async () => {
    await settle('mover', [wish(ELEVEN)]);
    await settle('mover', [wish(ELEVEN)]);
    expect(await held()).toEqual(['earlier 11:00']);
    expect(await readCallback(desk.db, 'mover')).toBeNull();
  });

  it('a promised time that somebody has leaves the old one and a callback', async () => {
    await desk.book('other', ELEVEN);
    await settle('mover', [wish(ELEVEN)]);
    expect(await held()).toEqual(['earlier 10:00', 'other 11:00']);
    expect(await readCallback(desk.db, 'mover')).toMatchObject({
      reason: expect.stringContaining('could not be kept'),
    });
  });

  describe('of a call whose change a later call has undone', () => {
    beforeEach(async () => {
      await change('mover', ELEVEN, 5);
      await change('second', TEN, 3, ELEVEN);
    });

    it('leaves what the later caller was told, and a callback', async () => {
      await settle('second', [wish(TEN, 99, ELEVEN)]);
      await settle('mover', [wish(ELEVEN)]);
      expect(await held()).toEqual(['earlier 10:00']);
      expect(await readCallback(desk.db, 'mover')).toMatchObject({
        reason: expect.stringContaining('could not be kept'),
      });
      expect(await readCallback(desk.db, 'second')).toBeNull();
    });

    it('leaves it also while the later call is on the line, and however often it is done', async () => {
      await settle('mover', [wish(ELEVEN)]);
      await settle('mover', [wish(ELEVEN)]);
      expect(await held()).toEqual(['earlier 10:00']);
    });

    it('calls nobody back where it wants what stands', async () => {
      await settle('mover', [wish(TEN)]);
      expect(await held()).toEqual(['earlier 10:00']);
      expect(await readCallback(desk.db, 'mover')).toBeNull();
    });

    it('takes no late attempt of the old turn, and hears a wish of a new one', async () => {
      expect(await change('mover', ELEVEN, 5)).toMatchObject({
        status: 'conflict',
        data: { reason: 'changed' },
      });
      expect(await change('mover', NOON, 7)).toMatchObject({ status: 'ok' });
      await settle('mover', [wish(NOON)]);
      expect(await held()).toEqual(['earlier 12:00']);
    });
  });

  it('does all of it for two people: one moved, one booked', async () => {
    await change('mover', ELEVEN, 5);
    await desk.book('mover', NOON, 9, { n: 2 });
    await settle('mover', [wish(ELEVEN), { ...OWN, n: 2, time: NOON }]);
    expect(await held()).toEqual(['earlier 11:00', 'mover 12:00']);
  });
});

describe('the row of the earlier call', () => {
  const rowOf = (callId: string) =>
    desk.db.kysely
      .selectFrom('sheet_rows')
      .selectAll()
      .where('call_id', '=', callId)
      .executeTakeFirstOrThrow();
  beforeEach(async () => {
    await desk.stores.sheetRows.add({ sheet: 'csv', callId: 'earlier', cells: Array(11).fill('x') });
  });

  it.each([
    { name: 'a move', time: ELEVEN, cells: { 7: '2026-11-23 11:00', 9: 'rescheduled' } },
    { name: 'a cancellation', time: null, cells: { 7: '', 9: 'cancelled' } },
  ])('is told of $name, when the call that changed it is over', async ({ time, cells }) => {
    await change('mover', time, 5);
    expect((await rowOf('earlier')).changed_cells).toEqual({});
    woken.length = 0;
    await settle('mover', [wish(time)]);
    expect(await rowOf('earlier')).toMatchObject({ changed_cells: cells, changes: 1 });
    expect(woken).toEqual(['csv']);
  });

  it.each([
    { name: 'left alone', wanted: [wish(TEN)] },
    { name: 'given up', wanted: [] },
  ])('hears nothing of a change that was $name', async ({ wanted }) => {
    await change('mover', ELEVEN, 5);
    await settle('mover', wanted);
    expect((await rowOf('earlier')).changed_cells).toEqual({});
  });
});

describe('finding', () => {
  const find = (name: string | null, phone: string | null = PHONE, tenant = 'clinic') =>
    desk.run('find-appointments', 'asking', { phone, name }, { tenant });

  it('needs the number and the name', async () => {
    expect(await find('Елена Коваленко')).toMatchObject({
      data: { agrees: false, count: 0, choices: [], only: null },
    });
    expect((await find('Ольга Коваленко')).data).toMatchObject({
      agrees: true,
      count: 1,
      only: ID,
      choices: [{ id: ID, data: { time: TEN, day: '2026-11-23', study: 'mri_head', resource: 'mri' } }],
    });
  });

  it.each([
    { name: 'another number', ask: () => find('Ольга Коваленко', '+380500000000') },
    { name: 'no name', ask: () => find(null) },
    { name: 'a family name alone', ask: () => find('Коваленко') },
    { name: 'another tenant', ask: () => find('Ольга Коваленко', PHONE, 'other') },
    { name: 'a hidden number', ask: () => find('Ольга Коваленко', 'anonymous') },
  ])('by $name is answered as for a number that nobody knows', async ({ ask }) => {
    const nobody = await find('Ольга Коваленко', '+380999999999');
    expect((await ask()).data).toEqual(nobody.data);
  });

  it('one that is over is none to come, and its caller has been here', async () => {
    const later = '2026-11-24T10:00:00+02:00';
    const found = await desk.run(
      'find-appointments',
      'asking',
      { phone: PHONE, name: 'Olha Kovalenko' },
      { at: later },
    );
    expect(found.data).toMatchObject({ agrees: true, count: 0 });
    const client = await desk.run('find-client', 'asking', { phone: '0671234567' }, { at: later });
    expect(client.data).toEqual({
      ...{ name: 'Ольга Коваленко', given: 'Ольга', age: 34, weight: 62 },
      visited: true,
    });
  });

  it('who calls is the one who has ever used the number; nobody is nobody', async () => {
    expect((await desk.run('find-client', 'asking', { phone: PHONE }, { at: NOW })).data).toMatchObject({
      name: 'Ольга Коваленко',
      visited: null,
    });
    const nobody = { name: null, given: null, age: null, weight: null, visited: null };
    expect((await desk.run('find-client', 'asking', { phone: '+380500000000' })).data).toEqual(nobody);
    expect((await desk.run('find-client', 'asking', { phone: '' })).data).toEqual(nobody);
  });

  it('a second person under the number leaves nobody to be named', async () => {
    await desk.book('newer', NINE, 1, {
      details: { name: 'Petro Kovalenko', phone: PHONE, age: 9, weight: 30 },
    });
    expect((await desk.run('find-client', 'asking', { phone: PHONE }, { at: NOW })).data).toMatchObject({
      name: null,
      given: null,
      age: null,
    });
  });

  it('a move or a cancellation is no booking: it changes not how old the answers are', async () => {
    await sql`UPDATE appointments SET created_at = '2026-01-02' WHERE call_id = 'earlier'`.execute(
      desk.db.kysely,
    );
    await change('mover', ELEVEN);
    expect((await desk.run('find-client', 'asking', { phone: PHONE }, { at: NOW })).data).toMatchObject({
      name: 'Ольга Коваленко',
      age: null,
      weight: null,
    });
  });
});
