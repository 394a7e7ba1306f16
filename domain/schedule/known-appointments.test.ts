import { describe, expect, it } from '@jest/globals';
import type { Json } from '../json.ts';
import { clientOf, type KnownAppointment } from './known-appointments.ts';

const NOW = '2026-11-23T10:00:00+02:00';
const booked = (bookedAt: string, details: Record<string, Json>): KnownAppointment => ({
  callId: `call-${bookedAt}`,
  n: 1,
  resource: 'mri',
  time: '2026-11-30T10:00:00+02:00',
  details: { name: 'Petro Kovalenko', ...details },
  bookedAt,
});

describe('who calls', () => {
  it.each([
    {
      name: 'age and weight are of one booking, the newest that has any',
      made: [booked('2026-11-01', { age: 42 }), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { age: 42, weight: null },
    },
    {
      name: 'a booking that has neither says nothing of them',
      made: [booked('2026-11-01', {}), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { age: 41, weight: 92 },
    },
    {
      name: 'after half a year they are asked again',
      made: [booked('2026-05-01', { age: 41, weight: 92 })],
      is: { age: null, weight: null },
    },
    {
      name: 'of two people who use the number nobody is named',
      made: [booked('2026-11-01', { name: 'Olha Kovalenko' }), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { name: null, given: null, age: null, weight: null, visited: null },
    },
    {
      name: 'a father and a son of one name are two people',
      made: [booked('2026-11-01', { age: 9, weight: 30 }), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { name: null, age: null, weight: null },
    },
    {
      name: 'one person in two languages is one',
      made: [
        booked('2026-11-01', {}),
        booked('2026-10-01', { name: 'Петро Коваленко', age: 41, weight: 92 }),
      ],
      is: { name: 'Petro Kovalenko', given: 'Petro', age: 41, weight: 92 },
    },
    {
      name: 'only the given name is said, wherever it stands',
      made: [booked('2026-11-01', { name: 'Коваленко Ольга' })],
      is: { name: 'Коваленко Ольга', given: 'Ольга' },
    },
    {
      name: 'a given name alone names nobody',
      made: [booked('2026-11-01', { name: 'Petro' })],
      is: { name: null, given: null },
    },
  ])('$name', ({ made, is }) => expect(clientOf(made, NOW)).toMatchObject(is));
});
