import { describe, expect, it } from '@jest/globals';
import { overPhoneLine } from '../../sim/g711.ts';
import { likeness } from './same-words.ts';

/** Bursts of a tone, as syllables are; `seed` makes other words. */
function words(seed: number): Int16Array {
  const samples = new Int16Array(12_000);
  let state = seed;
  let loud = 0;
  for (let at = 0; at < samples.length; at++) {
    if (at % 600 === 0) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      loud = (state / 2_147_483_648) * 9_000;
    }
    samples[at] = Math.round(Math.sin(at / 5) * loud);
  }
  return samples;
}

describe('the same words', () => {
  it('are known through the line, wherever they begin', () => {
    const line = overPhoneLine(words(7));
    const late = new Int16Array(line.length + 333);
    late.set(line, 333);
    expect(likeness(words(7), late)).toBeGreaterThan(0.9);
  });

  it.each([1, 2, 3, 4])('are not other ones', (seed) => {
    expect(likeness(words(7), words(seed))).toBeLessThan(0.8);
  });

  it('are not silence', () => {
    expect(likeness(words(7), new Int16Array(12_000))).toBeLessThan(0.5);
  });
});
