import type { Language } from '../../../domain/language.ts';
import { createTicker } from '../../../media-edge/playback/ticker.ts';
import { createMouth } from '../../../media-edge/session/mouth.ts';
import {
  type AudioCache,
  createAudioCache,
  type SharedCache,
} from '../../../media-edge/speech/audio-cache.ts';
import { createSynthesizer } from '../../../media-edge/speech/synthesize.ts';
import { createVoice } from '../../../media-edge/speech/voice.ts';
import type { MediaTransport } from '../../../media-edge/transports/media-transport.ts';

const RATE_HZ = 8_000;
/** what mod_audio_fork holds back, as the real transport says */
const BLOCK_BYTES = 1_280;
const CACHE_BYTES = 64 * 1024 * 1024;
const TOO_LONG_MS = 10_000;
const ENGINE = { model: 'espeak-ng', voice: 'default' };

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The speaking half of a media-edge: text in, first frame out. Its memory is its own, the shared cache is not. */
export interface Speaker {
  /** ms from the text to the first frame that a switch would get */
  firstFrameMs(text: string, language: Language): Promise<number>;
}

/** `shared` null: this process's memory alone. */
export function createSpeaker(speechUrl: string, shared: SharedCache | null): Speaker {
  const cache: AudioCache = createAudioCache(CACHE_BYTES, shared);
  const voice = createVoice({
    cache,
    synthesize: createSynthesizer(speechUrl),
    choose: () => ENGINE,
    sampleRateHz: RATE_HZ,
    log: quiet,
  });
  const ticker = createTicker();
  return {
    async firstFrameMs(text, language) {
      const sent = Promise.withResolvers<number>();
      const timer = setTimeout(
        () =>
          sent.reject(
            new Error(`no frame of "${text}" within ${TOO_LONG_MS} ms: is the speech worker well?`),
          ),
        TOO_LONG_MS,
      );
      const mouth = createMouth({
        leg: switchThat((atMs) => sent.resolve(atMs)),
        ticker,
        now: () => performance.now(),
        voice: voice.say,
        listener: { started() {}, drained() {}, sent() {}, cleared() {}, underrun() {} },
      });
      try {
        const startMs = performance.now();
        mouth.speak(text, 'bench', language);
        mouth.finish();
        const firstMs = (await sent.promise) - startMs;
        // a miss is kept when it is whole: only then may the next measurement count on it
        while (voice.busy > 0) await new Promise((resolve) => setTimeout(resolve, 2));
        return firstMs;
      } finally {
        clearTimeout(timer);
        mouth.close();
      }
    },
  };
}

/** A switch that only looks at the clock when audio comes. */
const switchThat = (onFrame: (atMs: number) => void): MediaTransport => ({
  sampleRateHz: RATE_HZ,
  blockBytes: BLOCK_BYTES,
  listen() {},
  send: () => onFrame(performance.now()),
  clear() {},
  hangUp() {},
  transfer() {},
  alive: async () => true,
  close() {},
  drop() {},
});
