import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { createHissWatch } from './hiss-watch.ts';

const RATE_HZ = 8000;
const FRAME = 320;
/** the caller's sound begins here, in the middle of a frame */
const BEGINS_MS = 490;

type Sound = (second: number) => number;
const random = seededRandom(7);
const white: Sound = () => random() * 2 - 1;
/** noise without its bass: what a telephone leaves of an s, sh or f */
const hiss: Sound = (() => {
  let last = 0;
  return (second) => {
    const now = white(second);
    const out = (now - last) / 1.4;
    last = now;
    return out;
  };
})();
/** a voice: many harmonics of a fundamental, weaker towards the treble */
const vowel: Sound = (second) => {
  let sum = 0;
  for (let n = 1; n < 25; n++) sum += Math.sin(2 * Math.PI * 120 * n * second) / n ** 1.5;
  return sum / 2;
};
/** of full scale, decibels */
const level = (db: number) => 32_767 * 10 ** (db / 20);

/** A line: what sounds when, at what level, over the line's own noise. */
function line(
  pieces: { sound: Sound; fromMs: number; ms: number; db: number }[],
  { noiseDb = -72, ms = 2000 } = {},
): Buffer {
  const pcm = Buffer.alloc(ms * 16);
  for (let i = 0; i < pcm.length / 2; i++) {
    const second = i / RATE_HZ;
    let sample = white(second) * level(noiseDb);
    for (const { sound, fromMs, ms, db } of pieces)
      if (second * 1000 >= fromMs && second * 1000 < fromMs + ms) sample += sound(second) * level(db);
    pcm.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample))), i * 2);
  }
  return pcm;
}

/** When a hiss was noticed, ms on the line's clock; `ours` is heard by the caller from 0 on. */
function noticed(pcm: Buffer, ours: Buffer = Buffer.alloc(0), frameBytes = FRAME): number[] {
  const watch = createHissWatch(RATE_HZ);
  const moments: number[] = [];
  for (let at = 0, sent = 0; at < pcm.length; at += frameBytes) {
    const nowMs = (at + frameBytes) / 16;
    for (; sent < ours.length && sent / 16 < nowMs + 400; sent += 1280)
      watch.played(ours.subarray(sent, sent + 1280), sent / 16);
    if (watch.hear(pcm.subarray(at, at + frameBytes), nowMs)) moments.push(nowMs);
  }
  return moments;
}
const once = (sound: Sound, ms: number, db: number) => [{ sound, fromMs: BEGINS_MS, ms, db }];

describe('a hiss in the caller’s audio', () => {
  it.each([
    { name: 's or sh', pieces: once(hiss, 160, -28) },
    { name: 'a soft f', pieces: once(hiss, 120, -40) },
    {
      name: 's and a vowel',
      pieces: [...once(hiss, 140, -28), { sound: vowel, fromMs: 630, ms: 300, db: -16 }],
    },
  ])('$name is noticed within 100 ms, once', ({ pieces }) => {
    const [first = Infinity, ...more] = noticed(line(pieces));
    expect(first).toBeGreaterThan(BEGINS_MS);
    expect(first).toBeLessThanOrEqual(BEGINS_MS + 100);
    expect(more).toEqual([]);
  });

  it.each([
    { name: 'a vowel', pieces: once(vowel, 600, -16) },
    { name: 'a click', pieces: once(white, 4, -6) },
    { name: 'a key of a keyboard', pieces: once(white, 25, -20) },
    {
      name: 'fast typing',
      pieces: [490, 585, 690, 790, 870].map((fromMs) => ({ sound: white, fromMs, ms: 25, db: -20 })),
    },
    { name: 'a breath', pieces: once(hiss, 800, -50) },
    { name: 'silence', pieces: [] },
  ])('$name is none', ({ pieces }) => {
    expect(noticed(line(pieces))).toEqual([]);
  });

  it('is found over a noisy line, and the noise is not', () => {
    const pcm = line([{ sound: hiss, fromMs: 3490, ms: 160, db: -24 }], { noiseDb: -46, ms: 4000 });
    const late = noticed(pcm).filter((ms) => ms > 500);
    expect(late).toHaveLength(1);
    expect(late[0]).toBeLessThanOrEqual(3590);
  });

  it.each([20, 140, 300, 460])('is no echo of ours at -25 dB after %d ms', (wayMs) => {
    const ours = line([
      { sound: vowel, fromMs: 0, ms: 300, db: -14 },
      { sound: hiss, fromMs: 300, ms: 150, db: -6 },
      { sound: vowel, fromMs: 450, ms: 500, db: -14 },
      { sound: hiss, fromMs: 950, ms: 200, db: -6 },
    ]);
    const back = Buffer.alloc(ours.length);
    for (let at = wayMs * 16; at < back.length; at += 2)
      back.writeInt16LE(Math.round(ours.readInt16LE(at - wayMs * 16) * 10 ** (-25 / 20)), at);
    expect(noticed(back, ours)).toEqual([]);
    // a caller as loud as that would be one
    expect(noticed(back)).not.toEqual([]);
  });

  it('is found in portions of any size', () => {
    const pcm = line(once(hiss, 160, -28));
    for (const bytes of [160, 642, 1920]) expect(noticed(pcm, undefined, bytes)).toHaveLength(1);
  });

  it('is found at any rate', () => {
    for (const rateHz of [16_000, 24_000]) {
      const watch = createHissWatch(rateHz);
      const frame = (db: number) => {
        const pcm = Buffer.alloc((rateHz / 50) * 2);
        for (let at = 0; at < pcm.length; at += 2) pcm.writeInt16LE(Math.round(white(0) * level(db)), at);
        return pcm;
      };
      const heard = [-70, -70, -28, -28, -28, -28].map((db, i) => watch.hear(frame(db), i * 20));
      expect(heard).toEqual([false, false, false, false, true, false]);
    }
  });
});
