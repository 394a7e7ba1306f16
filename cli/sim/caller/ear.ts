import { createFeatures, featuresOf } from './features.ts';
import { createMemory } from './phrase-memory.ts';
import { createValueEar, type ValueSounds } from './value-ear.ts';

/**
 * Tells which of the conversation's own `asked` phrases the agent spoke. The caller remembers how each of them sounds
 * and finds the memory in what it hears (subsequence dynamic time warping, while the agent speaks); it needs no
 * recogniser and no language, and knows nothing of the agent but its audio.
 */
export interface Ear {
  /** one 20 ms frame of the agent */
  hear(frame: Int16Array): void;
  /** the phrase that ended last since the last `forget`, null when none came near enough */
  asked(): { phrase: string; distance: number } | null;
  /** names of the values that the agent said as the caller meant them, since the last `forget` */
  heard(): string[];
  /** a new turn begins */
  forget(): void;
}

export interface EarOptions {
  /** how each phrase sounds, 8 kHz */
  phrases: ReadonlyMap<string, Int16Array>;
  /** the caller's own values, by name */
  values?: ReadonlyMap<string, ValueSounds>;
  /** distance per frame up to which a phrase counts as heard */
  nearEnough?: number;
}

/** 48 questions behind other sentences, espeak-ng over PCMU: true ones came to 3.9 at most, the nearest false one to 5.0 */
const NEAR_ENOUGH = 4.4;
/** hits that end this close are the same stretch of speech: the nearer one counts */
const SAME_STRETCH_FRAMES = 30;

export function createEar({ phrases, values = new Map(), nearEnough = NEAR_ENOUGH }: EarOptions): Ear {
  const features = createFeatures();
  const memories = [...phrases].map(([phrase, samples]) => ({
    phrase,
    memory: createMemory(featuresOf(samples)),
  }));
  const valueEar = createValueEar(values);
  let now = 0;
  return {
    hear(frame) {
      const heard = features(frame);
      now++;
      for (const { memory } of memories) memory.hear(heard, now);
      valueEar.hear(heard, now);
    },
    asked() {
      const hits = memories
        .map(({ phrase, memory }) => ({ phrase, ...memory.best() }))
        .filter((hit) => hit.distance <= nearEnough)
        .sort((a, b) => b.endFrame - a.endFrame);
      const last = hits[0];
      if (last === undefined) return null;
      const rivals = hits.filter((hit) => last.endFrame - hit.endFrame <= SAME_STRETCH_FRAMES);
      const { phrase, distance } = rivals.reduce((best, hit) => (hit.distance < best.distance ? hit : best));
      return { phrase, distance };
    },
    heard: valueEar.heard,
    forget() {
      for (const { memory } of memories) memory.forget();
      valueEar.forget();
    },
  };
}
