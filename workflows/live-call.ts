import type { CallSetup } from '../contracts/activities.ts';
import { type EdgeAddress, type OpenCall, resumeTurnId } from '../contracts/call-messages.ts';
import type { CallFacts, DialogState, Outcome, Reply, Step } from '../domain/dialog/types.ts';
import { callerNumber } from '../domain/schedule/phone-number.ts';
import { type AppointmentLedger, createAppointmentLedger } from './appointment-ledger.ts';
import { createOrderLedger, type OrderLedger } from './order-ledger.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** A call from openCall on: what was frozen then, and what its turns change. */
export interface LiveCall {
  readonly request: OpenCall;
  readonly facts: CallFacts;
  readonly setup: Omit<CallSetup, 'start'>;
  /** the first reply whole, its question included */
  readonly greeting: string;
  /** the question behind what the edge greets with by itself; '' where that is all */
  readonly question: string;
  readonly transcript: Transcript;
  readonly appointments: AppointmentLedger;
  readonly orders: OrderLedger;
  readonly usage: UsageLedger;
  /** tools whose last run did not end well, by name; a later success clears it */
  readonly brokenTools: Set<string>;
  /** a turn, superseded ones included, may have left a call-back */
  callbackTried: boolean;
  /** of the newest edge; older ones are refused */
  epoch: number;
  edge: EdgeAddress | null;
  dialog: DialogState;
  /** what was answered last: its `expects` holds until the next turn */
  reply: Reply;
  /** the highest turn number given out, superseded turns included, so that a newer write always wins */
  turnSeq: number;
  /** how it ended, null while it runs; the cost follows when it has been accounted */
  end: { outcome: Outcome; costMicroUsd: number | null } | null;
  /** what the search attributes say */
  told: { state: string };
}

/** Frozen when the call opens, with the caller's number in the one form in which appointments are booked and found. */
export const factsOf = ({ callId, from, to, opening }: OpenCall): CallFacts => ({
  callId,
  tenant: opening.tenant,
  from: callerNumber(from),
  to,
  timeZone: opening.timeZone,
});

/**
 * The call as it stands once its dialog has started; `reply` is the greeting. An edge has said only what comes before the
 * first tool, if one ran: the question behind it is a line of its own.
 */
export function createLiveCall(
  request: OpenCall,
  { start, ...setup }: CallSetup,
  reply: Reply,
  dialog: DialogState,
  usage: UsageLedger,
): LiveCall {
  const transcript = createTranscript();
  const ahead = request.edge === null ? reply.text : spokenAhead(start, reply);
  const question = reply.text.slice(ahead.length).trim();
  transcript.greet(ahead, dialog.at, request.at);
  if (question !== '') transcript.remark(resumeTurnId(request.epoch), question, dialog.at, request.at);
  const appointments = createAppointmentLedger();
  appointments.note(start.state.appointments);
  return {
    request,
    facts: factsOf(request),
    setup,
    greeting: reply.text,
    question,
    transcript,
    appointments,
    orders: createOrderLedger(),
    usage,
    brokenTools: new Set(),
    callbackTried: false,
    epoch: request.epoch,
    edge: request.edge,
    dialog,
    reply,
    turnSeq: dialog.turnSeq,
    end: null,
    told: { state: '' },
  };
}

/** What the edge, which knows the scenario but not the caller, has greeted with. */
function spokenAhead({ state, effect }: Step, { text }: Reply): string {
  const { prefix } = state.memory;
  if (effect.type === 'reply' || typeof prefix !== 'string') return text;
  return text.startsWith(prefix) ? prefix : text;
}
