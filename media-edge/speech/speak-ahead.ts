import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../../domain/language.ts';
import type { Voice } from './voice.ts';

export interface Phrase {
  text: string;
  language: Language;
}
export interface SpeakAhead {
  /** replaces what is still to be done; pieces that are cached cost nothing */
  speak(phrases: readonly Phrase[]): void;
  /** how many are still to be done */
  readonly waiting: number;
  stop(): void;
}

/** While calls are being spoken to, ahead work waits so long before it looks again. */
const GIVE_WAY_MS = 50;

/** Fills the cache with phrases that calls will need, one at a time and only while no call waits for speech. */
export function createSpeakAhead(voice: Voice): SpeakAhead {
  let queue: Phrase[] = [];
  let working = false;
  let stopped = false;

  const work = async () => {
    working = true;
    while (!stopped) {
      if (voice.busy > 0) {
        await sleep(GIVE_WAY_MS, undefined, { ref: false });
        continue;
      }
      const phrase = queue.shift();
      if (phrase === undefined) break;
      await spoken(voice, phrase);
    }
    working = false;
  };

  return {
    get waiting() {
      return queue.length;
    },
    speak(phrases) {
      queue = [...phrases];
      if (!working && !stopped) void work();
    },
    stop() {
      stopped = true;
      queue = [];
    },
  };
}

function spoken(voice: Voice, { text, language }: Phrase): Promise<void> {
  const audio = voice.say(text, language);
  if (audio.state !== 'growing') return new Promise((resolve) => void setImmediate(resolve));
  return new Promise((resolve) => {
    const unlisten = audio.onChange(() => {
      if (audio.state === 'growing') return;
      unlisten();
      resolve();
    });
  });
}
