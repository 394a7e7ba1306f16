import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../platform/log.ts';
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
export interface SpeakAheadParts {
  log: Log;
  /** tests have no time */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** While calls are being spoken to, ahead work waits so long before it looks again. */
const GIVE_WAY_MS = 50;
/** An edge is often ready before its speech worker, which loads models. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Fills the cache with phrases that calls will need, one at a time and only while no call waits for speech. One that fails
 * is tried again behind the others, after pauses that grow while nothing succeeds.
 */
export function createSpeakAhead(
  voice: Pick<Voice, 'ahead' | 'busy'>,
  { log, pause = withJitter }: SpeakAheadParts,
): SpeakAhead {
  let queue: Phrase[] = [];
  /** of the queue: what was tried in vain */
  const failed = new Set<Phrase>();
  let failures = 0;
  let working = false;
  let stopped = false;
  let pausing = new AbortController();

  const work = async () => {
    working = true;
    while (!stopped) {
      if (voice.busy > 0) {
        await sleep(GIVE_WAY_MS, undefined, { ref: false });
        continue;
      }
      const phrase = queue.shift();
      if (phrase === undefined) break;
      const round = pausing;
      try {
        await voice.ahead(phrase.text, phrase.language);
        spoke(phrase);
      } catch (error) {
        // others are to be spoken meanwhile
        if (round === pausing && !stopped) await failedAt(phrase, error);
      }
    }
    working = false;
  };

  const spoke = (phrase: Phrase) => {
    failures = 0;
    if (failed.delete(phrase) && failed.size === 0)
      log.info('fixed phrases are spoken ahead again', { waiting: queue.length });
  };
  const failedAt = async (phrase: Phrase, error: unknown) => {
    queue.push(phrase);
    if (failed.size === 0)
      log.warn('fixed phrases cannot be spoken ahead yet, trying on', { waiting: queue.length, error });
    failed.add(phrase);
    await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++), pausing.signal);
  };
  const forget = () => {
    failed.clear();
    failures = 0;
    pausing.abort();
    pausing = new AbortController();
  };

  return {
    get waiting() {
      return queue.length;
    },
    speak(phrases) {
      forget();
      queue = [...phrases];
      if (!working && !stopped) void work();
    },
    stop() {
      stopped = true;
      queue = [];
      forget();
    },
  };
}

/** Several edges do not come back to their speech worker at the same moment. */
const withJitter = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms * (0.5 + Math.random() / 2), undefined, { ref: false, signal }).catch(() => undefined);
