import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Json } from '../../domain/json.ts';
import { onDay, openBookingDesk } from './booking-desk.ts';

let desk: Awaited<ReturnType<typeof openBookingDesk>>;
beforeAll(async () => {
  desk = await openBookingDesk();
});
afterAll(() => desk?.close());
beforeEach(() => sql`TRUNCATE appointments, settled_calls`.execute(desk.db.kysely));

/** [day, HH:MM …] of an answer. */
const short = ({ data }: { data: Readonly<Record<string, unknown>> }) => [
  data.day,
  ...(data.times as string[]).map((time) => time.slice(11, 16)),
];
const MORNING = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30'];

describe('free times', () => {
  it.each<{ name: string; args: Record<string, Json>; day: string; times: string[] }>([
    { name: 'a whole free day', args: { day: '2026-11-23' }, day: '2026-11-23', times: MORNING },
    {
      name: 'no more than asked for',
      args: { day: '2026-11-23', count: 2 },
      day: '2026-11-23',
      times: MORNING.slice(0, 2),
    },
    {
      name: 'the appointment must end before closing',
      args: { day: '2026-11-23', durationMin: 120 },
      day: '2026-11-23',
      times: MORNING.slice(0, 5),
    },
    {
      name: 'from a time of day on',
      args: { day: '2026-11-23', notBefore: '12:00' },
      day: '2026-11-23',
      times: ['12:00', '12:30'],
    },
    {
      name: 'up to a time of day',
      args: { day: '2026-11-23', notAfter: '09:30' },
      day: '2026-11-23',
      times: ['09:00', '09:30'],
    },
    {
      name: 'a closed weekday gives the next open day',
      args: { day: '2026-11-21' },
      day: '2026-11-23',
      times: MORNING,
    },
    { name: 'so does a holiday', args: { day: '2026-11-26' }, day: '2026-11-27', times: MORNING },
    {
      name: 'an unknown resource has none',
      args: { day: '2026-11-23', resource: 'pet' },
      day: '2026-11-23',
      times: [],
    },
    {
      name: 'longer than any opening: none',
      args: { day: '2026-11-23', durationMin: 300 },
      day: '2026-11-23',
      times: [],
    },
  ])('$name', async ({ args, day, times }) => {
    const answer = await desk.freeTimes(args);
    expect(answer.status).toBe('ok');
    expect(short(answer)).toEqual([day, ...times]);
  });

  it('are moments with the offset of that day', async () => {
    const { data } = await desk.freeTimes({ day: '2026-11-23', count: 1 });
    expect(data.times).toEqual([onDay(23, '09:00')]);
    // clocks change on 28 March 2027; it is asked on the 26th, so the summer offset is the answer's own
    const spring = await desk.freeTimes({ day: '2027-03-29', count: 1 }, 'a', { at: '2027-03-26T10:00:00Z' });
    expect(spring.data.times).toEqual(['2027-03-29T09:00:00+03:00']);
  });

  it('are never in the past', async () => {
    const answer = await desk.freeTimes({ day: '2026-11-23' }, 'a', { at: onDay(23, '11:00') });
    expect(short(answer)).toEqual(['2026-11-23', '11:30', '12:00', '12:30']);
    const late = await desk.freeTimes({ day: '2026-11-23', count: 1 }, 'a', { at: onDay(23, '12:45') });
    expect(short(late)).toEqual(['2026-11-24', '09:00']);
  });

  it('leave out what overlaps an appointment', async () => {
    await desk.book('b', onDay(23, '10:00'), 1, { durationMin: 60 });
    expect(short(await desk.freeTimes({ day: '2026-11-23', durationMin: 60 }))).toEqual([
      '2026-11-23',
      '09:00',
      '11:00',
      '11:30',
      '12:00',
    ]);
  });

  it('a full day gives the next one', async () => {
    await Promise.all(MORNING.map((time, index) => desk.book(`b${index}`, onDay(23, time))));
    expect(short(await desk.freeTimes({ day: '2026-11-23', count: 1 }))).toEqual(['2026-11-24', '09:00']);
  });

  it("the caller's own appointment is free for a move, another person's of the same call is not", async () => {
    await desk.book('a', onDay(23, '09:00'));
    expect(short(await desk.freeTimes({ day: '2026-11-23', count: 1 }, 'a'))).toEqual([
      '2026-11-23',
      '09:00',
    ]);
    expect(short(await desk.freeTimes({ day: '2026-11-23', count: 1, n: 2 }, 'a'))).toEqual([
      '2026-11-23',
      '09:30',
    ]);
  });

  it('are of the own clinic only', async () => {
    await desk.book('b', onDay(23, '09:00'));
    const other = await desk.freeTimes({ day: '2026-11-23' }, 'a', { tenant: 'another' });
    expect(short(other)).toEqual(['2026-11-23']);
  });

  it('every time offered can be booked', async () => {
    const { data } = await desk.freeTimes({ day: '2026-11-23', durationMin: 60 });
    for (const time of data.times as string[])
      expect(await desk.book('a', time, 1, { durationMin: 60 })).toMatchObject({ status: 'ok' });
  });

  it('a wrong day fails and says so', async () => {
    const answer = await desk.freeTimes({ day: 'tomorrow' });
    expect(answer.status).toBe('failed');
    expect(`${answer.data.reason}`).toContain('day');
  });
});
