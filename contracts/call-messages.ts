import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Action, DialogState, Expects, Outcome } from '../domain/dialog/types.ts';
import type { Language } from '../domain/language.ts';
import type { UsageEvent } from '../domain/money/usage.ts';
import type { ChosenOpening } from '../domain/opening.ts';
import type { HeardAt } from '../domain/recording/offsets.ts';

/** The Temporal task queue of calls, and the names that clients and workers share. */
export const CALL_TASK_QUEUE = 'calls';
export const CALL_WORKFLOW = 'call';
export const callWorkflowId = (callId: string): string => `call-${callId}`;
/**
 * The server answers an update whose id it knows as it did the first time, even when the call has ended since. So the id
 * names whoever opens: an edge one leg, which sends again under the same id and is answered alike. Without `leg` the sender
 * has to look whether the call still runs (`callState`).
 */
export const openCallUpdateId = (callId: string, epoch: number, leg?: string): string =>
  `open-${callId}-${epoch}${leg === undefined ? '' : `-${leg}`}`;
/** The greeting is spoken before any turn; `heard` names it by this id. */
export const GREETING_TURN_ID = 'greeting';
/** What is said behind the greeting, or to a caller whose edge was replaced; `heard` names it by this id. */
export const resumeTurnId = (epoch: number): string => `resume-${epoch}`;

export type Channel = 'phone' | 'web' | 'text';

export interface EdgeAddress {
  /** EDGE_ADVERTISE_URL of the edge that has the call; replies are posted there */
  url: string;
}

/** What the caller really heard of a reply, measured on the playout clock; a word cut short ends in a hyphen. */
export interface Heard {
  turnId: string;
  text: string;
  /** false when the caller cut it short */
  complete: boolean;
}

/** Milliseconds of one turn's stages, measured at the edge. A stage that did not happen is absent. */
export interface TurnStages {
  turnId: string;
  /** caller's end of speech → decision that the turn is over (the patience) */
  turnEndMs?: number;
  /** that decision → final transcript */
  transcriptMs?: number;
  /** caller's end of speech → turn submitted: both of these, and what it was held back until the call was open */
  submitMs?: number;
  /** turn submitted → first reply text at the edge */
  replyMs?: number;
  /** first reply text → first audio frame sent */
  speechMs?: number;
  /** caller's end of speech → first audio frame sent */
  totalMs?: number;
  fillerPlayed?: boolean;
  /** when both sides were heard, on the clock of the edge and of its recording */
  at?: HeardAt;
}

export interface OpenCall {
  callId: string;
  /** grows by one at each re-attachment; turns of a lower epoch are refused */
  epoch: number;
  channel: Channel;
  from: string;
  to: string;
  /** ISO 8601, when the call came in */
  at: string;
  opening: ChosenOpening;
  /** null on the text channel: replies come back as results */
  edge: EdgeAddress | null;
  /** the edge records: what it has uploaded is joined after the call, even if nothing more is heard of the edge */
  records?: boolean;
}

export interface ResumePoint {
  state: string;
  expects: Expects;
  /** what to say first: a short repeat of the open question */
  say: string;
  /** what the switch was to do behind the words that the lost edge spoke last; absent: nothing */
  action?: Action;
  /**
   * a turn that is still being answered: send `submitTurn` with this update id once more (its arguments are ignored)
   * and speak the answer, or replace it by a turn that `supersedes` it
   */
  runningTurnId?: string;
}

export interface CallOpening {
  language: Language;
  expects: Expects;
  /** the greeting with its opening question, as the workflow has it; the edge may already be playing it from cache */
  greeting: string;
  state: string;
  noInputMs: number;
  maxCallMs: number;
  /** set when the call has ended already: hang up */
  ended?: EndReason;
  /**
   * set when there is more to say than the edge knew: another edge had the call before, or the workflow looked the caller
   * up behind the greeting's first words, and asks accordingly
   */
  resume?: ResumePoint;
}

export type TurnKind = 'speech' | 'dtmf' | 'silence' | 'event';

/**
 * Names of events that a turn of kind `event` may carry as its text: `resumed` repeats the open question briefly
 * behind a line that broke, `returned` for a caller who had put us on hold, `transfer-failed` says that no human took the call.
 */
export const TURN_EVENTS = ['resumed', 'returned', 'transfer-failed'] as const;

export interface Turn {
  /** also the Temporal update id, unique in the call */
  turnId: string;
  epoch: number;
  kind: TurnKind;
  /** transcript; digits for dtmf; '' for silence; the event's name for events */
  text: string;
  confidence: number | null;
  language: Language | null;
  /** ISO 8601 at the edge, end of the caller's speech */
  at: string;
  heard?: Heard;
  /** the channel that it came by, where a client could name another's call; default: whichever the call has */
  via?: Channel;
  /** id of an earlier turn that this one replaces (its reply stream was lost, or speech went on) */
  supersedes?: string;
  usage: readonly UsageEvent[];
  /** stages of this turn and of earlier ones that are complete by now */
  stages: readonly TurnStages[];
}

export interface TurnOutcome {
  turnId: string;
  /** `text`: speak `reply`; `streamed`: the words went to the edge; `superseded`: nothing to do */
  delivery: 'text' | 'streamed' | 'superseded';
  reply: string;
  expects: Expects;
  action: Action;
  state: string;
  language: Language;
  interruptible: boolean;
}

export interface AttachEdge {
  epoch: number;
  edge: EdgeAddress;
  heard?: Heard;
}

export const END_REASONS = [
  'caller-hung-up',
  'agent-hung-up',
  'transferred',
  'edge-lost',
  'time-limit',
  'idle',
  'deleted',
  'rejected',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What the edge that ended the call has recorded of it. */
export interface Recording {
  /** how its segments begin in the storage: `<callId>/<epoch>` (recording.ts) */
  key: string;
  durationMs: number;
  channels: 1 | 2;
  /** how many there are, numbered from 0; some may still be on their way */
  segments?: number;
}

export interface EndCall {
  reason: EndReason;
  at: string;
  /** of the sender's edge: an edge that lost the call to a newer one cannot end it; absent: ends it in any case */
  epoch?: number;
  heard?: Heard;
  usage: readonly UsageEvent[];
  stages: readonly TurnStages[];
  recording?: Recording;
}

/** One line of the transcript. `heard` is the part of `agent` that reached the caller's ear, once known. */
export interface TranscriptTurn {
  turnId: string;
  kind: TurnKind | 'greeting';
  caller: string;
  confidence: number | null;
  agent: string;
  heard: string | null;
  state: string;
  at: string;
  stages: TurnStages | null;
  superseded: boolean;
}

/** Answer of the `callState` query: the call as it stands. */
export interface CallState {
  callId: string;
  epoch: number;
  channel: Channel;
  from: string;
  to: string;
  startedAt: string;
  opening: ChosenOpening;
  dialog: DialogState;
  transcript: readonly TranscriptTurn[];
  usage: readonly UsageEvent[];
  runningTurnId: string | null;
  ended: EndReason | null;
  /** null while the call runs */
  outcome: Outcome | null;
  /** micro-USD by the price list frozen at open; null until accountCost has run */
  costMicroUsd: number | null;
}

/** The workflow's input is empty on purpose: everything comes with `openCall` (update-with-start). */
export interface CallInput {
  callId: string;
  /** ends the call as `edge-lost` when no message came for so long; tests shorten it */
  silenceLimitMs?: number;
}

/** What the workflow returns. */
export interface CallResult {
  callId: string;
  outcome: Outcome;
  ended: EndReason;
  state: string;
  turns: number;
  costMicroUsd: number;
}

export const openCall = defineUpdate<CallOpening, [OpenCall]>('openCall');
export const submitTurn = defineUpdate<TurnOutcome, [Turn]>('submitTurn');
export const attachEdge = defineUpdate<ResumePoint, [AttachEdge]>('attachEdge');
export const endCall = defineSignal<[EndCall]>('endCall');
export const callState = defineQuery<CallState>('callState');

/** Types of ApplicationFailure that a refused or failed update carries. */
export const CALL_ERRORS = {
  ended: 'CallEnded',
  staleEpoch: 'StaleEpoch',
  notOpened: 'NotOpened',
  badInput: 'BadInput',
} as const;
