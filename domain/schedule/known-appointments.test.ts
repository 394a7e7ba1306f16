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
      made: [booked('2026-11-01', { age: 9 }), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { age: 9, weight: null },
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
      name: 'another person of the number lends nothing',
      made: [booked('2026-11-01', { name: 'Olha Kovalenko' }), booked('2026-10-01', { age: 41, weight: 92 })],
      is: { name: 'Olha Kovalenko', age: null, weight: null },
    },
  ])('$name', ({ made, is }) => expect(clientOf(made, NOW)).toMatchObject(is));
});
