import { describe, expect, it } from '@jest/globals';
import { createJitterBuffer, type MediaPacket } from './jitter-buffer.ts';

const RATE_HZ = 8000;
const FRAME = 160;

/** Frame `n` of a caller: all its samples are `n`, so that every sample of the output says where it comes from. */
const frame = (
  n: number,
  { first = 65_530, ssrc = 7, clock = 4_294_966_000, jump = 0 } = {},
): MediaPacket => {
  const pcm = Buffer.alloc(FRAME * 2);
  for (let i = 0; i < FRAME; i++) pcm.writeInt16LE(n, i * 2);
  return {
    ssrc,
    sequence: (first + n) & 0xffff,
    timestamp: (clock + n * FRAME + jump) >>> 0,
    pcm,
  };
};
/** What came out, as runs: `1 2 _160 4` is frames 1 and 2, 160 samples of silence, frame 4. */
const runs = (out: readonly Buffer[]): string => {
  const found: { value: number; samples: number }[] = [];
  const pcm = Buffer.concat(out);
  for (let at = 0; at < pcm.length; at += 2) {
    const value = pcm.readInt16LE(at);
    const last = found.at(-1);
    if (last?.value === value) last.samples++;
    else found.push({ value, samples: 1 });
  }
  return found
    .map(({ value, samples }) =>
      value === 0 ? `_${samples}` : `${value}${samples === FRAME ? '' : `*${samples}`}`,
    )
    .join(' ');
};

type Step = MediaPacket | { waitMs: number };
/** Plays packets 20 ms apart unless told otherwise, with a tick every 10 ms. */
function play(steps: readonly Step[], spacingMs = 20): string {
  const buffer = createJitterBuffer(RATE_HZ);
  const out: Buffer[] = [];
  let now = 1000;
  const wait = (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now += 10;
      out.push(...buffer.tick(now));
    }
  };
  for (const step of steps) {
    if ('waitMs' in step) wait(step.waitMs);
    else {
      out.push(...buffer.put(step, now));
      wait(spacingMs);
    }
  }
  return runs(out);
}

describe('packets come out in the order in which they were spoken', () => {
  it.each([
    ['in order, over the end of both counters', [1, 2, 3, 4, 5, 6, 7, 8, 9], '1 2 3 4 5 6 7 8 9'],
    ['two swapped', [1, 3, 2, 4], '1 2 3 4'],
    ['three turned round', [1, 4, 3, 2, 5], '1 2 3 4 5'],
    ['every one twice', [1, 1, 2, 2, 3, 3], '1 2 3'],
    ['twice while it waits for another', [1, 3, 3, 2, 4], '1 2 3 4'],
    ['one lost', [1, 2, 4, 5, 6, 7], '1 2 _160 4 5 6 7'],
    ['three lost', [1, 5, 6, 7, 8, 9], '1 _480 5 6 7 8 9'],
    ['one that comes when it was given up', [1, 3, 4, 5, 6, 2, 7], '1 _160 3 4 5 6 7'],
    ['the first ones never came', [5, 6, 7], '5 6 7'],
  ])('%s', (_what, order, expected) => {
    expect(play(order.map((n) => frame(n)))).toBe(expected);
  });

  it('one that overtook another does not wait longer than three frames', () => {
    const buffer = createJitterBuffer(RATE_HZ);
    buffer.put(frame(1), 0);
    expect(buffer.put(frame(3), 20)).toEqual([]);
    expect(runs(buffer.tick(79))).toBe('');
    expect(runs(buffer.tick(80))).toBe('_160 3');
  });

  it('a burst behind a stall passes at once and whole', () => {
    expect(play([frame(1), { waitMs: 80 }, frame(2), frame(3), frame(4)], 0)).toBe('1 2 3 4');
  });

  it('a burst of packets whose first is lost is not held without a bound', () => {
    const buffer = createJitterBuffer(RATE_HZ);
    const out = buffer.put(frame(1), 0);
    for (let n = 3; n < 60; n++) out.push(...buffer.put(frame(n), 1));
    expect(runs(out).startsWith('1 _160 3 4 5')).toBe(true);
    expect(runs(out).endsWith('58 59')).toBe(true);
  });
});

describe('time passes for the recogniser', () => {
  it('when nothing comes, by silence of that length', () => {
    expect(play([frame(1), { waitMs: 480 }])).toBe('1 _4000');
  });

  it('a sender that was quiet on purpose: its silence is said once', () => {
    // 200 ms between both, by its clock and by ours
    expect(
      play([frame(1), { waitMs: 180 }, frame(2, { jump: 8 * FRAME }), frame(3, { jump: 8 * FRAME })]),
    ).toBe('1 _1600 2 3');
  });

  it('packets that were lost in the meantime are not said once more', () => {
    expect(play([frame(1), { waitMs: 180 }, frame(11), frame(12), frame(13), frame(14)])).toBe(
      '1 _1600 11 12 13 14',
    );
  });

  it('before the first packet nothing is said', () => {
    expect(play([{ waitMs: 500 }])).toBe('');
  });
});

describe('a stream that begins anew', () => {
  it.each([
    ['another source', frame(100, { ssrc: 8 })],
    ['sequence numbers far ahead', frame(2, { first: 20_000 })],
    ['a clock that has jumped by a minute', frame(2, { jump: 60 * RATE_HZ })],
    ['a clock that went back', frame(2, { jump: -60 * RATE_HZ })],
  ])('%s is heard without a gap', (_what, packet) => {
    expect(play([frame(1), packet])).toBe(`1 ${packet.pcm.readInt16LE(0)}`);
  });
});
