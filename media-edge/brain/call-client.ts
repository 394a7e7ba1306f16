import type { CallOpening, EndCall, OpenCall, Turn, TurnOutcome } from '../../contracts/call-messages.ts';

/** The call workflow as the edge speaks to it. One try each, bounded in time; rejects with CallClientError. */
export interface CallClient {
  /** `leg` names the connection: sent again it is answered alike, another leg learns how the call stands by now */
  open(call: OpenCall, leg: string): Promise<CallOpening>;
  /** a turn that is sent again joins the running one and is never run twice */
  submit(callId: string, turn: Turn): Promise<TurnOutcome>;
  end(callId: string, end: EndCall): Promise<void>;
}

/**
 * Why a message was not answered. `ended`: the call is over; `stale`: another edge has it; `failed`: a fault that
 * another try would meet again; `unreachable`: nothing is known, the message may have arrived.
 */
export type CallFault = 'ended' | 'stale' | 'failed' | 'unreachable';

export class CallClientError extends Error {
  override name = 'CallClientError';
  readonly fault: CallFault;
  constructor(fault: CallFault, cause: unknown) {
    super(`the call's workflow did not answer: ${fault}`, { cause });
    this.fault = fault;
  }
}
