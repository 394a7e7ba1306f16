import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { addDays, wallClock, weekdayOf } from '../../domain/slots/calendar.ts';
import { type AdminProcess, eventually, NOON_ZONE, startTextLab, type TextLab } from './text-lab.ts';

const LINE = '380440000001';
const [HERS, THEIRS] = ['+380671234567', '+380501112233'];
const [APPOINTMENT, STATUS, NAME] = [7, 9, 1];

let lab: TextLab;
let admin: AdminProcess;
beforeAll(async () => {
  lab = await startTextLab([{ to: LINE, tenant: 'demo', scenario: 'clinic', language: 'en' }]);
  admin = await lab.startAdmin('admin');
}, 60_000);
afterAll(() => lab?.stop(), 60_000);

/** A weekday that lies at least two days ahead, by name and date, so that no answer depends on the day of the test. */
const today = wallClock(new Date().toISOString(), NOON_ZONE).day;
const weekdays = [2, 3, 4, 5, 6]
  .map((ahead) => addDays(today, ahead))
  .filter((day) => weekdayOf(day) <= 5)
  .map((day) => ({
    day,
    says: `on ${new Intl.DateTimeFormat('en', { weekday: 'long' }).format(new Date(day))}`,
  }));
const [first, second] = weekdays as [{ day: string; says: string }, { day: string; says: string }];

/** A whole call: says the lines, one after the other, ends it, and waits until its rows stand in the sheet. */
async function call(from: string, lines: readonly string[]) {
  const sessionId = randomUUID();
  const begun = await admin.client.request<{ greeting: string }>('POST', '/session', {
    ...{ sessionId, to: LINE, from, language: 'en' },
  });
  let last: DialogReply | null = null;
  for (const message of lines)
    last = await admin.client.request<DialogReply>('POST', '/dialog', {
      ...{ sessionId, messageId: randomUUID(), message },
    });
  if (last?.ended !== true) await admin.client.request('DELETE', `/session/${sessionId}`);
  const row = await eventually('the row in the sheet', async () =>
    (await lab.sheetRows().catch(() => new Map<string, readonly string[]>())).get(sessionId),
  );
  return { sessionId, greeting: begun.greeting, reply: last?.reply ?? '', row };
}
/** The appointment column and the status of a call's row, as soon as they are these. */
const rowBecomes = (callId: string, appointment: string, status: string) =>
  eventually(`${callId} to be ${status}`, async () => {
    const row = (await lab.sheetRows()).get(callId);
    return row?.[APPOINTMENT] === appointment && row[STATUS] === status ? true : undefined;
  });

const booking = (name: string[], day: string) => [
  ...name,
  ...['thyroid ultrasound', 'no not yet', 'yes please', 'no thank you'],
  ...[day, 'the first one', 'yes that is right'],
];

describe('an appointment over several calls, by the real processes', () => {
  it('is booked, moved by a caller who is known, and cancelled, in one row of the database and told by all in the sheet', async () => {
    const booked = await call(HERS, [
      ...booking(['my name is Anna Kovalenko'], first.says),
      ...['yes it is', 'thirty four', 'seventy kilos', 'no i have not', 'no thank you', 'yes book it'],
      'no that is all',
    ]);
    expect(booked.greeting).toContain('first and last name');
    expect(await lab.appointments('demo')).toEqual([`${booked.sessionId} 1 ${first.day} 08:00`]);
    expect(booked.row[STATUS]).toBe('booked');

    const moved = await call(HERS, [
      'yes',
      'i want to move my appointment',
      second.says,
      'the first one',
      'yes',
    ]);
    expect(moved.greeting).toContain('This call is recorded. Is this Anna?');
    expect(await lab.appointments('demo')).toEqual([`${booked.sessionId} 1 ${second.day} 08:00`]);
    expect([moved.row[APPOINTMENT], moved.row[STATUS]]).toEqual([`${second.day} 08:00`, 'rescheduled']);
    await rowBecomes(booked.sessionId, `${second.day} 08:00`, 'rescheduled');

    const untouched = await call(THEIRS, ['Olha Kovalenko', 'cancel my appointment', '0671234567', 'yes']);
    expect(untouched.reply).toContain('I cannot find an appointment');
    expect(await lab.appointments('demo')).toHaveLength(1);

    const cancelled = await call(HERS, ['yes', 'i want to cancel my appointment', 'yes']);
    expect(cancelled.reply).toContain('Your appointment is cancelled');
    expect(await lab.appointments('demo')).toEqual([]);
    expect([cancelled.row[APPOINTMENT], cancelled.row[STATUS]]).toEqual(['', 'cancelled']);
    await rowBecomes(booked.sessionId, '', 'cancelled');
  }, 120_000);

  it('two people on one call have an appointment and a row each', async () => {
    const phone = '+380939998877';
    const both = await call(phone, [
      ...booking(['my name is Maria Bondar'], first.says),
      ...['yes it is', 'thirty four', 'seventy kilos', 'no i have not', 'no thank you', 'yes book it'],
      ...booking(['and my husband too', 'his name is Ivan Bondar'], first.says),
      ...['forty', 'eighty kilos', 'no i have not', 'yes book it', 'no that is all'],
    ]);
    expect(await lab.appointments('demo')).toEqual([
      `${both.sessionId} 1 ${first.day} 08:00`,
      `${both.sessionId} 2 ${first.day} 08:30`,
    ]);
    const his = await eventually('the second row', async () =>
      (await lab.sheetRows()).get(`${both.sessionId}#2`),
    );
    const told = (row: readonly string[]) => [row[NAME], row[APPOINTMENT], row[STATUS]];
    expect([told(both.row), told(his)]).toEqual([
      ['Maria Bondar', `${first.day} 08:00`, 'booked'],
      ['Ivan Bondar', `${first.day} 08:30`, 'booked'],
    ]);
  }, 120_000);
});
