import type { EndReason, TurnKind } from '../../../contracts/call-messages.ts';
import type { Action, Expects, TransferAction } from '../../../domain/dialog/types.ts';
import type { Command, NewTurn } from './events.ts';

export type DeadlineName =
  | 'barge-in'
  | 'hiss'
  | 'held'
  | 'turn-end'
  | 'final'
  | 'utterance-limit'
  | 'keys'
  | 'no-input'
  | 'filler'
  | 'hold'
  | 'give-up'
  | 'deaf'
  | 'leave'
  | 'transfer-unclaimed'
  | 'transfer-limit'
  | 'replaced'
  | 'call-limit';

/** The turn that the workflow works on, or whose reply is being spoken. */
export interface CurrentTurn {
  turnId: string;
  kind: TurnKind;
  text: string;
  confidence: number | null;
  /** newest attempt of its reply stream */
  attempt: number;
  /** reply text received so far */
  reply: string;
  /** all of the reply's text is here */
  complete: boolean;
  /** the caller cut it: what still comes is dropped */
  cut: boolean;
  /** the caller has heard some of it */
  audible: boolean;
  filled: boolean;
  brokenReplies: number;
}

/** All that turn-taking remembers of a call. A value: `handle` answers a new one. */
export interface TurnTakingState {
  epoch: number;
  /** transferring: a human is being rung; closing: the leg is gone, the last final is awaited */
  phase: 'idle' | 'opening' | 'talking' | 'transferring' | 'leaving' | 'lost' | 'closing' | 'over';
  /** the caller has put us on hold */
  held: boolean;
  expects: Expects | null;
  noInputMs: number;
  generation: number;
  deadlines: Partial<Record<DeadlineName, number>>;
  agent: {
    status: 'silent' | 'speaking' | 'paused';
    interruptible: boolean;
    /** what the switch has to do when the reply has been heard */
    after: Action;
    /** the last reply that was put on, for what was heard of it */
    turnId: string | null;
    /** sounds in a row that looked like the beginning of a word and were none, and how long such are not believed */
    falseHisses: number;
    doubtsHissUntil: number;
  };
  caller: {
    speaking: boolean;
    /** an utterance has begun and its final is not here */
    open: boolean;
    /** it will not become a turn */
    ignored: boolean;
    startedAt: number;
    /** it has lasted too long, such as a noise: it becomes a turn although it goes on */
    tooLong: boolean;
    endedAt: number | null;
    speechMs: number;
    text: string;
    confidence: number | null;
    /** finals of this utterance that the caller spoke on behind */
    carried: string;
    /** number of the final that is awaited */
    finalizing: number | null;
    utterances: number;
    keys: string;
  };
  turn: CurrentTurn | null;
  /** turns that wait for openCall */
  waiting: readonly NewTurn[];
  turns: number;
  fillers: number;
  refusedTurns: number;
  endReason: EndReason | null;
  reportsTransfers: boolean;
  /** the one under way, or the last one */
  transfer: (TransferAction & { id: string; claimed: boolean }) | null;
  /** transfers that nobody but the edge asked for */
  ownTransfers: number;
}

/** `turns`: taken by an earlier leg of the same epoch, whose ids the server would answer as it did then. */
export const startTurnTaking = (epoch: number, turns = 0): TurnTakingState => ({
  epoch,
  phase: 'idle',
  held: false,
  expects: null,
  noInputMs: 7000,
  generation: 1,
  deadlines: {},
  agent: {
    ...{ status: 'silent', interruptible: true, after: { type: 'none' }, turnId: null },
    ...{ falseHisses: 0, doubtsHissUntil: 0 },
  },
  caller: {
    speaking: false,
    open: false,
    ignored: false,
    startedAt: 0,
    tooLong: false,
    endedAt: null,
    speechMs: 0,
    text: '',
    confidence: null,
    carried: '',
    finalizing: null,
    utterances: 0,
    keys: '',
  },
  turn: null,
  waiting: [],
  turns,
  fillers: 0,
  refusedTurns: 0,
  endReason: null,
  reportsTransfers: false,
  transfer: null,
  ownTransfers: 0,
});

/** One step under construction: the rules change this copy, never the state they were given. */
export interface Draft {
  at: number;
  state: TurnTakingState;
  commands: Command[];
}

export const beginStep = (state: TurnTakingState, at: number): Draft => ({
  at,
  state: {
    ...state,
    deadlines: { ...state.deadlines },
    agent: { ...state.agent },
    caller: { ...state.caller },
    turn: state.turn === null ? null : { ...state.turn },
  },
  commands: [],
});

export const setDeadline = (draft: Draft, name: DeadlineName, inMs: number) => {
  draft.state.deadlines[name] = draft.at + inMs;
};
export const clearDeadlines = (draft: Draft, ...names: DeadlineName[]) => {
  for (const name of names) delete draft.state.deadlines[name];
};
export const isTalking = ({ state }: Draft): boolean =>
  state.phase === 'talking' || state.phase === 'opening';
