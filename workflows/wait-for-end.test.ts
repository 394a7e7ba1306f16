import { expect, it } from '@jest/globals';
import { type Clocks, nextLimit } from './wait-for-end.ts';

const phone = { text: false, maxCallMs: 1_800_000, transferring: false };
const base: Clocks = {
  ended: () => null,
  startedAtMs: 0,
  lastMessageAtMs: () => 10_000,
  turnRuns: () => false,
  call: () => phone,
  silenceLimitMs: undefined,
};

it.each([
  { name: 'the edge has 90 s for its next message', clocks: {}, is: { atMs: 100_000, reason: 'edge-lost' } },
  {
    name: 'a call that nobody opens is lost as soon',
    clocks: { call: () => null },
    is: { atMs: 100_000, reason: 'edge-lost' },
  },
  {
    name: 'a running turn is a sign of life',
    clocks: { turnRuns: () => true },
    is: { atMs: 110_000, reason: 'edge-lost' },
  },
  {
    name: 'a transfer is silent for longer',
    clocks: { call: () => ({ ...phone, transferring: true }) },
    is: { atMs: 310_000, reason: 'edge-lost' },
  },
  {
    name: 'the longest time comes first',
    clocks: { call: () => ({ ...phone, maxCallMs: 60_000 }) },
    is: { atMs: 60_000, reason: 'time-limit' },
  },
  {
    name: 'a person at a keyboard has half an hour, however long the session',
    clocks: { call: () => ({ ...phone, text: true, maxCallMs: 60_000 }) },
    is: { atMs: 1_810_000, reason: 'idle' },
  },
  {
    name: 'tests shorten the silence',
    clocks: { silenceLimitMs: 400 },
    is: { atMs: 10_400, reason: 'edge-lost' },
  },
])('$name', ({ clocks, is }) => expect(nextLimit({ ...base, ...clocks }, 20_000)).toEqual(is));
