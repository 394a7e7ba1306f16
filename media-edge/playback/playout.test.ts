import { describe, expect, it } from '@jest/globals';
import type { MediaTransport } from '../transports/media-transport.ts';
import { createPlayout } from './playout.ts';
import { createGrowingAudio, type SpokenAudio, wholeAudio } from './spoken-audio.ts';

/** 8 kHz: 16 bytes are a millisecond. */
const ms = (count: number, fill = 1) => Buffer.alloc(count * 16, fill);

function lab(audios: Record<string, SpokenAudio>) {
  let at = 0;
  let tick: (() => void) | null = null;
  const sent: Buffer[] = [];
  const log: string[] = [];
  const opened: string[] = [];
  const leg = {
    sampleRateHz: 8000,
    blockBytes: 1280,
    send: (pcm: Buffer) => void sent.push(Buffer.from(pcm)),
    clear: () => void log.push(`clear at ${at}`),
  } as unknown as MediaTransport;
  const playout = createPlayout({
    leg,
    now: () => at,
    ticker: {
      add(onTick) {
        tick = onTick;
      },
      remove() {
        tick = null;
      },
    },
    voice(text) {
      opened.push(text);
      return audios[text] ?? wholeAudio(ms(0), 'memory');
    },
    listener: {
      started: (piece) => void log.push(`started ${piece.text}`),
      drained: () => void log.push(`drained at ${at}`),
      sent: () => undefined,
      cleared: () => undefined,
      underrun: () => void log.push('underrun'),
    },
  });
  return {
    playout,
    log,
    opened,
    say: (text: string, turnId = 't1') => playout.add({ turnId, text, language: 'en', filler: false }),
    sentMs: () => sent.reduce((sum, pcm) => sum + pcm.length, 0) / 16,
    sent: () => Buffer.concat(sent),
    /** lets time pass in ticks of 80 ms */
    pass(forMs: number) {
      for (const end = at + forMs; at < end; ) {
        at = Math.min(end, at + 80);
        tick?.();
      }
    },
  };
}

describe('paced playback', () => {
  it('sends half a second at once and then keeps that lead', () => {
    const { say, sentMs, pass } = lab({ long: wholeAudio(ms(5000), 'memory') });
    say('long');
    expect(sentMs()).toBe(480);
    pass(1000);
    expect(sentMs() - 1000).toBeGreaterThanOrEqual(300);
    expect(sentMs() - 1000).toBeLessThanOrEqual(500);
  });

  it('pads the end to a whole block with silence', () => {
    const { playout, say, sent } = lab({ short: wholeAudio(ms(100), 'memory') });
    say('short');
    playout.finish();
    expect(sent()).toEqual(Buffer.concat([ms(100), ms(60, 0)]));
  });

  it('joins pieces without a gap', () => {
    const { playout, say, sent } = lab({
      a: wholeAudio(ms(100), 'memory'),
      b: wholeAudio(ms(140, 2), 'memory'),
    });
    say('a');
    say('b');
    playout.finish();
    expect(sent().subarray(0, 240 * 16)).toEqual(Buffer.concat([ms(100), ms(140, 2)]));
  });

  it('has the next piece made while this one plays, and no more', () => {
    const { say, opened } = lab({ a: wholeAudio(ms(5000), 'memory') });
    for (const text of ['a', 'b', 'c', 'd']) say(text);
    expect(opened).toEqual(['a', 'b']);
  });

  it('sends audio as it is made', () => {
    const audio = createGrowingAudio();
    const { say, sentMs } = lab({ live: audio });
    say('live');
    audio.append(ms(50));
    expect(sentMs()).toBe(0);
    audio.append(ms(50));
    expect(sentMs()).toBe(80);
  });

  it('says when the switch ran dry inside a piece', () => {
    const audio = createGrowingAudio();
    const { say, pass, log } = lab({ live: audio });
    say('live');
    audio.append(ms(200));
    pass(400);
    audio.append(ms(200));
    expect(log).toContain('underrun');
  });

  it('is drained when the last sample was played, not when it was sent', () => {
    const { playout, say, pass, log } = lab({ a: wholeAudio(ms(400), 'memory') });
    say('a');
    playout.finish();
    pass(320);
    expect(log).toEqual(['started a']);
    pass(160);
    expect(log).toEqual(['started a', 'drained at 400']);
  });

  it('passes by a piece that could not be made', () => {
    const audio = createGrowingAudio();
    const { playout, say, pass, log } = lab({ bad: audio, good: wholeAudio(ms(80), 'memory') });
    say('bad');
    say('good');
    playout.finish();
    audio.fail();
    pass(400);
    expect(log[0]).toBe('started good');
    expect(log.at(-1)).toMatch(/^drained/);
  });
});

describe('stopping', () => {
  it('knows what was heard on the playout clock, not what was sent', () => {
    const { playout, say, pass } = lab({ 'one two three four': wholeAudio(ms(1000), 'memory') });
    say('one two three four');
    pass(500);
    playout.stop();
    expect(playout.heard('t1')).toEqual({ text: 'one two', complete: false });
  });

  it('clears the switch only when it holds something', () => {
    const { playout, say, pass, log } = lab({ a: wholeAudio(ms(80), 'memory') });
    say('a');
    playout.finish();
    pass(400);
    playout.stop();
    expect(log.filter((line) => line.startsWith('clear'))).toEqual([]);
  });

  it('goes on at the very sample where it paused', () => {
    const pcm = Buffer.alloc(16_000);
    for (let i = 0; i < 8000; i++) pcm.writeInt16LE(i, i * 2);
    const { playout, say, pass, sent, log } = lab({ a: wholeAudio(pcm, 'memory') });
    say('a');
    pass(160);
    const before = sent().length;
    playout.pause();
    pass(800);
    expect(sent().length).toBe(before);
    expect(log).toContain('clear at 160');
    playout.resume();
    expect(sent().readInt16LE(before)).toBe(160 * 8);
  });

  it('starts from the beginning when it was paused before the first sample', () => {
    const { playout, say, pass, sentMs } = lab({ a: wholeAudio(ms(400), 'memory') });
    playout.pause();
    say('a');
    pass(400);
    expect(sentMs()).toBe(0);
    playout.resume();
    expect(sentMs()).toBe(400);
  });

  it('counts what was heard before and after a pause once', () => {
    const { playout, say, pass } = lab({ 'one two three four': wholeAudio(ms(1000), 'memory') });
    say('one two three four');
    pass(240);
    playout.pause();
    pass(400);
    playout.resume();
    pass(240);
    playout.stop();
    expect(playout.heard('t1')?.text).toBe('one two');
  });

  it('forgets the turns before the one that is asked for', () => {
    const { playout, say, pass } = lab({ a: wholeAudio(ms(80), 'memory'), b: wholeAudio(ms(80), 'memory') });
    say('a', 't1');
    say('b', 't2');
    playout.finish();
    pass(400);
    playout.forgetBefore('t2');
    expect(playout.heard('t1')).toBeNull();
    expect(playout.heard('t2')).toEqual({ text: 'b', complete: true });
  });
});
