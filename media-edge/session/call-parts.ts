import type { Language } from '../../domain/language.ts';
import type { ChosenOpening } from '../../domain/opening.ts';
import type { Log } from '../../platform/log.ts';
import type { Brain, BrainListener } from '../brain/brain.ts';
import type { Ticker } from '../playback/ticker.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { Ears, EarsEvent } from '../speech/ears.ts';
import type { Voice } from '../speech/voice.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import type { ReplyStreams } from './reply-stream.ts';
import type { Phrase } from './turn-taking/events.ts';

/** The words that a session needs before, or instead of, the workflow. */
export interface CallPhrases {
  greeting(language: Language): string;
  phrase(phrase: Phrase, language: Language, number: number): string;
  /** where `transfer` without a target goes */
  operator: string;
}

export interface CallParts {
  callId: string;
  epoch: number;
  from: string;
  to: string;
  opening: ChosenOpening;
  /** taken by an earlier leg of the same epoch; their ids are used up */
  turnsBefore?: number;
  /** false: another edge has greeted the caller already */
  greet: boolean;
  /** whoever moves the call at the switch tells what came of a transfer */
  reportsTransfers?: boolean;
  edgeUrl: string;
  leg: MediaTransport;
  ears: (onEvent: (event: EarsEvent) => void) => Ears;
  brain: (listener: BrainListener) => Brain;
  voice: Voice;
  speechModel: string;
  recorder: Recorder;
  /** false: `recorder` records nothing */
  records: boolean;
  ticker: Ticker;
  phrases: CallPhrases;
  /** monotonic milliseconds */
  now: () => number;
  log: Log;
}

export interface CallSession {
  readonly replies: ReplyStreams;
  /** turns taken so far, those of earlier legs of this epoch included */
  turns(): number;
  digit(digit: string): void;
  /** the caller has put us on hold, or is back */
  lineHeld(held: boolean): void;
  /** the digits that a caller gave for a slot whose question is not recorded; once, null: there are none */
  takeSecret(slot: string): string | null;
  /** one of several controllers wants to work on the transfer; `unknown`: it is not under way here */
  claimTransfer(transferId: string, by: string): 'yours' | 'taken' | 'unknown';
  /** what came of it; false: it is not this call's last transfer */
  endTransfer(transferId: string, answered: boolean): boolean;
  /** a newer connection has the call */
  replaced(): void;
  /** this edge stops */
  stop(resumes: boolean): void;
  /** resolves when everything was told to the workflow, or given up */
  done: Promise<void>;
}
