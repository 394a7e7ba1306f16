import type {
  CallFacts,
  DesiredAppointment,
  DialogEvent,
  DialogState,
  Outcome,
  Reply,
  Step,
  ToolRequest,
  ToolResult,
  Understanding,
} from '../domain/dialog/types.ts';
import type { Json } from '../domain/json.ts';
import type { Language } from '../domain/language.ts';
import type { CostBreakdown } from '../domain/money/cost.ts';
import type { UsageEvent } from '../domain/money/usage.ts';
import type { CallbackWish } from '../domain/schedule/callback-wish.ts';
import type { CallState, EdgeAddress, EndReason, Recording } from './call-messages.ts';

/** What the call needs to know before its first turn; the answer is recorded in history, so it is frozen. */
export interface CallSetup {
  start: Step;
  noInputMs: number;
  maxCallMs: number;
  /** name of the model that words replies, null: the scenario's own texts */
  model: string | null;
}

/** Local activities: pure or nearly so, under 100 ms, no network but a scenario's first load. */
export interface LocalCallActivities {
  prepareCall(input: {
    scenarioHash: string;
    language: Language;
    facts: CallFacts;
    at: string;
  }): Promise<CallSetup>;
  extractSlots(input: {
    scenarioHash: string;
    state: DialogState;
    facts: CallFacts;
    text: string;
    confidence: number | null;
    language: Language | null;
    at: string;
  }): Promise<Understanding>;
  advanceDialog(input: {
    scenarioHash: string;
    state: DialogState;
    event: DialogEvent;
    facts: CallFacts;
    at: string;
  }): Promise<Step>;
}

/** Runs a tool that the scenario named. Never throws for a business reason: conflict and failed are results. */
export interface ToolActivities {
  runTool(input: {
    facts: CallFacts;
    scenarioHash: string;
    turnSeq: number;
    request: ToolRequest;
    at: string;
  }): Promise<ToolResult>;
}

export interface StreamReplyInput {
  callId: string;
  epoch: number;
  turnId: string;
  edge: EdgeAddress | null;
  model: string;
  reply: Reply;
  state: string;
  language: Language;
  /** the last few exchanges, oldest first */
  history: readonly { caller: string; agent: string }[];
  caller: string;
  /** words that an earlier attempt has spoken already: continue behind them */
  spoken: string;
}
export interface StreamReplyResult {
  text: string;
  status: 'complete' | 'interrupted' | 'stale';
  usage: readonly UsageEvent[];
}
export interface ReplyActivities {
  streamReply(input: StreamReplyInput): Promise<StreamReplyResult>;
}

/** The finished call, as every activity after the call gets it. */
export interface CallRecord {
  state: CallState;
  endedAt: string;
  ended: EndReason;
  outcome: Outcome;
  recording: Recording | null;
  appointments: readonly DesiredAppointment[];
}

/** An order as the call wants it in the end, by its number in the call; null: there is to be none. */
export interface OrderToSettle {
  n: number;
  /** what the tool place-order was asked for */
  order: Readonly<Record<string, Json>> | null;
}

export interface WrapUpActivities {
  /** states orders once more that the store may hold otherwise, under a revision above every turn's */
  settleOrders(input: {
    facts: CallFacts;
    orders: readonly OrderToSettle[];
    revision: number;
    at: string;
  }): Promise<void>;
  /** writes the final desired appointments once more */
  settleAppointments(input: { facts: CallFacts; appointments: readonly DesiredAppointment[] }): Promise<void>;
  /** leaves a request to call back */
  requestCallback(input: {
    facts: CallFacts;
    reason: string;
    at: string;
    /** absent in calls that older workers began */
    wish?: CallbackWish;
  }): Promise<void>;
  /** nobody has to call back: takes back what a turn of the call has asked for, before or after this */
  withdrawCallback(input: { facts: CallFacts; at: string }): Promise<void>;
  saveCall(record: CallRecord): Promise<void>;
  accountCost(input: { callId: string; at: string; usage: readonly UsageEvent[] }): Promise<CostBreakdown>;
  /** 0..100 with the reasons, rules only */
  scoreQuality(record: CallRecord): Promise<{ score: number }>;
  /** ends when the row stands in the sheet; null: this call gets no row */
  exportToSheet(record: CallRecord): Promise<{ row: number } | null>;
  /** ends when the recording lies in the storage as one file, or it is certain that there is none */
  storeRecording(input: {
    callId: string;
    /** null: nobody has said what there is, e.g. the edge was lost */
    recording: Recording | null;
    /** the caller did not want it: what there is goes */
    refused?: boolean;
  }): Promise<void>;
}

/** Activities of the sheet-writer workflow. */
export interface SheetActivities {
  /** writes every pending row of the sheet; answers how many were written */
  flushSheetRows(input: { sheet: string }): Promise<{ written: number }>;
}

export type CallActivities = LocalCallActivities & ToolActivities & ReplyActivities & WrapUpActivities;
