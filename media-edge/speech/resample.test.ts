import { describe, expect, it } from '@jest/globals';
import { createResampler } from './resample.ts';

const tone = (hz: number, rateHz: number, seconds = 0.5) => {
  const pcm = Buffer.alloc(rateHz * seconds * 2);
  for (let i = 0; i < pcm.length / 2; i++)
    pcm.writeInt16LE(Math.round(10_000 * Math.sin((2 * Math.PI * hz * i) / rateHz)), i * 2);
  return pcm;
};
const loudness = (pcm: Buffer) => {
  let sum = 0;
  for (let at = 2000; at < pcm.length - 2000; at += 2) sum += pcm.readInt16LE(at) ** 2;
  return Math.sqrt(sum / ((pcm.length - 4000) / 2));
};

describe('another sample rate', () => {
  it.each([
    { from: 24_000, to: 16_000, hz: 1000 },
    { from: 12_000, to: 16_000, hz: 3000 },
    { from: 48_000, to: 16_000, hz: 3000 },
    { from: 44_100, to: 16_000, hz: 440 },
  ])('$from to $to Hz keeps a tone of $hz Hz at its pitch and loudness', ({ from, to, hz }) => {
    const out = createResampler(from, to)(tone(hz, from));
    expect(Math.abs(out.length / 2 - to / 2)).toBeLessThan(40);
    expect(loudness(out) / loudness(tone(hz, to))).toBeCloseTo(1, 1);
    let crossings = 0;
    for (let at = 2; at < out.length; at += 2)
      if (out.readInt16LE(at - 2) < 0 !== out.readInt16LE(at) < 0) crossings++;
    expect(Math.abs(crossings - hz)).toBeLessThan(hz * 0.02 + 4);
  });

  it('takes out what would come back as another tone', () => {
    const out = createResampler(24_000, 16_000)(tone(10_500, 24_000));
    expect(20 * Math.log10(loudness(out) / 7071)).toBeLessThan(-40);
  });

  it('is the same in whatever pieces the audio comes', () => {
    const whole = tone(700, 24_000);
    const resample = createResampler(24_000, 16_000);
    const pieces: Buffer[] = [];
    for (let at = 0, size = 2; at < whole.length; at += size, size = ((size * 3) % 998) + 2)
      pieces.push(resample(whole.subarray(at, at + size)));
    expect(Buffer.concat(pieces).equals(createResampler(24_000, 16_000)(whole))).toBe(true);
  });
});
