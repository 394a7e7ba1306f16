import type { CallState, EndReason } from '../contracts/call-messages.ts';
import type { LiveCall } from './live-call.ts';

/** The call as the query `callState` and everything after the call see it. */
export function callStateOf(
  call: LiveCall,
  { ended, runningTurnId }: { ended: EndReason | null; runningTurnId: string | null },
): CallState {
  const { callId, channel, to, at, opening } = call.request;
  return {
    callId,
    epoch: call.epoch,
    channel,
    from: call.facts.from,
    to,
    startedAt: at,
    opening,
    dialog: call.dialog,
    transcript: call.transcript.lines(),
    usage: call.usage.all(),
    runningTurnId,
    ended,
    outcome: call.end?.outcome ?? null,
    costMicroUsd: call.end?.costMicroUsd ?? null,
  };
}
