import { describe, expect, it } from '@jest/globals';
import { createPlayout } from './playout.ts';

const SAMPLES_PER_MS = 8;
const audio = (ms: number, value = 1_000, perMs = SAMPLES_PER_MS) =>
  new Uint8Array(new Int16Array(ms * perMs).fill(value).buffer);
const playout = (rateHz = 8_000) => createPlayout({ rateHz, codecRateHz: 8_000 });
type Playout = ReturnType<typeof playout>;

/** ticks until nothing is played; answers the length of what was heard, ms, and the marks with the tick they came in */
function drain(line: Playout, limit = 500) {
  const marks: string[] = [];
  let heardMs = 0;
  for (let tick = 0; tick < limit; tick++) {
    const { frame, marks: due } = line.tick();
    marks.push(...due.map(({ name, event }) => `${name} ${event} at ${tick * 20}`));
    heardMs += (frame?.filter((sample) => sample !== 0).length ?? 0) / SAMPLES_PER_MS;
  }
  return { heardMs, marks };
}

describe('the module plays', () => {
  it.each([
    { name: 'nothing before 160 ms have come', sent: [80, 60], heardMs: 0 },
    { name: 'from 160 ms on', sent: [80, 80], heardMs: 160 },
    { name: 'then in blocks of 80 ms', sent: [160, 79], heardMs: 160 },
    { name: 'what fills a block', sent: [160, 79, 1], heardMs: 240 },
    { name: 'a large message whole', sent: [3_333], heardMs: 3_333 },
    { name: 'an utterance that ends off a block without its tail', sent: [160, 80, 50], heardMs: 240 },
  ])('$name', ({ sent, heardMs }) => {
    const line = playout();
    for (const ms of sent) line.receive(audio(ms));
    expect(drain(line).heardMs).toBe(heardMs);
  });

  it('the held tail before the next utterance', () => {
    const line = playout();
    line.receive(audio(160 + 50, 1_000));
    line.receive(audio(20, 1_000));
    line.receive(audio(60, 2_000));
    const frames = Array.from({ length: 20 }, () => line.tick().frame).filter((frame) => frame !== null);
    expect(drain(line).heardMs).toBe(0);
    expect(frames.flatMap((frame) => [...frame]).filter((sample) => sample === 2_000)).toHaveLength(60 * 8);
  });

  it('an odd byte with the next message', () => {
    const line = playout();
    const bytes = audio(160, 0x0102);
    line.receive(bytes.subarray(0, 3));
    line.receive(bytes.subarray(3));
    expect(line.tick().frame?.[0]).toBe(0x0102);
  });

  it('twice the prebuffer at twice the rate', () => {
    const line = playout(16_000);
    line.receive(audio(159, 1_000, 16));
    expect(line.queuedMs()).toBe(0);
    line.receive(audio(1, 1_000, 16));
    expect(line.queuedMs()).toBe(160);
  });
});

describe('killAudio', () => {
  it('silences within one tick and answers marks as cleared', () => {
    const line = playout();
    line.receive(audio(3_000));
    line.mark('a');
    line.kill();
    expect(line.tick()).toEqual({ frame: null, marks: [{ name: 'a', event: 'cleared' }] });
    expect(drain(line).heardMs).toBe(0);
  });
  it('leaves what lies in the prebuffer', () => {
    const line = playout();
    line.receive(audio(160));
    line.receive(audio(40));
    line.kill();
    line.tick();
    line.receive(audio(40));
    expect(drain(line).heardMs).toBe(80);
  });
});

describe('a mark', () => {
  it.each([
    {
      name: 'comes when the audio before it was played',
      value: 1_000,
      rateHz: 8_000,
      marks: ['m playout at 320'],
    },
    { name: 'comes early where a real sample is -1', value: -1, rateHz: 8_000, marks: ['m playout at 0'] },
    { name: 'never comes on a resampled stream', value: 1_000, rateHz: 16_000, marks: [] },
  ])('$name', ({ value, rateHz, marks }) => {
    const line = playout(rateHz);
    line.receive(audio(320, value, rateHz / 1_000));
    line.mark('m');
    expect(drain(line).marks).toEqual(marks);
  });
  it('without audio comes at once, one per 20 ms', () => {
    const line = playout();
    line.mark('a');
    line.mark('b');
    expect(drain(line).marks).toEqual(['a playout at 0', 'b playout at 20']);
  });
  it('beyond thirty is dropped', () => {
    const line = playout();
    for (let count = 0; count < 40; count++) line.mark(`m${count}`);
    expect(drain(line).marks).toHaveLength(30);
  });
  it('that was forgotten is not answered', () => {
    const line = playout();
    line.mark('a');
    line.clearMarks();
    expect(drain(line).marks).toEqual([]);
  });
});
