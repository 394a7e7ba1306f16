import { describe, expect, it } from '@jest/globals';
import { eachSeed, keepsPromise, parseSeeds, type SeedVerdict, summaryOf, verdictOf } from './seeds.ts';

describe('seeds', () => {
  it.each<[text: string, seeds: number[]]>([
    ['7', [7]],
    ['1-3', [1, 2, 3]],
    ['1-3, 2,9', [1, 2, 3, 9]],
    ['5-5', [5]],
  ])('"%s"', (text, seeds) => {
    expect(parseSeeds(text)).toEqual(seeds);
  });
  it.each(['', 'a', '3-1', '1-', '-1', '1;2', '1-2000'])('"%s" is refused', (text) => {
    expect(() => parseSeeds(text)).toThrow(`--seeds "${text}"`);
  });
});

describe('a drawn call', () => {
  const booking = { startsAt: '', resource: '', details: {} };
  it.each<{
    name: string;
    bookings: number;
    rows: number;
    faults: string[];
    turns?: number;
    verdict: SeedVerdict;
  }>([
    { name: 'agrees', bookings: 1, rows: 1, faults: [], verdict: 'booked as said' },
    { name: 'booked something else', bookings: 1, rows: 1, faults: ['x'], verdict: 'wrong' },
    { name: 'booked twice', bookings: 2, rows: 1, faults: ['x'], verdict: 'wrong' },
    { name: 'was written twice', bookings: 1, rows: 2, faults: ['x'], verdict: 'wrong' },
    { name: 'booked nothing', bookings: 0, rows: 1, faults: ['x'], verdict: 'another outcome' },
    { name: 'booked nothing and left no row', bookings: 0, rows: 0, faults: ['x'], verdict: 'wrong' },
    { name: 'said nothing', bookings: 0, rows: 0, faults: ['x'], turns: 0, verdict: 'another outcome' },
  ])('that $name: $verdict', ({ bookings, rows, faults, turns = 20, verdict }) => {
    const evidence = { bookings: Array(bookings).fill(booking), rows: Array(rows).fill([]) };
    expect(verdictOf(evidence, { faults, turns })).toBe(verdict);
  });
});

describe('a reading of many', () => {
  const reading = (right: number, other: number, wrong: number) =>
    summaryOf([
      ...Array(right).fill({ verdict: 'booked as said' }),
      ...Array(other).fill({ verdict: 'another outcome' }),
      ...Array(wrong).fill({ verdict: 'wrong' }),
    ]);
  it.each<[right: number, other: number, wrong: number, kept: boolean]>([
    [10, 0, 0, true],
    [8, 2, 0, true],
    [7, 3, 0, false],
    [9, 0, 1, false],
  ])('%d as said, %d with another outcome, %d wrong: kept is %p', (right, other, wrong, kept) => {
    const summary = reading(right, other, wrong);
    expect(summary).toEqual({ calls: 10, bookedAsSaid: right, anotherOutcome: other, wrong });
    expect(keepsPromise(summary)).toBe(kept);
  });

  it('never has more calls at once than allowed, and answers in the order of the seeds', async () => {
    let running = 0;
    let most = 0;
    const answers = await eachSeed([5, 3, 4, 1], 2, async (seed) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, seed));
      running--;
      return seed * 10;
    });
    expect(answers).toEqual([50, 30, 40, 10]);
    expect(most).toBe(2);
  });

  it('ends at once when one of them rejects', async () => {
    await expect(eachSeed([1, 2], 1, () => Promise.reject(new Error('interrupted')))).rejects.toThrow(
      'interrupted',
    );
  });
});
