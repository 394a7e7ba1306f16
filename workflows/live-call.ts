import type { CallSetup } from '../contracts/activities.ts';
import type { EdgeAddress, OpenCall } from '../contracts/call-messages.ts';
import type { CallFacts, DialogState, Outcome, Reply } from '../domain/dialog/types.ts';
import { type AppointmentLedger, createAppointmentLedger } from './appointment-ledger.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** A call from openCall on: what was frozen then, and what its turns change. */
export interface LiveCall {
  readonly request: OpenCall;
  readonly facts: CallFacts;
  readonly setup: Omit<CallSetup, 'start'>;
  readonly greeting: string;
  readonly transcript: Transcript;
  readonly appointments: AppointmentLedger;
  readonly usage: UsageLedger;
  /** tools whose last run did not end well, by name; a later success clears it */
  readonly brokenTools: Set<string>;
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

export const factsOf = ({ callId, from, to, opening }: OpenCall): CallFacts => ({
  callId,
  tenant: opening.tenant,
  from,
  to,
  timeZone: opening.timeZone,
});

/** The call as it stands once its dialog has started; `reply` is the greeting. */
export function createLiveCall(
  request: OpenCall,
  { start, ...setup }: CallSetup,
  reply: Reply,
  dialog: DialogState,
  usage: UsageLedger,
): LiveCall {
  const transcript = createTranscript();
  transcript.greet(reply.text, dialog.at, request.at);
  const appointments = createAppointmentLedger();
  appointments.note(start.state.appointments);
  return {
    request,
    facts: factsOf(request),
    setup,
    greeting: reply.text,
    transcript,
    appointments,
    usage,
    brokenTools: new Set(),
    epoch: request.epoch,
    edge: request.edge,
    dialog,
    reply,
    turnSeq: dialog.turnSeq,
    end: null,
    told: { state: '' },
  };
}
