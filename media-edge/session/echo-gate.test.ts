import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { createEchoGate } from './echo-gate.ts';

const RATE_HZ = 8000;
const FRAME = 320;

/** Something like speech: noise in syllables of 200 ms, loudness as a share of full scale. */
function voice(ms: number, loudness: number, seed: number): Buffer {
  const random = seededRandom(seed);
  const pcm = Buffer.alloc(ms * 16);
  for (let i = 0; i < pcm.length / 2; i++) {
    const syllable = Math.max(0, Math.sin((Math.PI * i) / 1600));
    pcm.writeInt16LE(Math.round((random() - 0.5) * 2 * 32_000 * loudness * syllable), i * 2);
  }
  return pcm;
}
const decibels = (db: number) => 10 ** (db / 20);
const sum = (a: Buffer, b: Buffer): Buffer => {
  const mixed = Buffer.alloc(Math.max(a.length, b.length));
  for (let at = 0; at < mixed.length; at += 2)
    mixed.writeInt16LE((at < a.length ? a.readInt16LE(at) : 0) + (at < b.length ? b.readInt16LE(at) : 0), at);
  return mixed;
};
const delayed = (pcm: Buffer, ms: number) => Buffer.concat([Buffer.alloc(ms * 16), pcm]);
const softer = (pcm: Buffer, db: number) => {
  const out = Buffer.alloc(pcm.length);
  for (let at = 0; at < pcm.length; at += 2)
    out.writeInt16LE(Math.round(pcm.readInt16LE(at) * decibels(db)), at);
  return out;
};

/** Runs a line: what we play from 0 on, and what comes back. Answers what the recogniser gets. */
function line(played: Buffer, back: Buffer, frameBytes = FRAME): Buffer {
  const gate = createEchoGate(RATE_HZ);
  const out: Buffer[] = [];
  let sent = 0;
  for (let at = 0; at < back.length; at += frameBytes) {
    const nowMs = (at + frameBytes) / 16;
    // ahead of the ear, as the playout does
    while (sent < played.length && sent / 16 < nowMs + 400) {
      gate.played(played.subarray(sent, sent + 1280), sent / 16);
      sent += 1280;
    }
    const heard = gate.hear(back.subarray(at, at + frameBytes), nowMs);
    if (heard !== null) out.push(heard);
  }
  return Buffer.concat(out);
}
const loudest = (pcm: Buffer) => {
  let most = 0;
  for (let at = 0; at < pcm.length; at += 2) most = Math.max(most, Math.abs(pcm.readInt16LE(at)));
  return most;
};

describe('our own echo', () => {
  const ours = voice(4000, 0.5, 1);
  it.each([20, 60, 140, 300, 460])('at -25 dB after %d ms is silence to the recogniser', (ms) => {
    const back = delayed(softer(ours, -25), ms);
    const heard = line(ours, back);
    expect(loudest(back)).toBeGreaterThan(500);
    expect(loudest(heard)).toBe(0);
    expect(heard.length).toBe(back.length);
  });

  it('is so in frames of any size', () => {
    const back = delayed(softer(ours, -25), 100);
    for (const bytes of [160, 642, 960, 1920]) expect(loudest(line(ours, back, bytes))).toBe(0);
  });

  it('of words that were taken back ends with them', () => {
    const gate = createEchoGate(RATE_HZ);
    gate.played(voice(400, 0.5, 1), 0);
    gate.cleared(100);
    const soft = voice(20, 0.02, 2);
    expect(gate.hear(soft, 140)).toEqual(Buffer.alloc(FRAME));
    // half a second later nothing of it is on its way, the caller may whisper
    const whisper = voice(100, 0.02, 3);
    expect(gate.hear(whisper, 800)?.subarray(-whisper.length)).toEqual(whisper);
  });

  it('is known where the switch captures both sides', () => {
    const gate = createEchoGate(RATE_HZ);
    const heard: Buffer[] = [];
    for (let at = 0; at < 32_000; at += FRAME) {
      const played = ours.subarray(at, at + FRAME);
      heard.push(gate.hear(softer(played, -25), (at + FRAME) / 16, played) ?? Buffer.alloc(0));
    }
    expect(loudest(Buffer.concat(heard))).toBe(0);
  });
});

describe('the caller', () => {
  const ours = voice(4000, 0.5, 1);
  it('passes as they are where nothing was played', () => {
    const gate = createEchoGate(RATE_HZ);
    const words = voice(20, 0.01, 4);
    expect(gate.hear(words, 5000)).toBe(words);
  });

  it('is heard over our voice and its echo, from the first sample on', () => {
    const words = voice(600, 0.3, 5);
    const echo = delayed(softer(ours, -25), 120);
    const back = sum(echo, delayed(words, 2000));
    const heard = line(ours, back);
    const at = heard.indexOf(back.subarray(2100 * 16, 2110 * 16));
    expect(at).toBeGreaterThan(0);
    // the soft beginning of the word as well, and all of the rest
    const from = at - 100 * 16;
    expect(heard.subarray(from, from + 600 * 16).equals(back.subarray(2000 * 16, 2600 * 16))).toBe(true);
  });

  it('costs no time in the end: what came in front is left out of the echo behind', () => {
    const back = sum(delayed(softer(ours, -25), 120), delayed(voice(600, 0.3, 5), 1000));
    expect(line(ours, back).length).toBe(back.length);
  });

  it('who answers softly right behind our last word is heard from the beginning', () => {
    const question = voice(1000, 0.5, 1);
    const answer = voice(900, 0.03, 6);
    const heard = line(question, delayed(answer, 1400));
    const at = heard.indexOf(answer.subarray(100 * 16, 110 * 16));
    expect(at).toBeGreaterThan(0);
    expect(heard.subarray(at - 80 * 16, at).equals(answer.subarray(20 * 16, 100 * 16))).toBe(true);
  });
});
