import type { Language } from '../../domain/language.ts';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import {
  createGrowingAudio,
  type GrowingAudio,
  type SpokenAudio,
  wholeAudio,
} from '../playback/spoken-audio.ts';
import { type AudioCache, audioKey } from './audio-cache.ts';
import type { Synthesize, Utterance } from './synthesize.ts';

const pieces = counter({
  name: 'edge_speech_pieces_total',
  help: 'Pieces of speech by where their audio came from',
  labels: ['origin'],
});

/** Which engine speaks a language. */
export interface VoiceChoice {
  model: string;
  voice: string;
}
export interface VoiceParts {
  cache: AudioCache;
  synthesize: Synthesize;
  choose: (language: Language) => VoiceChoice;
  sampleRateHz: number;
  log: Log;
}

/** Turns text into audio: from memory at once, else from the shared cache, else synthesised; equal requests share one. */
export interface Voice {
  say(text: string, language: Language): SpokenAudio;
  /** puts it into the cache before anybody needs it; rejects when it could not be made, which nobody else is told */
  ahead(text: string, language: Language): Promise<void>;
  /** pieces being fetched or made right now */
  readonly busy: number;
}

/** A piece that is being fetched or made. */
interface Making {
  audio: GrowingAudio;
  made: Promise<void>;
  /** somebody on a call waits for it */
  isAwaited: boolean;
}

export function createVoice({ cache, synthesize, choose, sampleRateHz, log }: VoiceParts): Voice {
  const running = new Map<string, Making>();

  const make = async (key: string, utterance: Utterance, audio: GrowingAudio) => {
    const kept = await cache.fetch(key);
    if (kept !== null) {
      audio.append(kept);
      audio.complete('shared-cache');
      return;
    }
    await synthesizeTwice(utterance, audio);
    if (audio.bytes === 0) throw new Error(`no audio for a text of ${utterance.text.length} characters`);
    audio.complete('synthesis');
    cache.keep(key, audio.take());
  };

  const synthesizeTwice = async (utterance: Utterance, audio: GrowingAudio) => {
    try {
      await synthesize(utterance, append(audio));
    } catch (error) {
      // once audio has been handed out a second try would say the beginning again
      if (audio.bytes > 0) throw error;
      await synthesize(utterance, append(audio));
    }
  };

  const begin = (key: string, utterance: Utterance): Making => {
    const same = running.get(key);
    if (same !== undefined) return same;
    const audio = createGrowingAudio();
    const made = make(key, utterance, audio)
      .then(
        () => pieces.inc({ origin: audio.origin ?? 'synthesis' }),
        (error: unknown) => {
          pieces.inc({ origin: 'failed' });
          audio.fail();
          throw error;
        },
      )
      .finally(() => running.delete(key));
    const making = { audio, made, isAwaited: false };
    running.set(key, making);
    return making;
  };
  const utteranceOf = (text: string, language: Language): { key: string; utterance: Utterance } => {
    const utterance = { text, language, sampleRateHz, ...choose(language) };
    return { key: audioKey(utterance), utterance };
  };

  return {
    get busy() {
      return running.size;
    },
    say(text, language) {
      const { key, utterance } = utteranceOf(text, language);
      const ready = cache.peek(key);
      if (ready !== null) {
        pieces.inc({ origin: 'memory' });
        return wholeAudio(ready, 'memory');
      }
      const making = begin(key, utterance);
      if (!making.isAwaited) {
        making.isAwaited = true;
        making.made.catch((error: unknown) =>
          log.error('a piece was not spoken', { error, characters: text.length, language }),
        );
      }
      return making.audio;
    },
    async ahead(text, language) {
      const { key, utterance } = utteranceOf(text, language);
      if (cache.peek(key) === null) await begin(key, utterance).made;
    },
  };
}

/** Chunks of an HTTP body may split a sample in two. */
function append(audio: GrowingAudio): (pcm: Buffer) => void {
  let left: Buffer | null = null;
  return (chunk) => {
    const bytes = left === null ? chunk : Buffer.concat([left, chunk]);
    const whole = bytes.length & ~1;
    left = whole < bytes.length ? Buffer.from(bytes.subarray(whole)) : null;
    audio.append(bytes.subarray(0, whole));
  };
}
