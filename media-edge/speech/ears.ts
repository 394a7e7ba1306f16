import type { Expects } from '../../domain/dialog/types.ts';

/** What the ears report. `at` fields are milliseconds on the edge's monotonic clock. */
export type EarsEvent =
  | { type: 'speech-started' }
  /** `speechEndAt`: when the caller really stopped; `speechMs`: how long they spoke; probability that the turn is over */
  | { type: 'speech-ended'; speechEndAt: number; speechMs: number; turnProbability: number }
  | { type: 'interim'; text: string; confidence: number | null }
  /** answer to `finalize` with that number; '' when nothing was understood */
  | { type: 'final'; utterance: number; text: string; confidence: number | null }
  | { type: 'ears-lost' }
  | { type: 'ears-back' };

/** A recogniser listening to one call. */
export interface Ears {
  hear(pcm: Buffer): void;
  /** holds for the next utterance */
  configure(expects: Expects): void;
  /** asks for the final transcript of everything since the last final */
  finalize(utterance: number): void;
  /** seconds of audio given to the recogniser since the last call of this */
  takeHeardSeconds(): number;
  /** name of the engine that answered last, '' before the first answer */
  readonly engine: string;
  close(): void;
}
