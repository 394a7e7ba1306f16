import type { CancellationScope } from '@temporalio/workflow';
import {
  type AttachEdge,
  type CallOpening,
  type EndReason,
  type OpenCall,
  type ResumePoint,
  resumeTurnId,
} from '../contracts/call-messages.ts';
import { runToReply } from './dialog-rounds.ts';
import { createLiveCall, factsOf, type LiveCall } from './live-call.ts';
import { advanceDialog, prepareCall } from './settings.ts';
import { tellOpening } from './story.ts';
import type { TurnQueue } from './turn-queue.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** Freezes what the edge chose and lets the dialog begin: its first reply is the greeting. */
export async function openDialog(request: OpenCall, usage: UsageLedger): Promise<LiveCall> {
  const { scenarioHash, language } = request.opening;
  const facts = factsOf(request);
  const setup = await prepareCall(`${request.opening.scenario}, ${language}`, {
    scenarioHash,
    language,
    facts,
    at: request.at,
  });
  const ignore = () => undefined; // a greeting writes nothing
  const rounds = { facts, scenarioHash, onStep: ignore, onTool: ignore };
  const { state, reply } = await runToReply(rounds, setup.start, setup.start.state.at, request.at);
  const call = createLiveCall(request, setup, reply, state, usage);
  tellOpening(call);
  return call;
}

/** What an edge needs in order to go on with the call; the same for every repeat. */
export function describeOpening(call: LiveCall, ended: EndReason | null): CallOpening {
  const { edge, epoch, request, question, reply, dialog } = call;
  // the question that the edge could not know; later ones come as replies or by `attach`
  const isUnasked = question !== '' && edge !== null && epoch === request.epoch && dialog.turnSeq === 0;
  const resume = { state: dialog.at, expects: reply.expects, say: question };
  return {
    language: call.dialog.language,
    expects: call.reply.expects,
    greeting: call.greeting,
    state: call.dialog.at,
    noInputMs: call.setup.noInputMs,
    maxCallMs: call.setup.maxCallMs,
    ...(ended === null ? {} : { ended }),
    ...(isUnasked ? { resume } : {}),
  };
}

/**
 * Another edge takes the call over. It does not queue behind a running turn: the words on their way to the lost edge
 * are stopped, and the turn then answers with the whole text (`delivery: 'text'`), so whoever joins its update speaks it.
 */
export async function attach(
  call: LiveCall,
  { epoch, edge, heard }: AttachEdge,
  queue: TurnQueue,
  speaking: CancellationScope | null,
): Promise<ResumePoint> {
  const again = epoch === call.epoch; // a repeated attach under another update id
  call.epoch = epoch;
  call.edge = edge;
  call.transcript.hear(heard);
  if (!again) speaking?.cancel();
  const runningTurnId = queue.runningTurnId();
  const at = new Date().toISOString();
  const { effect } = await advanceDialog(`${call.dialog.at}: another edge goes on`, {
    scenarioHash: call.request.opening.scenarioHash,
    state: call.dialog,
    event: { type: 'resumed' },
    facts: call.facts,
    at,
  });
  // its state is not kept: a short repeat changes nothing that a turn running meanwhile could contradict
  const { text: say, expects } = effect.type === 'reply' ? effect.reply : call.reply;
  const resume = { state: call.dialog.at, expects, say };
  // while a turn runs its answer is spoken instead
  if (runningTurnId !== null) return { ...resume, runningTurnId };
  const turnId = resumeTurnId(epoch);
  if (call.transcript.find(turnId) === undefined) call.transcript.remark(turnId, say, call.dialog.at, at);
  // the lost edge may not have come to it; the transfer's id tells whether it has
  const { action } = call.reply;
  return action.type === 'none' ? resume : { ...resume, action };
}
