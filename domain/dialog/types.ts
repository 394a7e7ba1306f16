import type { Json } from '../json.ts';
import type { Language } from '../language.ts';

/** How long a pause may be before the turn ends, by what is being asked. The milliseconds stand in `patience.ts`. */
export type Patience = 'command' | 'choice' | 'free' | 'digits';

/**
 * What the dialog waits for next: the recogniser gets the hints, turn-taking the patience.
 *
 * A hint is a phrase in lower case. It may hold alternatives `(a|b)`, optional words `[x]` and the classes
 * `$digits` (a spoken digit string), `$number` (0-199), `$ordinal` (first-31st), `$weekday`, `$month`, `$time`. Lists that
 * many questions share stand by name (`@given`, `@family`, `@anywhere`); domain/slots/hint-lists.ts spells them out.
 */
export interface Expects {
  /** the open question's slot, null where any utterance will do */
  slot: string | null;
  language: Language;
  hints: readonly string[];
  patience: Patience;
  /** regular expression over the normalised transcript; a full match ends the turn without further silence */
  completeWhen?: string;
  /** the question can be answered by keypad: turn ends after `count` digits or `#` */
  keys?: { count: number };
  /** while this question is open the recording is silent, and the caller's keys stay at the edge */
  record?: false;
}

/** What the switch has to do after the reply has been heard. */
export type Action = { type: 'none' } | TransferAction | { type: 'hang-up' };

/** The caller goes to a human. */
export interface TransferAction {
  type: 'transfer';
  target: string;
  /** tells one transfer of the call from the next; the same for every repeat of it */
  id?: string;
  /** what the human learns before the caller is put through; absent: the call is handed over unannounced */
  warm?: Briefing;
}

/** What a call is about, for the human who is rung. Its words are the caller's: no switch may read them as a command. */
export interface Briefing {
  /** spoken to the human */
  say: string;
  /** shown on the telephone while it rings */
  title: string;
  language: Language;
  /** how long it rings before the agent goes on with the caller */
  ringSeconds: number;
}

/** How a call ended for the business (design: contracts). */
export const OUTCOMES = [
  'booked',
  'rescheduled',
  'cancelled',
  'ordered',
  'informed',
  'declined',
  'transferred',
  'callback',
  'abandoned',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A slot that has been filled. `value` is the normal form, `say` how the agent says it. */
export interface FilledSlot {
  value: Json;
  say: string;
  confidence: number;
  confirmed: boolean;
  turnSeq: number;
}

/** An appointment that an earlier call made, as this call found it. */
export interface EarlierAppointment {
  /** of domain/schedule/appointment-id.ts */
  id: string;
  /** ISO 8601 with offset: where it stood when this call found it */
  time: string;
}

/** The appointment that the call wants to exist in the end; `time` null means: none. Keyed by `n` within the call. */
export interface DesiredAppointment {
  n: number;
  resource: string;
  /** ISO 8601 with offset, or null to hold no time */
  time: string | null;
  durationMin: number;
  /** what goes into the row: patient, phone, study … */
  details: Readonly<Record<string, Json>>;
  turnSeq: number;
  /** the scenario's number for it, where another appointment of the call had that as its `n` already */
  matter?: number;
  /** an earlier call's appointment is moved to `time`, or cancelled; none is made. Where it stood: it is left alone */
  of?: EarlierAppointment;
  /** what the agent called the choices and texts that were known then, for the row: slot → words */
  said?: Readonly<Record<string, string>>;
}

/** Everything the dialog remembers between turns. Plain JSON, small: it is stored once per turn in history. */
export interface DialogState {
  /** the scenario's state, e.g. ASK_PHONE */
  at: string;
  language: Language;
  slots: Readonly<Record<string, FilledSlot>>;
  /** consecutive misses on the open question */
  misses: { noInput: number; noMatch: number };
  /** number of the turn that produced this state; grows by one per turn */
  turnSeq: number;
  /** the tool whose result the dialog waits for, if any */
  waitingFor: ToolRequest | null;
  /** desired appointments, as last written (or to be written) */
  appointments: readonly DesiredAppointment[];
  /** the last reply's text, for "repeat" */
  said: string;
  outcome: Outcome | null;
  /** the engine's own small memory: confirmations under way, offered times, pushed questions */
  memory: Readonly<Record<string, Json>>;
}

/** A tool named in the scenario, performed by an activity that states a desired result. */
export interface ToolRequest {
  name: string;
  args: Readonly<Record<string, Json>>;
  deadlineMs: number;
}

export interface ToolResult {
  name: string;
  /** `late`: the deadline passed; `conflict`: somebody else has the time */
  status: 'ok' | 'conflict' | 'failed' | 'late';
  data: Readonly<Record<string, Json>>;
}

/** What the caller means beside answering the open question. */
export type Intent =
  | 'yes'
  | 'no'
  | 'unsure'
  | 'repeat'
  | 'wait'
  | 'operator'
  | 'cancel'
  | 'goodbye'
  | 'upset'
  | 'robot'
  | 'emergency'
  /** does not want to be recorded */
  | 'no-recording'
  | 'correction'
  | 'greeting'
  | 'thanks'
  | 'speak-uk'
  | 'speak-ru'
  | 'speak-en';

/** A value heard for a slot. `span` = [start, end) offsets into the transcript. */
export interface SlotCandidate {
  slot: string;
  value: Json;
  say: string;
  confidence: number;
  span: readonly [number, number];
}

/** What rules (or a model) understood of one utterance. */
export interface Understanding {
  text: string;
  /** recogniser's confidence 0..1, null when it has none */
  confidence: number | null;
  intents: readonly Intent[];
  slots: readonly SlotCandidate[];
}

/** The facts about the call that a step may need; frozen at openCall, so a step stays pure. */
export interface CallFacts {
  callId: string;
  tenant: string;
  /** E.164 where known, else what the switch gave, '' when hidden */
  from: string;
  to: string;
  /** IANA name, e.g. Europe/Kyiv */
  timeZone: string;
}

export type DialogEvent =
  | { type: 'started' }
  | { type: 'understood'; understanding: Understanding }
  | { type: 'keys'; digits: string }
  | { type: 'silence' }
  | { type: 'tool-finished'; result: ToolResult }
  /** the edge was replaced: repeat the open question briefly */
  | { type: 'resumed' }
  /** the caller had put us on hold and is back: the same without an apology */
  | { type: 'returned' }
  /** no human took the call that was to be transferred: the caller is with the agent again */
  | { type: 'transfer-failed' };

/** What the caller hears, and what follows. */
export interface Reply {
  text: string;
  expects: Expects;
  action: Action;
  interruptible: boolean;
}

export type Effect = { type: 'reply'; reply: Reply } | { type: 'run-tool'; request: ToolRequest };

/** One step of the dialog: the state it leads to and the one thing to do now. */
export interface Step {
  state: DialogState;
  effect: Effect;
}
