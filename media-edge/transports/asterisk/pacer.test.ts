import { describe, expect, it } from '@jest/globals';
import { createPacer } from './pacer.ts';

function lab() {
  let at = 0;
  let tick: (() => void) | null = null;
  const sent: { at: number; bytes: Buffer }[] = [];
  const pacer = createPacer({
    frameBytes: 4,
    frameMs: 20,
    now: () => at,
    ticker: {
      add(onTick) {
        tick = onTick;
      },
      remove() {
        tick = null;
      },
    },
    emit: (bytes) => void sent.push({ at, bytes: Buffer.from(bytes) }),
  });
  return {
    pacer,
    sent,
    times: () => sent.map((frame) => frame.at),
    running: () => tick !== null,
    pass(toMs: number, everyMs = 10) {
      while (at < toMs) {
        at = Math.min(toMs, at + everyMs);
        tick?.();
      }
    },
  };
}
const bytes = (count: number) => Buffer.from(Uint8Array.from({ length: count }, (_, i) => i));

describe('pacing', () => {
  it('one frame every 20 ms, the first at once', () => {
    const { pacer, times, pass } = lab();
    pacer.put(bytes(16));
    pass(200);
    expect(times()).toEqual([0, 20, 40, 60]);
  });

  it('every byte in its order, whatever the pieces', () => {
    const { pacer, sent, pass } = lab();
    const whole = bytes(40);
    for (const [from, to] of [
      [0, 5],
      [5, 6],
      [6, 21],
      [21, 40],
    ] as const)
      pacer.put(whole.subarray(from, to));
    pass(400);
    expect(Buffer.concat(sent.map((frame) => frame.bytes))).toEqual(whole);
    expect(sent.every((frame) => frame.bytes.length === 4)).toBe(true);
  });

  it('what is put in while the last frame sounds waits for its end', () => {
    const { pacer, times, pass } = lab();
    pacer.put(bytes(4));
    pass(5, 5);
    pacer.put(bytes(4));
    pass(100);
    expect(times()).toEqual([0, 25]);
  });

  it('behind a pause it begins at once, and no timer runs meanwhile', () => {
    const { pacer, times, pass, running } = lab();
    pacer.put(bytes(4));
    pass(500);
    expect(running()).toBe(false);
    pacer.put(bytes(4));
    expect(times()).toEqual([0, 500]);
  });

  it('after a stall three frames go at once, the rest keeps its distance', () => {
    const { pacer, times, pass } = lab();
    pacer.put(bytes(40));
    pass(200, 200);
    pass(320, 10);
    expect(times()).toEqual([0, 200, 200, 200, 220, 240, 260, 280, 300, 320]);
  });

  it('cleared, it is silent at once, and says what waits', () => {
    const { pacer, times, pass } = lab();
    pacer.put(bytes(40));
    pass(30);
    expect(pacer.waiting).toBe(32);
    pacer.clear();
    pass(200);
    expect([pacer.waiting, times().length]).toEqual([0, 2]);
  });
});
