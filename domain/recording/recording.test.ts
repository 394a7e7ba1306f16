import { describe, expect, it } from '@jest/globals';
import { offsetsIn } from './offsets.ts';
import { keptSince, parseRetention, type Retention } from './retention.ts';
import { placeEpochs } from './timeline.ts';

describe('epochs of a recording', () => {
  const epoch = (number: number, startsAtMs: number, endsAtMs: number) => ({
    epoch: number,
    startsAtMs,
    endsAtMs,
  });
  it.each([
    { rule: 'one stays where it is', epochs: [epoch(1, 5000, 9000)], shifts: [0] },
    {
      rule: 'a re-attach leaves its gap',
      epochs: [epoch(1, 0, 9000), epoch(2, 11_000, 20_000)],
      shifts: [0, 0],
    },
    {
      rule: 'an edge that heard on a little overlaps',
      epochs: [epoch(1, 0, 9000), epoch(2, 8000, 9500)],
      shifts: [0, 0],
    },
    {
      rule: 'a clock that is an hour ahead',
      epochs: [epoch(1, 0, 9000), epoch(2, 3_609_000, 3_610_000)],
      shifts: [0, -3_600_000],
    },
    {
      rule: 'a clock that is an hour behind',
      epochs: [epoch(1, 3_600_000, 3_609_000), epoch(2, 0, 5000)],
      shifts: [0, 3_609_000],
    },
    {
      rule: 'the next one is measured against where that stands now',
      epochs: [epoch(1, 0, 9000), epoch(2, 3_609_000, 3_610_000), epoch(3, 3_611_000, 3_612_000)],
      shifts: [0, -3_600_000, -3_601_000],
    },
    {
      rule: 'in the order of their numbers',
      epochs: [epoch(2, 10_000, 11_000), epoch(1, 0, 9000)],
      shifts: [0, 0],
    },
  ])('$rule', ({ epochs, shifts }) => {
    const { placed, faults } = placeEpochs(epochs);
    expect(placed.map(({ shiftMs }) => shiftMs)).toEqual(shifts);
    expect(faults.length).toBe(shifts.filter((shift) => shift !== 0).length);
  });
});

describe('where a turn is found in a recording', () => {
  const recording = { startedAtMs: 10_000, durationMs: 60_000 };
  const none = { callerFromMs: null, callerToMs: null, agentFromMs: null };
  it.each([
    { rule: 'nothing known', heard: undefined, is: none },
    {
      rule: 'both sides',
      heard: { callerFrom: 12_000, callerTo: 13_500.4, agentFrom: 14_000 },
      is: { callerFromMs: 2000, callerToMs: 3500, agentFromMs: 4000 },
    },
    {
      rule: 'a greeting that began with the recording',
      heard: { agentFrom: 9990 },
      is: { ...none, agentFromMs: 0 },
    },
    { rule: 'before the recording', heard: { agentFrom: 5000 }, is: none },
    { rule: 'after it', heard: { agentFrom: 90_000 }, is: none },
  ])('$rule', ({ heard, is }) => {
    expect(offsetsIn(heard, recording)).toEqual(is);
  });
});

describe('how long recordings are kept', () => {
  it.each([
    { text: '90', is: { usual: 90, byTenant: {} } },
    { text: 'forever', is: { usual: null, byTenant: {} } },
    { text: '90, clinic=30,shop=forever,x=0', is: { usual: 90, byTenant: { clinic: 30, shop: null, x: 0 } } },
  ])('"$text"', ({ text, is }) => {
    expect(parseRetention(text)).toEqual(is);
  });

  it.each([
    { text: '', says: '"" is neither days nor TENANT=days' },
    { text: '90d', says: '"90d" is neither days' },
    { text: '-1', says: '"-1" is neither' },
    { text: 'clinic=30', says: 'the days for every other tenant are missing' },
    { text: '90,30', says: '"30" is a second number for every tenant' },
  ])('"$text" is refused', ({ text, says }) => {
    expect(parseRetention(text)).toContain(says);
  });

  it.each([
    { tenant: 'clinic', since: '2026-11-20T00:00:00.000Z' },
    { tenant: 'other', since: '2026-11-11T00:00:00.000Z' },
    { tenant: 'archive', since: null },
    { tenant: 'toString', since: '2026-11-11T00:00:00.000Z' },
  ])('of $tenant since $since', ({ tenant, since }) => {
    const rules = parseRetention('10,clinic=1,archive=forever') as Retention;
    expect(keptSince(rules, tenant, Date.parse('2026-11-21T00:00:00Z'))).toBe(since);
  });
});
