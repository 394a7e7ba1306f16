import { describe, expect, it } from '@jest/globals';
import { outcomeAt, outcomeOf } from './outcome.ts';
import type { DesiredAppointment, Outcome } from './types.ts';

const own = { n: 1, resource: 'mri', time: 'ten', durationMin: 30, details: {}, turnSeq: 1 };
const of = { id: '1/earlier', time: 'nine' };
const cancelled: DesiredAppointment = { ...own, time: null, of };
const moved: DesiredAppointment = { ...own, of };
const booked: DesiredAppointment = { ...own, n: 2 };

describe('what was said on the way gives way to the appointments that stand', () => {
  it.each<{ said: Outcome | null; appointments: DesiredAppointment[]; is: Outcome }>([
    { said: 'cancelled', appointments: [cancelled, booked], is: 'booked' },
    { said: 'rescheduled', appointments: [moved, booked], is: 'booked' },
    { said: 'cancelled', appointments: [cancelled], is: 'cancelled' },
    { said: 'declined', appointments: [{ ...cancelled, time: 'nine' }, booked], is: 'booked' },
    { said: 'declined', appointments: [{ ...cancelled, time: 'nine' }], is: 'declined' },
    { said: 'informed', appointments: [booked], is: 'booked' },
    { said: null, appointments: [moved], is: 'rescheduled' },
    { said: 'callback', appointments: [booked], is: 'callback' },
    { said: 'transferred', appointments: [cancelled], is: 'transferred' },
  ])('$said, then $appointments.length: $is', ({ said, appointments, is }) => {
    const state = { outcome: said, appointments, memory: {} };
    expect(outcomeOf(state)).toBe(is);
    expect(outcomeAt(state, undefined)).toBe(is);
  });

  it.each<{ own: Outcome; is: Outcome }>([
    { own: 'declined', is: 'booked' },
    { own: 'callback', is: 'callback' },
  ])('an ending of its own, $own: $is', ({ own: ending, is }) =>
    expect(outcomeAt({ outcome: 'cancelled', appointments: [cancelled, booked], memory: {} }, ending)).toBe(
      is,
    ),
  );
});
