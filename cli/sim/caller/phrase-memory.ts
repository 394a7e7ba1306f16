import { DIMENSIONS } from './features.ts';

/**
 * By names of our own: globals and imports are looked up anew for each of millions of steps where modules run in a VM
 * context.
 */
const { sqrt } = Math;
const WIDTH = DIMENSIONS;
const NEVER = Number.POSITIVE_INFINITY;

/** Where in what was heard a remembered phrase sounds nearest, by frames of 20 ms from the first one heard. */
export interface Hit {
  /** per frame of the phrase; Infinity before anything was heard */
  distance: number;
  startFrame: number;
  endFrame: number;
}

/** One remembered phrase, compared with what is heard while it is heard (subsequence dynamic time warping). */
export interface PhraseMemory {
  hear(heard: Float32Array, frame: number): void;
  best(): Hit;
  forget(): void;
}

/** Nothing that sounds less alike counts as heard, by question or value: such paths need not be followed. */
const FAR_OFF = 4.4;
/** a beginning may be worse than the whole, by so much in all */
const SLACK = 90;

/** Each frame of the phrase is used once; the agent may be up to twice as fast or slow, or pause between two of them. */
export function createMemory(memory: readonly Float32Array[]): PhraseMemory {
  const length = memory.length;
  /** one frame behind the other: millions of distances a second are read from here */
  const frames = new Float32Array(length * WIDTH);
  for (const [at, frame] of memory.entries()) frames.set(frame, at * WIDTH);
  /** cost of the best path that ends at a frame of the phrase, and where that path began: now, one and two frames ago */
  let columns: Column[] = Array.from({ length: 3 }, () => ({
    cost: new Float32Array(length),
    start: new Int32Array(length),
  }));
  let best: Hit = NOTHING;
  const forget = () => {
    for (const { cost } of columns) cost.fill(NEVER);
    best = NOTHING;
  };
  forget();
  return {
    hear(heard, frame) {
      const [before, twoBefore, now] = columns as [Column, Column, Column];
      now.cost[0] = length === 0 ? 0 : distance(frames, 0, heard);
      now.start[0] = frame;
      for (let at = 1; at < length; at++) {
        let cost = now.cost[at - 1] as number;
        let from = now;
        const one = before.cost[at - 1] as number;
        if (one < cost) {
          cost = one;
          from = before;
        }
        const two = twoBefore.cost[at - 1] as number;
        if (two < cost) {
          cost = two;
          from = twoBefore;
        }
        if (cost > FAR_OFF * at + SLACK) {
          now.cost[at] = NEVER;
          continue;
        }
        now.cost[at] = cost + distance(frames, at * WIDTH, heard);
        now.start[at] = from.start[at - 1] as number;
      }
      columns = [now, before, twoBefore];
      const ended = (now.cost[length - 1] ?? NEVER) / length;
      if (ended < best.distance) {
        best = { distance: ended, startFrame: now.start[length - 1] ?? 0, endFrame: frame };
      }
    },
    best: () => best,
    forget,
  };
}

/** The part of `sentence` that sounds like `word`: the word as it sounds in that place. Empty when nothing was heard. */
export function cutOut(sentence: readonly Float32Array[], word: readonly Float32Array[]): Float32Array[] {
  const memory = createMemory(word);
  for (const [frame, heard] of sentence.entries()) memory.hear(heard, frame);
  const { distance: nearest, startFrame, endFrame } = memory.best();
  return Number.isFinite(nearest) ? sentence.slice(startFrame, endFrame + 1) : [];
}

interface Column {
  cost: Float32Array;
  start: Int32Array;
}

const NOTHING: Hit = { distance: NEVER, startFrame: 0, endFrame: 0 };

/** Euclidean, between the frame that begins at `from` and the one heard. */
function distance(frames: Float32Array, from: number, heard: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < WIDTH; at++) {
    const difference = (frames[from + at] as number) - (heard[at] as number);
    sum += difference * difference;
  }
  return sqrt(sum);
}
