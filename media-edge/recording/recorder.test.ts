import { describe, expect, it } from '@jest/globals';
import { createRecorder } from './recorder.ts';

/** A recorder on a clock of its own, into memory. 8 kHz: 16 bytes of one side are a millisecond. */
function lab() {
  let at = 0;
  let tick: (() => void) | null = null;
  let disk = Buffer.alloc(0);
  /** what would be on the disk of a process that is killed now */
  let settledMs = 0;
  const recorder = createRecorder({
    ...{ sampleRateHz: 8000, now: () => at },
    ticker: {
      add(onTick) {
        tick = onTick;
      },
      remove() {
        tick = null;
      },
    },
    files: {
      write(pcm, from, settled) {
        const size = Math.max(disk.length, from * 4 + pcm.length);
        disk = Buffer.concat([disk, Buffer.alloc(size - disk.length)]);
        pcm.copy(disk, from * 4);
        settledMs = settled / 8;
      },
      close: async () => ({ prefix: 'c1/1', segments: disk.length === 0 ? 0 : 1 }),
      async discard() {
        disk = Buffer.alloc(0);
      },
    },
  });
  return {
    recorder,
    writtenMs: () => disk.length / 32,
    settledMs: () => settledMs,
    ticking: () => tick !== null,
    async pass(toMs: number) {
      // the ticker of the process
      for (; at < toMs; at = Math.min(toMs, at + 80)) tick?.();
      tick?.();
    },
    /** the side's sample at a moment, from the file */
    sample: (side: 'caller' | 'agent', ms: number) =>
      disk.readInt16LE(ms * 8 * 4 + (side === 'caller' ? 0 : 2)),
  };
}
const frame = (ms: number, value: number) => {
  const pcm = Buffer.alloc(ms * 16);
  for (let i = 0; i < pcm.length; i += 2) pcm.writeInt16LE(value, i);
  return pcm;
};

describe('the recording', () => {
  it('holds the caller left and the agent right, each at its time', async () => {
    const { recorder, pass, sample } = lab();
    await pass(20);
    recorder.caller(frame(20, 7));
    recorder.agent(frame(100, 9), 60);
    await pass(1000);
    expect(await recorder.stop()).toEqual({ key: 'c1/1', durationMs: 1000, channels: 2, segments: 1 });
    expect([sample('caller', 10), sample('caller', 25)]).toEqual([7, 0]);
    expect([sample('agent', 50), sample('agent', 70), sample('agent', 155), sample('agent', 165)]).toEqual([
      0, 9, 9, 0,
    ]);
  });

  it('leaves out what was taken back from the switch', async () => {
    const { recorder, pass, sample } = lab();
    recorder.agent(frame(400, 9), 0);
    await pass(150);
    recorder.agentCleared(150);
    await pass(1000);
    await recorder.stop();
    expect([sample('agent', 140), sample('agent', 160)]).toEqual([9, 0]);
  });

  it('keeps frames that come in a bunch behind each other, and gaps as silence', async () => {
    const { recorder, pass, sample } = lab();
    await pass(60);
    for (const value of [1, 2, 3]) recorder.caller(frame(20, value));
    await pass(1000);
    recorder.caller(frame(20, 4));
    await recorder.stop();
    expect([5, 25, 45, 500, 990].map((ms) => sample('caller', ms))).toEqual([1, 2, 3, 0, 4]);
  });

  it('puts a burst behind a stall where it was said, and what follows it on time', async () => {
    const { recorder, pass, sample } = lab();
    const say = (value: number) => recorder.caller(frame(20, value));
    for (let at = 20; at <= 400; at += 20) {
      await pass(at);
      say(1);
    }
    // nothing comes for 400 ms, then all of it at once
    await pass(800);
    for (let from = 400; from < 800; from += 20) say(2);
    for (let at = 820; at <= 2000; at += 20) {
      await pass(at);
      say(3);
    }
    await recorder.stop();
    expect([390, 410, 600, 790, 810, 1990].map((ms) => sample('caller', ms))).toEqual([1, 2, 2, 2, 3, 3]);
  });

  it('after a real gap the caller stays where it is heard', async () => {
    const { recorder, pass, sample } = lab();
    for (const start of [20, 1020])
      for (let at = start; at < start + 400; at += 20) {
        await pass(at);
        recorder.caller(frame(20, start));
      }
    await pass(2500);
    await recorder.stop();
    expect([390, 600, 990, 1010, 1390, 1410].map((ms) => sample('caller', ms))).toEqual([
      20, 0, 0, 1020, 1020, 0,
    ]);
  });

  it.each([1000, 1700, 2500, 3333, 5000, 9990])(
    'of a process that is killed after %d ms all but the last second is on the disk',
    async (killedAtMs) => {
      const { recorder, pass, writtenMs, sample } = lab();
      for (let at = 20; at <= killedAtMs; at += 20) {
        await pass(at);
        recorder.caller(frame(20, 5));
      }
      expect(writtenMs()).toBeGreaterThan(killedAtMs - 1000);
      expect(writtenMs()).toBeLessThanOrEqual(killedAtMs);
      expect(sample('caller', writtenMs() - 25)).toBe(5);
    },
  );

  it('writes over what was taken back after it was on the disk', async () => {
    const { recorder, pass, sample, settledMs } = lab();
    recorder.agent(frame(1500, 9), 0);
    await pass(960);
    expect([sample('agent', 870), settledMs() < 300]).toEqual([9, true]);
    recorder.agentCleared(840);
    await pass(2000);
    expect([sample('agent', 830), sample('agent', 870), sample('agent', 1400)]).toEqual([9, 0, 0]);
  });

  it('ends a process that stood still for a minute with silence, not with a minute of memory', async () => {
    const { recorder, pass, writtenMs, ticking } = lab();
    await pass(100);
    recorder.caller(frame(20, 5));
    await pass(60_000);
    await recorder.stop();
    expect(writtenMs()).toBeLessThanOrEqual(60_000);
    expect(ticking()).toBe(false);
    expect(await recorder.stop()).toBeNull();
  });

  it('is gone when it is discarded, and nothing more is recorded', async () => {
    const { recorder, pass, writtenMs, ticking } = lab();
    recorder.caller(frame(20, 5));
    await pass(1000);
    recorder.discard();
    recorder.caller(frame(20, 5));
    await pass(3000);
    expect([await recorder.stop(), writtenMs(), ticking()]).toEqual([null, 0, false]);
  });

  it('takes frames at any offset of a buffer, odd ones, too', async () => {
    const { recorder, pass, sample } = lab();
    await pass(20);
    const odd = Buffer.concat([Buffer.alloc(1), frame(20, 300)]).subarray(1);
    recorder.caller(odd);
    recorder.agent(odd, 0);
    await pass(1000);
    await recorder.stop();
    expect([sample('caller', 10), sample('agent', 10)]).toEqual([300, 300]);
  });
});

describe('a question that must not be recorded', () => {
  const talk = async (lab_: ReturnType<typeof lab>, fromMs: number, toMs: number) => {
    for (let at = fromMs + 20; at <= toMs; at += 20) {
      await lab_.pass(at);
      lab_.recorder.caller(frame(20, 7));
      lab_.recorder.agent(frame(20, 9), at);
    }
  };
  const both = (lab_: ReturnType<typeof lab>, ms: number) => [
    lab_.sample('caller', ms),
    lab_.sample('agent', ms),
  ];
  const HEARD = [7, 9];
  const SILENT = [0, 0];

  it('is silence on both sides, from its first word to half a second behind its answer', async () => {
    const it_ = lab();
    await talk(it_, 0, 1000);
    it_.recorder.mayHear(false);
    await talk(it_, 1000, 4000);
    it_.recorder.mayHear(true);
    await talk(it_, 4000, 6000);
    await it_.recorder.stop();
    expect([940, 1030, 2500, 3980, 4480, 4530, 5900].map((ms) => both(it_, ms))).toEqual([
      ...[HEARD, SILENT, SILENT, SILENT, SILENT, HEARD, HEARD],
    ]);
  });

  it('is never on the disk, not even until it is written over', async () => {
    const it_ = lab();
    await talk(it_, 0, 1000);
    it_.recorder.mayHear(false);
    for (let at = 1000; at < 4000; at += 200) {
      await talk(it_, at, at + 200);
      for (let ms = 1030; ms < it_.writtenMs(); ms += 50) expect(both(it_, ms)).toEqual(SILENT);
    }
  });

  it('the agent’s words that are on their way when it begins, or put on again after a barge-in, are not in it', async () => {
    const it_ = lab();
    await talk(it_, 0, 1000);
    it_.recorder.agent(frame(500, 9), 1000);
    it_.recorder.mayHear(false);
    it_.recorder.agentCleared(1200);
    it_.recorder.agent(frame(500, 9), 1400);
    await talk(it_, 1000, 2500);
    await it_.recorder.stop();
    expect([1030, 1300, 1600, 2400].map((ms) => both(it_, ms))).toEqual([SILENT, SILENT, SILENT, SILENT]);
  });

  it('what the caller said in it and comes late stays silent', async () => {
    const it_ = lab();
    await talk(it_, 0, 1000);
    it_.recorder.mayHear(false);
    // nothing comes for a second, the question is over, then all of it at once
    await it_.pass(2000);
    it_.recorder.mayHear(true);
    for (let i = 0; i < 50; i++) it_.recorder.caller(frame(20, 7));
    await talk(it_, 2000, 3500);
    await it_.recorder.stop();
    for (let ms = 1030; ms < 2490; ms += 20) expect(it_.sample('caller', ms)).toBe(0);
    expect(both(it_, 3400)).toEqual(HEARD);
  });

  it('a second one begins before the first has faded', async () => {
    const it_ = lab();
    it_.recorder.mayHear(false);
    await talk(it_, 0, 1000);
    it_.recorder.mayHear(true);
    await talk(it_, 1000, 1200);
    it_.recorder.mayHear(false);
    it_.recorder.mayHear(false);
    await talk(it_, 1200, 3000);
    it_.recorder.mayHear(true);
    it_.recorder.mayHear(true);
    await talk(it_, 3000, 5000);
    await it_.recorder.stop();
    for (let ms = 5; ms < 3480; ms += 20) expect(both(it_, ms)).toEqual(SILENT);
    expect(both(it_, 3600)).toEqual(HEARD);
  });
});
