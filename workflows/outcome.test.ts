import { describe, expect, it } from '@jest/globals';
import { type CallEnd, callbackReason, outcomeAtEnd } from './outcome.ts';

const appointment = {
  n: 1,
  resource: 'mri',
  time: '2026-11-24T10:00+02:00',
  durationMin: 30,
  details: {},
  turnSeq: 3,
};
const cancelled = { ...appointment, time: null, of: { id: '1/earlier', time: '2026-11-25T10:00+02:00' } };
const none = { outcome: null, appointments: [] };
const base: CallEnd = { ended: 'caller-hung-up', dialog: none, brokenTools: [] };

describe('the outcome of a call', () => {
  it.each([
    { name: 'the dialog says', end: { dialog: { ...none, outcome: 'declined' as const } }, is: 'declined' },
    {
      name: 'the dialog says, also when it was transferred later',
      end: { ended: 'transferred' as const, dialog: { ...none, outcome: 'booked' as const } },
      is: 'booked',
    },
    { name: 'a human has the caller', end: { ended: 'transferred' as const }, is: 'transferred' },
    { name: 'nothing was settled', end: {}, is: 'abandoned' },
    { name: 'the edge was lost on the way', end: { ended: 'edge-lost' as const }, is: 'abandoned' },
    {
      name: 'the appointment stands though nobody said goodbye',
      end: { dialog: { outcome: null, appointments: [appointment] } },
      is: 'booked',
    },
    {
      name: 'an appointment was given up',
      end: { dialog: { outcome: null, appointments: [{ ...appointment, time: null }] } },
      is: 'abandoned',
    },
    {
      name: 'the tool that should have booked failed',
      end: { brokenTools: ['set-appointment'], dialog: { outcome: null, appointments: [appointment] } },
      is: 'callback',
    },
    {
      name: 'one was cancelled and another booked after it',
      end: { dialog: { outcome: 'cancelled' as const, appointments: [cancelled, { ...appointment, n: 2 }] } },
      is: 'booked',
    },
    {
      name: 'a person was wanted after one was cancelled',
      end: {
        ended: 'transferred' as const,
        dialog: { outcome: 'transferred' as const, appointments: [cancelled] },
      },
      is: 'transferred',
    },
    {
      name: 'a person was wanted, and the caller hung up while it rang',
      end: { dialog: { ...none, outcome: 'transferred' as const } },
      is: 'callback',
    },
    {
      name: 'a person was wanted, and nobody knows whether one was reached',
      end: { ended: 'edge-lost' as const, dialog: { ...none, outcome: 'transferred' as const } },
      is: 'callback',
    },
    { name: 'the call never opened', end: { dialog: null }, is: 'failed' },
    { name: 'the call was refused', end: { ended: 'rejected' as const }, is: 'failed' },
  ])('$name: $is', ({ end, is }) => expect(outcomeAtEnd({ ...base, ...end })).toBe(is));
});

describe('somebody calls back', () => {
  it.each([
    { outcome: 'callback' as const, tools: [], reason: 'asked for a call back' },
    {
      outcome: 'transferred' as const,
      tools: ['set-appointment'],
      reason: expect.stringContaining('set-appointment'),
    },
    { outcome: 'booked' as const, tools: [], reason: null },
  ])('$outcome with failed tools $tools: $reason', ({ outcome, tools, reason }) =>
    expect(callbackReason(outcome, tools)).toEqual(reason),
  );
});
