import { createFeatures, DIMENSIONS, featuresOf } from './features.ts';

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
  /** a new turn begins */
  forget(): void;
}

export interface EarOptions {
  /** how each phrase sounds, 8 kHz */
  phrases: ReadonlyMap<string, Int16Array>;
  /** distance per frame up to which a phrase counts as heard */
  nearEnough?: number;
}

/** 48 questions behind other sentences, espeak-ng over PCMU: true ones came to 3.9 at most, the nearest false one to 5.0 */
const NEAR_ENOUGH = 4.4;
/** hits that end this close are the same stretch of speech: the nearer one counts */
const SAME_STRETCH_FRAMES = 30;

export function createEar({ phrases, nearEnough = NEAR_ENOUGH }: EarOptions): Ear {
  const features = createFeatures();
  const memories = [...phrases].map(([phrase, samples]) => createMemory(phrase, featuresOf(samples)));
  let now = 0;
  return {
    hear(frame) {
      const heard = features(frame);
      now++;
      for (const memory of memories) memory.hear(heard, now);
    },
    asked() {
      const hits = memories
        .map((memory) => memory.best())
        .filter((hit) => hit.distance <= nearEnough)
        .sort((a, b) => b.endFrame - a.endFrame);
      const last = hits[0];
      if (last === undefined) return null;
      const rivals = hits.filter((hit) => last.endFrame - hit.endFrame <= SAME_STRETCH_FRAMES);
      const { phrase, distance } = rivals.reduce((best, hit) => (hit.distance < best.distance ? hit : best));
      return { phrase, distance };
    },
    forget() {
      for (const memory of memories) memory.forget();
    },
  };
}

/** One phrase. Each of its frames is used once; the agent may be up to twice as slow, or pause between two of them. */
function createMemory(phrase: string, memory: readonly Float32Array[]) {
  const length = memory.length;
  /** cost of the best path that ends at a frame of the phrase: now, one and two frames ago */
  let columns: Float32Array[] = [
    new Float32Array(length),
    new Float32Array(length),
    new Float32Array(length),
  ];
  let best = { phrase, distance: Number.POSITIVE_INFINITY, endFrame: 0 };
  const forget = () => {
    for (const column of columns) column.fill(Number.POSITIVE_INFINITY);
    best = { phrase, distance: Number.POSITIVE_INFINITY, endFrame: 0 };
  };
  forget();
  return {
    hear(heard: Float32Array, frame: number) {
      const [before, twoBefore, now] = columns as [Float32Array, Float32Array, Float32Array];
      for (let at = 0; at < length; at++) {
        const cost = distance(memory[at] as Float32Array, heard);
        now[at] =
          at === 0
            ? cost
            : cost + Math.min(now[at - 1] as number, before[at - 1] as number, twoBefore[at - 1] as number);
      }
      columns = [now, before, twoBefore];
      const ended = (now[length - 1] ?? Number.POSITIVE_INFINITY) / length;
      if (ended < best.distance) best = { phrase, distance: ended, endFrame: frame };
    },
    best: () => best,
    forget,
  };
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return Math.sqrt(sum);
}
