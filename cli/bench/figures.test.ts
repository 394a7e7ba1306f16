import { describe, expect, it } from '@jest/globals';
import { type Figure, figureLine, kept, percentile } from './figures.ts';

const figure = (change: Partial<Figure>): Figure => ({
  suite: 's',
  name: 'n',
  value: 3,
  baseline: 2,
  unit: 'ms',
  goal: null,
  ...change,
});

describe('percentile takes the nearest rank', () => {
  it.each([
    [[5], 0.95, 5],
    [[1, 2, 3, 4], 0.5, 2],
    [[4, 1, 3, 2], 0.95, 4],
    [[], 0.5, Number.NaN],
  ])('%j at %d is %d', (samples, share, value) => {
    expect(percentile(samples, share)).toBe(value);
  });
});

describe('a promise', () => {
  it.each<[string, Figure, boolean | null]>([
    ['of a ratio is kept up to the ratio', figure({ goal: { ratio: 1.5 } }), true],
    ['of a ratio is missed above it', figure({ goal: { ratio: 1.4 } }), false],
    ['of a limit looks at the value alone', figure({ goal: { limit: 2 } }), false],
    ['is unknown where the baseline is missing', figure({ baseline: null, goal: { ratio: 9 } }), null],
  ])('%s', (_, given, verdict) => {
    expect(kept(given)).toBe(verdict);
    expect(figureLine(given).includes('MISSED')).toBe(verdict === false);
  });
});
