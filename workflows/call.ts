import {
  allHandlersFinished,
  CancellationScope,
  condition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type AttachEdge,
  attachEdge,
  type CallInput,
  type CallResult,
  callState,
  END_REASONS,
  type EndCall,
  type EndReason,
  endCall,
  type OpenCall,
  openCall,
  type Recording,
  submitTurn,
  type Turn,
} from '../contracts/call-messages.ts';
import { callStateOf } from './call-state.ts';
import type { LiveCall } from './live-call.ts';
import { machineSeconds } from './machine-usage.ts';
import { attach, describeOpening, openDialog } from './open.ts';
import { refuseAttach, refuseOpen, refuseTurn } from './refusals.ts';
import { outcomeOf, takeTurn } from './take-turn.ts';
import { callerTurns } from './transcript.ts';
import { createTurnQueue } from './turn-queue.ts';
import { createUsageLedger } from './usage-ledger.ts';
import { waitForEnd } from './wait-for-end.ts';
import { wrapUp } from './wrap-up.ts';

/** What the handlers of a call share and change. */
interface CallNow {
  /** null until openCall has prepared the dialog */
  live: LiveCall | null;
  opening: Promise<LiveCall> | null;
  ended: EndReason | null;
  recording: Recording | null;
  lastMessageAtMs: number;
  /** the reply that is being streamed */
  speaking: CancellationScope | null;
}

/** One phone call, from its opening to its exported row. Everything about it comes with the update `openCall`. */
export async function call({ callId, silenceLimitMs }: CallInput): Promise<CallResult> {
  const startedAtMs = Date.now();
  const usage = createUsageLedger();
  const now: CallNow = {
    live: null,
    opening: null,
    ended: null,
    recording: null,
    lastMessageAtMs: startedAtMs,
    speaking: null,
  };
  const opened = (): LiveCall => {
    if (now.live === null) throw new Error(`call ${callId} is not open yet`); // validators refuse before
    return now.live;
  };
  const standing = () => ({
    callId,
    epoch: now.live?.epoch ?? null,
    ended: now.ended,
    channel: now.live?.request.channel ?? null,
  });
  const noteMessage = () => {
    now.lastMessageAtMs = Date.now();
  };
  const surroundings = {
    listening: () => now.ended === null,
    speakIn: (scope: CancellationScope | null) => {
      now.speaking = scope;
    },
  };
  const queue = createTurnQueue(
    (turn) => takeTurn(opened(), turn, surroundings),
    ({ turnId }) => outcomeOf(opened(), turnId, 'superseded', ''),
  );

  // a repeated openCall under another update id joins the first one's opening
  const openOnce = (request: OpenCall): Promise<LiveCall> => {
    now.opening ??= openDialog(request, usage).then(
      (live) => {
        now.live = live;
        return live;
      },
      (error: unknown) => {
        now.opening = null; // a later openCall may find the scenario
        throw error;
      },
    );
    return now.opening;
  };
  const onOpen = async (request: OpenCall) => {
    noteMessage();
    const live = await openOnce(request);
    const { epoch, edge } = request;
    // the edge that opened the call knows its greeting; a leg of any later epoch has to be told what to say
    const takesOver = epoch >= live.epoch && epoch > live.request.epoch;
    if (!takesOver || now.ended !== null || edge === null) return describeOpening(live, now.ended);
    const resume = await attach(live, { epoch, edge }, queue, now.speaking);
    return { ...describeOpening(live, now.ended), resume };
  };
  const onAttach = (request: AttachEdge) => {
    noteMessage();
    return attach(opened(), request, queue, now.speaking);
  };
  const onTurn = async (turn: Turn) => {
    noteMessage();
    const { transcript, edge } = opened();
    transcript.hear(turn.heard);
    transcript.measure(turn.stages);
    usage.add(turn.usage);
    if (turn.supersedes !== undefined) transcript.supersede(turn.supersedes);
    const outcome = await queue.run(turn);
    transcript.measure(turn.stages); // this turn's own stages found no line before
    noteMessage();
    // nobody hangs up a text session but the dialog itself
    if (edge === null && outcome.delivery !== 'superseded' && outcome.action.type !== 'none')
      now.ended ??= outcome.action.type === 'transfer' ? 'transferred' : 'agent-hung-up';
    return outcome;
  };
  const onEnd = (end: EndCall) => {
    // an edge that lost the call to another must not hang up the other's call
    if (end.epoch !== undefined && now.live !== null && end.epoch < now.live.epoch) return;
    now.ended ??= END_REASONS.includes(end.reason) ? end.reason : 'caller-hung-up';
    now.recording ??= end.recording ?? null;
    usage.add(end.usage ?? []);
    now.live?.transcript.hear(end.heard);
    now.live?.transcript.measure(end.stages ?? []);
    now.speaking?.cancel();
  };

  // all before the first await: a signal may be there already
  setHandler(callState, () =>
    callStateOf(opened(), { ended: now.ended, runningTurnId: queue.runningTurnId() }),
  );
  setHandler(endCall, onEnd);
  setHandler(openCall, onOpen, { validator: (request) => refuseOpen(standing(), request) });
  setHandler(submitTurn, onTurn, { validator: (turn) => refuseTurn(standing(), turn) });
  setHandler(attachEdge, onAttach, { validator: (request) => refuseAttach(standing(), request) });

  now.ended = await waitForEnd({
    startedAtMs,
    silenceLimitMs,
    ended: () => now.ended ?? (workflowInfo().continueAsNewSuggested ? 'time-limit' : null),
    lastMessageAtMs: () => now.lastMessageAtMs,
    turnRuns: () => queue.runningTurnId() !== null,
    call: () =>
      now.live && {
        text: now.live.request.channel === 'text',
        maxCallMs: now.live.setup.maxCallMs,
        transferring: now.live.reply.action.type === 'transfer',
      },
  });
  const ended = now.ended;
  const endedAt = new Date().toISOString();
  // accepted turns run to their end, and their callers get an answer
  await condition(allHandlersFinished);
  const { live, recording } = now;
  if (live === null) return { callId, outcome: 'failed', ended, state: '', turns: 0, costMicroUsd: 0 };

  usage.add([machineSeconds(startedAtMs, Date.parse(endedAt))]);
  const state = callStateOf(live, { ended, runningTurnId: null });
  const { outcome, costMicroUsd } = await CancellationScope.nonCancellable(() =>
    wrapUp(live, { ended, endedAt, recording, state }),
  );
  const turns = callerTurns(state.transcript);
  return { callId, outcome, ended, state: live.dialog.at, turns, costMicroUsd };
}
