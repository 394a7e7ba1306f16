import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createRecorder, type RecordingFile } from './recorder.ts';

/** A recorder on a clock of its own, into memory. 8 kHz: 16 bytes of one side are a millisecond. */
function lab(file: Partial<RecordingFile> = {}) {
  let at = 0;
  let tick: (() => void) | null = null;
  let disk = Buffer.alloc(0);
  const errors: string[] = [];
  const recorder = createRecorder({
    ...{ directory: '/nowhere', key: 'c1-1.wav', sampleRateHz: 8000, now: () => at },
    ticker: {
      add(onTick) {
        tick = onTick;
      },
      remove() {
        tick = null;
      },
    },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => void errors.push(message) },
    openFile: async () => ({
      async write(bytes, position) {
        const size = Math.max(disk.length, position + bytes.length);
        disk = Buffer.concat([disk, Buffer.alloc(size - disk.length)]);
        bytes.copy(disk, position);
      },
      close: async () => undefined,
      ...file,
    }),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    recorder,
    errors,
    disk: () => disk,
    ticking: () => tick !== null,
    async pass(toMs: number) {
      at = toMs;
      tick?.();
      await settle();
      await settle();
    },
    /** the side's sample at a moment, from the file */
    sample: (side: 'caller' | 'agent', ms: number) =>
      disk.readInt16LE(44 + ms * 8 * 4 + (side === 'caller' ? 0 : 2)),
  };
}
const frame = (ms: number, value: number) => {
  const pcm = Buffer.alloc(ms * 16);
  for (let i = 0; i < pcm.length; i += 2) pcm.writeInt16LE(value, i);
  return pcm;
};

describe('the recording', () => {
  it('holds the caller left and the agent right, each at its time', async () => {
    const { recorder, pass, sample, disk } = lab();
    await pass(20);
    recorder.caller(frame(20, 7));
    recorder.agent(frame(100, 9), 60);
    await pass(1000);
    expect(await recorder.stop()).toEqual({ key: 'c1-1.wav', durationMs: 1000, channels: 2 });
    expect([sample('caller', 10), sample('caller', 25)]).toEqual([7, 0]);
    expect([sample('agent', 50), sample('agent', 70), sample('agent', 155), sample('agent', 165)]).toEqual([
      0, 9, 9, 0,
    ]);
    expect([disk().toString('latin1', 0, 4), disk().readUInt16LE(22), disk().readUInt32LE(24)]).toEqual([
      'RIFF',
      2,
      8000,
    ]);
    expect(disk().readUInt32LE(40)).toBe(disk().length - 44);
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

  it('is on the disk about a second later, with a header that fits', async () => {
    const { recorder, pass, disk } = lab();
    for (let at = 20; at <= 3000; at += 20) {
      await pass(at);
      recorder.caller(frame(20, 5));
    }
    expect(disk().length).toBeGreaterThan(44 + 1500 * 32);
    expect(disk().readUInt32LE(40)).toBe(disk().length - 44);
    await recorder.stop();
  });

  it.each([
    { rule: 'a full disk', file: { write: () => Promise.reject(new Error('ENOSPC')) } },
    { rule: 'a disk that hangs', file: { write: () => new Promise<void>(() => undefined) } },
  ])('stops for $rule, says so once, and bothers nobody', async ({ file }) => {
    const { recorder, pass, errors, ticking } = lab(file);
    for (let at = 1000; at <= 20_000; at += 1000) {
      recorder.caller(frame(20, 5));
      recorder.agent(frame(20, 5), at);
      await pass(at);
    }
    expect(errors).toEqual(['recording stopped, the call goes on']);
    expect(ticking()).toBe(false);
  });

  it('stops on a real device without space', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'holdfast-full-'));
    symlinkSync('/dev/full', join(directory, 'c1-1.wav'));
    let at = 0;
    let tick = () => {};
    const told = Promise.withResolvers<unknown>();
    const recorder = createRecorder({
      ...{ directory, key: 'c1-1.wav', sampleRateHz: 8000, now: () => at },
      ticker: {
        add(onTick) {
          tick = onTick;
        },
        remove() {},
      },
      log: {
        ...{ debug: () => {}, info: () => {}, warn: () => {} },
        error: (_message, details) => told.resolve(details?.error),
      },
    });
    for (; at <= 3000; at += 20) {
      recorder.caller(frame(20, 5));
      tick();
    }
    expect(await told.promise).toMatchObject({ code: 'ENOSPC' });
    expect(await recorder.stop()).toBeNull();
    rmSync(directory, { recursive: true });
  });
});
