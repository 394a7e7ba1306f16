import { createAdminClient } from '../admin-client.ts';
import { detailLines, turnLines } from '../calls/format.ts';
import { type ConversationTemplate, drawConversation } from '../sim/caller/conversation.ts';
import { seededRandom } from '../sim/random.ts';
import type { StackState } from '../stack/state.ts';
import { gatherEvidence } from './evidence.ts';
import { type Follower, finishedCall, followCall } from './follow.ts';
import { freeIn, withFreeDay } from './free-day.ts';
import { withFreshNumber } from './fresh-number.ts';
import { outcomeLines } from './outcome.ts';
import { type DemoReport, demoReport } from './report.ts';
import { textCall } from './text-call.ts';
import { disagreements, type Evidence } from './verdict.ts';
import { type VoiceCall, voiceCall } from './voice-call.ts';

export interface DemoOptions {
  template: ConversationTemplate;
  seed: number;
  /** without audio */
  text: boolean;
  /** a line for people */
  print(line: string): void;
  /** hangs up; the demo then rejects */
  signal: AbortSignal;
}

/** One call on a running stack: tells it as it happens, then what became of it. `faults` is empty when all is as said. */
export async function demo(
  stack: StackState,
  { template: whole, seed, text, print, signal }: DemoOptions,
): Promise<{ report: DemoReport; evidence: Evidence; faults: string[] }> {
  signal.throwIfAborted();
  const admin = createAdminClient(stack.admin);
  const { template, taken } = await withFreeDay(withFreshNumber(whole), seed, {
    home: stack.home,
    isFree: freeIn(stack, whole.to),
  });
  const { goal, from, to, voice: callerVoice } = drawConversation(template, seededRandom(seed));
  const printAll = (lines: readonly string[]) => {
    for (const line of lines) print(line);
  };
  const follower: Follower = {
    turn: (turn) => printAll(turnLines(turn)),
    details: (turn) => printAll(detailLines(turn)),
  };
  print(
    `${template.title}: ${from} calls ${to} by ${text ? 'text' : `voice (${callerVoice})`}, seed ${seed}`,
  );
  if (taken.length > 0) print(`no free time is left on ${taken.join(', ')}: another day is asked for`);
  if (!text && template.language !== 'en')
    print('The caller is heard by the scripted recogniser: no package brings a model for this language.');

  let following: ReturnType<typeof followCall> | undefined;
  const onStart = (id: string) => {
    print(`call ${id}`);
    if (!text) print('the caller gets ready: its lines, and what it listens for, are rendered');
    print('');
    following = followCall(admin, id, follower);
  };
  const place = async (): Promise<{ callId: string; voice: VoiceCall | null }> => {
    if (text) return { callId: (await textCall(admin, template, seed, onStart, signal)).callId, voice: null };
    const voice = await voiceCall(stack, template, seed, onStart, signal);
    return { callId: voice.report.callId, voice };
  };
  const { callId, voice } = await place().finally(() => following?.stop());
  signal.throwIfAborted();
  if (voice?.report.ended === 'gave-up')
    print('the caller gave up: it did not understand the agent, or nobody spoke');
  const call = await finishedCall(admin, callId, signal);
  const evidence = {
    ...(await gatherEvidence(stack, call.callId, call.opening.timeZone)),
    studyName: call.dialog.slots.study?.say,
  };
  const report = demoReport(call, voice, stack);
  printAll(
    outcomeLines(report, {
      breakdown: call.afterwards?.costBreakdown ?? null,
      evidence,
      uiUrl: stack.temporal.uiUrl,
    }),
  );
  return { report, evidence, faults: disagreements(goal, evidence) };
}
