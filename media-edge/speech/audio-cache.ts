import { LRUCache } from 'lru-cache';
import { sha256 } from '../../platform/sha256.ts';
import type { Utterance } from './synthesize.ts';

/** A cache that processes share, such as Redis. Never rejects and never waits long: a failure is a miss. */
export interface SharedCache {
  get(key: string): Promise<Buffer | null>;
  set(key: string, value: Buffer): void;
}

/** Spoken audio that is kept: first in this process, bounded by bytes, then in the shared cache. */
export interface AudioCache {
  /** at once, null when this process does not have it */
  peek(key: string): Buffer | null;
  fetch(key: string): Promise<Buffer | null>;
  keep(key: string, pcm: Buffer): void;
}

/** `tts:` and the hash of everything that shapes the audio. */
export const audioKey = ({ model, voice, sampleRateHz, language, text }: Utterance): string =>
  `tts:${sha256([model, voice, sampleRateHz, language, text].join('\u0000'))}`;

export function createAudioCache(maxBytes: number, shared: SharedCache | null): AudioCache {
  const memory = new LRUCache<string, Buffer>({
    maxSize: maxBytes,
    sizeCalculation: (pcm) => pcm.length + 200,
  });
  return {
    peek: (key) => memory.get(key) ?? null,
    async fetch(key) {
      const pcm = (await shared?.get(key)) ?? null;
      // an odd number of bytes is no PCM16: whoever wrote it, do not play it
      if (pcm === null || pcm.length === 0 || pcm.length % 2 !== 0) return null;
      memory.set(key, pcm);
      return pcm;
    },
    keep(key, pcm) {
      memory.set(key, pcm);
      shared?.set(key, pcm);
    },
  };
}
