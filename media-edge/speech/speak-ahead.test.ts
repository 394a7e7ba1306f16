import { describe, expect, it } from '@jest/globals';
import { type EdgeLab, startEdgeLab, until } from '../lab/edge-lab.ts';
import { startFakeSpeech } from '../lab/fake-speech.ts';
import { phrasesToSpeakAhead } from '../opening/call-phrases.ts';
import { createSpeakAhead } from './speak-ahead.ts';
import type { Voice } from './voice.ts';

const TOLD_LATER = 'fixed phrases cannot be spoken ahead yet, trying on';
const TOLD_AGAIN = 'fixed phrases are spoken ahead again';

/** A voice that fails as the test says, with pauses that take no time; `paused` are their lengths without the jitter. */
function lab(speak: (text: string) => Promise<void>) {
  const tried: string[] = [];
  const told: string[] = [];
  const paused: number[] = [];
  const note = (level: string) => (message: string) => void told.push(`${level} ${message}`);
  const voice: Pick<Voice, 'ahead' | 'busy'> = {
    busy: 0,
    ahead(text) {
      tried.push(text);
      return speak(text);
    },
  };
  const ahead = createSpeakAhead(voice, {
    log: { debug: note('DEBUG'), info: note('INFO'), warn: note('WARNING'), error: note('ERROR') },
    pause: async (ms) => {
      paused.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const phrases = (...texts: string[]) => texts.map((text) => ({ text, language: 'en' as const }));
  return { ahead, tried, told, paused, phrases };
}

describe('fixed phrases', () => {
  it('that failed are spoken when the voice is there, and nobody is told more than twice', async () => {
    let isThere = false;
    const { ahead, tried, told, paused, phrases } = lab(async () => {
      if (!isThere) throw new Error('connect ECONNREFUSED');
    });
    ahead.speak(phrases('a', 'b', 'c'));
    await until(() => tried.length >= 10);
    isThere = true;
    const since = tried.length;
    await until(() => ahead.waiting === 0 && told.length > 1);
    expect(new Set(tried.slice(since))).toEqual(new Set(['a', 'b', 'c']));
    expect(told).toEqual([`WARNING ${TOLD_LATER}`, `INFO ${TOLD_AGAIN}`]);
    expect(paused.slice(0, 9)).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('one that cannot be spoken at all holds up no other, and is told once', async () => {
    const { ahead, tried, told, phrases } = lab(async (text) => {
      if (text === 'bad') throw new Error('no voice for it');
    });
    ahead.speak(phrases('bad', 'a', 'b'));
    await until(() => tried.filter((text) => text === 'bad').length > 5);
    expect(tried.slice(0, 4)).toEqual(['bad', 'a', 'b', 'bad']);
    expect(tried.filter((text) => text !== 'bad')).toEqual(['a', 'b']);
    expect(told).toEqual([`WARNING ${TOLD_LATER}`]);
    ahead.stop();
  });

  it('of a scenario that is published meanwhile replace those that failed', async () => {
    const { ahead, tried, phrases } = lab(async (text) => {
      if (text.startsWith('old')) throw new Error('connect ECONNREFUSED');
    });
    ahead.speak(phrases('old 1', 'old 2'));
    await until(() => tried.length > 3);
    ahead.speak(phrases('new'));
    await until(() => tried.includes('new'));
    const since = tried.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([tried.length, ahead.waiting]).toEqual([since, 0]);
  });

  it('wait for a pause no longer than until a stop', async () => {
    const { ahead, tried, phrases } = lab(() => Promise.reject(new Error('connect ECONNREFUSED')));
    ahead.speak(phrases('a'));
    await until(() => tried.length > 2);
    ahead.stop();
    const since = tried.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tried.length - since).toBeLessThanOrEqual(1);
  });

  it('are all spoken by an edge that is older than its speech worker', async () => {
    const absent = await startFakeSpeech();
    await absent.stop();
    const told: string[] = [];
    const note = (level: string) => (message: string) => void told.push(`${level} ${message}`);
    const edge: EdgeLab = await startEdgeLab({
      speechUrls: [absent.url],
      log: { debug: note('DEBUG'), info: note('INFO'), warn: note('WARNING'), error: note('ERROR') },
    });
    edge.edge.snapshotChanged(edge.snapshot);
    await until(() => told.includes(`WARNING ${TOLD_LATER}`));
    const worker = await startFakeSpeech(Number(new URL(absent.url).port));
    try {
      await until(() => told.includes(`INFO ${TOLD_AGAIN}`));
      const wanted = new Set(phrasesToSpeakAhead(edge.snapshot).map(({ text }) => text));
      await until(() => worker.spoken.length >= wanted.size);
      expect(new Set(worker.spoken)).toEqual(wanted);
      expect(told.filter((line) => /ahead|not spoken/.test(line))).toHaveLength(2);
    } finally {
      await edge.stop();
      await worker.stop();
    }
  });
});
