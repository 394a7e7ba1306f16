import { describe, expect, it } from '@jest/globals';
import { disagreements, type Evidence } from './verdict.ts';

const goal = { name: 'Olena Kovalenko', phone: '+380671234567', weekday: 'Tuesday', age: '34' };
const right: Evidence = {
  bookings: [
    {
      startsAt: '2026-11-24T08:00:00.000Z',
      details: { name: 'Olena Kovalenko', phone: '+380671234567', age: 34 },
    },
  ],
  rows: [['2026-11-21 12:00', 'Olena Kovalenko', '+380671234567']],
  timeZone: 'Europe/Kyiv',
};
const booking = (change: object, startsAt = '2026-11-24T08:00:00.000Z') => ({
  startsAt,
  details: { ...right.bookings[0]?.details, ...change },
});

describe('a booking agrees with what was said', () => {
  it.each<[string, Partial<Evidence>, RegExp | null]>([
    ['when there is one booking and one row', {}, null],
    ['not when there are two bookings', { bookings: [booking({}), booking({})] }, /2 bookings/],
    ['not when there is none', { bookings: [] }, /0 bookings/],
    ['not when the row stands twice', { rows: [right.rows[0] ?? [], right.rows[0] ?? []] }, /2 rows/],
    ['not with another name', { bookings: [booking({ name: 'Ivan Kovalenko' })] }, /booked name/],
    ['not with another age', { bookings: [booking({ age: 35 })] }, /booked age/],
    ['not on another weekday', { bookings: [booking({}, '2026-11-25T08:00:00.000Z')] }, /booked weekday/],
    ['by the weekday at the clinic', { bookings: [booking({}, '2026-11-23T22:30:00.000Z')] }, null],
    ["not when the row has another name's", { rows: [['', 'Ivan', '+380671234567']] }, /lacks the name/],
  ])('%s', (_, change, complaint) => {
    const found = disagreements(goal, { ...right, ...change }).join('\n');
    if (complaint === null) expect(found).toBe('');
    else expect(found).toMatch(complaint);
  });
});
