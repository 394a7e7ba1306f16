import type { Json } from '../json.ts';
import type { Language } from '../language.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { CallFacts, DesiredAppointment, DialogState, FilledSlot, ToolResult } from './types.ts';

/** What a step knows beside the state. */
export interface StepContext {
  facts: CallFacts;
  /** ISO 8601, when the event happened */
  at: string;
  /** told of every state that the step passes, and by which branch it leaves it: for coverage */
  onVisit?: (state: string, branch: { key: string; index: number } | null) => void;
}

/** A question of the engine's own that is open instead of the state's. */
export type Pending =
  /** "Did you say …?" for a value that stands in the slots unconfirmed */
  | { kind: 'confirm'; slot: string }
  | { kind: 'caller-number'; slot: string }
  | { kind: 'change'; slot: string; value: Json }
  /** "What should I correct?" */
  | { kind: 'which'; slots: string[] }
  /** a slot that the caller wants to correct; the old value stands until the new one comes */
  | { kind: 'ask'; slot: string }
  /** "An MRI of what?" */
  | { kind: 'kind'; slot: string; of: string }
  /** "An MRI and an ultrasound": which one first? */
  | { kind: 'one-of'; slot: string; values: string[] }
  | { kind: 'intent'; intent: Leaving }
  /** "Shall we call you back?", where no human took the call */
  | { kind: 'callback' };

/** Those that no yes or no answers. */
export const OPEN_QUESTIONS: ReadonlySet<Pending['kind']> = new Set(['ask', 'which', 'kind', 'one-of']);

/** What ends the questions. */
export type Leaving = 'emergency' | 'operator' | 'cancel' | 'goodbye';

/** The engine's own memory; plain JSON inside DialogState.memory. */
export interface Memory {
  /** announcing state → the values it announced, so that nothing is announced twice */
  announced: Record<string, string>;
  /** tool state → arguments and result, so that a tool runs once per arguments */
  done: Record<string, { key: string; status: ToolResult['status']; data: Record<string, Json> }>;
  /** optional slots that the caller cannot or will not fill */
  skipped: string[];
  pending: Pending | null;
  /** slot that the open question is for */
  open: string | null;
  /** what the caller wants of the offered times, HH:MM local */
  wish: {
    at?: string;
    notBefore?: string;
    notAfter?: string;
    /** the hour comes from another day and was not asked for here */
    kept?: true;
  };
  /** `YYYY-MM-DD HH:MM` of wished times that were taken → how often the caller was told so */
  refused: Record<string, number>;
  /** state that a global intent or a limit leads to */
  jump: string | null;
  callerNumberRefused: boolean;
  /** choice slot → everything that was named for it in one breath: what comes after the first, and has not been dealt with */
  waiting: Record<string, readonly string[]>;
  /** groups of a number that is still being dictated */
  dictated: string;
  /** a yes or no that was hardly heard, and in which turn */
  doubted: { slot: string; value: Json; turnSeq: number } | null;
  /** arguments, without wishes, of the tool that is running */
  running: string;
  /** said before the tool's result arrives */
  prefix: string;
  /** matters that were dealt with before this one (a state's `newMatter`) */
  matters: number;
  /** questions answered from the scenario's knowledge */
  answered: number;
  /** which ones */
  questions: string[];
  /** digests of what the call has come to (standstill.ts) */
  known: string[];
  /** half turns that brought nothing new; and, while a tool runs, the question that was open before */
  still: { halfTurns: number; from?: string; isAnswered?: boolean };
  /** name slot → the half of a name for which the other one has been asked */
  halves: Record<string, Json>;
  /** how often the call has followed the caller into another language */
  followed: number;
  /** how often the caller has objected, e.g. to the price */
  objections: number;
  /** nobody is there, and the caller asked for a person all the same */
  insisted?: true;
  /** the matter that somebody is to call back about */
  callbackFor?: number;
  /** transfers that no human took */
  unreached: number;
  /** tool state → how often its tool has run for this matter */
  runs: Record<string, number>;
  /** the caller does not want to be recorded (domain/recording/consent.ts) */
  recordingRefused?: true;
  /** orders that the call wants, by their number, and the one that the order under way replaces (orders.ts) */
  orders: Record<string, Readonly<Record<string, Json>>>;
  orderBefore: Readonly<Record<string, Json>> | null;
  /** the appointment as it stood before the write that is under way */
  before: DesiredAppointment | null;
}

/** A state being changed by one step; made by `draftOf`, turned back by `stateOf`. Never leaves the step. */
export interface Draft extends Omit<DialogState, 'slots' | 'memory' | 'misses'> {
  scenario: Scenario;
  context: StepContext;
  slots: Record<string, FilledSlot>;
  misses: { noInput: number; noMatch: number };
  memory: Memory;
  /** sentences that come before the next question */
  says: string[];
}

const EMPTY_MEMORY: Memory = {
  announced: {},
  done: {},
  skipped: [],
  pending: null,
  open: null,
  wish: {},
  refused: {},
  jump: null,
  callerNumberRefused: false,
  waiting: {},
  dictated: '',
  doubted: null,
  running: '',
  prefix: '',
  matters: 0,
  answered: 0,
  questions: [],
  known: [],
  still: { halfTurns: 0 },
  halves: {},
  followed: 0,
  objections: 0,
  unreached: 0,
  runs: {},
  orders: {},
  orderBefore: null,
  before: null,
};

/** Read view of the memory of a state. */
export function memoryOf(state: DialogState): Memory {
  return { ...EMPTY_MEMORY, ...(state.memory as unknown as Partial<Memory>) };
}

/** The state before the first event. */
export function startState(scenario: Scenario, language: Language): DialogState {
  return {
    at: scenario.start,
    language: scenario.languages.includes(language) ? language : (scenario.languages[0] ?? language),
    slots: {},
    misses: { noInput: 0, noMatch: 0 },
    turnSeq: 0,
    waitingFor: null,
    appointments: [],
    said: '',
    outcome: null,
    memory: {},
  };
}

/** Copies as deep as a step writes. */
export function draftOf(scenario: Scenario, state: DialogState, context: StepContext): Draft {
  const memory = memoryOf(state);
  return {
    ...state,
    scenario,
    context,
    slots: { ...state.slots },
    misses: { ...state.misses },
    memory: {
      ...memory,
      announced: { ...memory.announced },
      done: { ...memory.done },
      skipped: [...memory.skipped],
      wish: { ...memory.wish },
      runs: { ...memory.runs },
    },
    says: [],
  };
}

/** The draft as a plain new state. */
export function stateOf(draft: Draft): DialogState {
  const { scenario: _, context: __, says: ___, memory, ...state } = draft;
  return { ...state, memory: memory as unknown as Record<string, Json> };
}
