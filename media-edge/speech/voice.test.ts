import { describe, expect, it } from '@jest/globals';
import type { SpokenAudio } from '../playback/spoken-audio.ts';
import { audioKey, createAudioCache, type SharedCache } from './audio-cache.ts';
import { createSpeakAhead } from './speak-ahead.ts';
import type { Synthesize } from './synthesize.ts';
import { createVoice } from './voice.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const whole = (audio: SpokenAudio) =>
  new Promise<SpokenAudio>((resolve) => {
    if (audio.state !== 'growing') return resolve(audio);
    audio.onChange(() => audio.state !== 'growing' && resolve(audio));
  });

function lab(options: { synthesize?: Synthesize; shared?: SharedCache; maxBytes?: number } = {}) {
  const made: string[] = [];
  const synthesize: Synthesize =
    options.synthesize ??
    (async ({ text }, onAudio) => {
      made.push(text);
      await new Promise((resolve) => setImmediate(resolve));
      onAudio(Buffer.alloc(101, 1));
      onAudio(Buffer.alloc(99, 1));
    });
  const voice = createVoice({
    cache: createAudioCache(options.maxBytes ?? 1_000_000, options.shared ?? null),
    choose: (language) => ({ model: 'm', voice: language }),
    ...{ synthesize, sampleRateHz: 8000, log },
  });
  return { voice, made };
}

describe('speech', () => {
  it('is made once and then comes from memory at once', async () => {
    const { voice, made } = lab();
    expect((await whole(voice.say('Hello.', 'en'))).origin).toBe('synthesis');
    const again = voice.say('Hello.', 'en');
    expect([again.state, again.origin, again.bytes]).toEqual(['complete', 'memory', 200]);
    expect(made).toEqual(['Hello.']);
  });

  it('is made once for callers who need it at the same moment', async () => {
    const { voice, made } = lab();
    await Promise.all([whole(voice.say('Hello.', 'en')), whole(voice.say('Hello.', 'en'))]);
    expect(made).toEqual(['Hello.']);
  });

  it('differs by language', async () => {
    const { voice, made } = lab();
    await Promise.all([whole(voice.say('OK', 'en')), whole(voice.say('OK', 'uk'))]);
    expect(made).toHaveLength(2);
  });

  it('comes from the cache that processes share', async () => {
    const store = new Map<string, Buffer>();
    const shared: SharedCache = {
      get: async (key) => store.get(key) ?? null,
      set: (key, value) => void store.set(key, value),
    };
    await whole(lab({ shared }).voice.say('Hello.', 'en'));
    const other = lab({ shared });
    expect((await whole(other.voice.say('Hello.', 'en'))).origin).toBe('shared-cache');
    expect(other.made).toEqual([]);
    expect([...store.keys()]).toEqual([
      audioKey({ text: 'Hello.', language: 'en', model: 'm', voice: 'en', sampleRateHz: 8000 }),
    ]);
  });

  it('does not play what is no PCM16', async () => {
    const shared: SharedCache = { get: async () => Buffer.alloc(3), set: () => undefined };
    expect((await whole(lab({ shared }).voice.say('Hello.', 'en'))).origin).toBe('synthesis');
  });

  it('tries a second time while nothing was heard', async () => {
    let tries = 0;
    const { voice } = lab({
      async synthesize(_, onAudio) {
        if (++tries === 1) throw new Error('busy');
        onAudio(Buffer.alloc(2));
      },
    });
    expect((await whole(voice.say('Hello.', 'en'))).state).toBe('complete');
  });

  it('does not start again behind its first sound, and is not kept', async () => {
    let tries = 0;
    const { voice } = lab({
      async synthesize(_, onAudio) {
        tries++;
        onAudio(Buffer.alloc(100));
        throw new Error('broken off');
      },
    });
    const audio = await whole(voice.say('Hello.', 'en'));
    expect([audio.state, audio.bytes, tries]).toEqual(['failed', 100, 1]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(voice.say('Hello.', 'en').state).toBe('growing');
  });

  it('forgets the oldest when memory is full', async () => {
    const { voice, made } = lab({ maxBytes: 900 });
    for (const text of ['a', 'b', 'c', 'a']) await whole(voice.say(text, 'en'));
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('speaking ahead', () => {
  it('makes every phrase, one after the other', async () => {
    const { voice, made } = lab();
    const ahead = createSpeakAhead(voice, { log });
    ahead.speak(['a', 'b', 'c'].map((text) => ({ text, language: 'en' })));
    while (made.length < 3 || voice.busy > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(made).toEqual(['a', 'b', 'c']);
    expect(voice.say('b', 'en').origin).toBe('memory');
  });

  it('gives way while a call waits for speech', async () => {
    const live = Promise.withResolvers<void>();
    const made: string[] = [];
    const { voice } = lab({
      async synthesize({ text }, onAudio) {
        made.push(text);
        if (text === 'live') await live.promise;
        onAudio(Buffer.alloc(2));
      },
    });
    const call = voice.say('live', 'en');
    const ahead = createSpeakAhead(voice, { log });
    ahead.speak([{ text: 'ahead', language: 'en' }]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(made).toEqual(['live']);
    live.resolve();
    await whole(call);
    while (!made.includes('ahead')) await new Promise((resolve) => setTimeout(resolve, 5));
    ahead.stop();
  });
});
