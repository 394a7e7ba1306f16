import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type ConversationTemplate, drawConversation } from '../sim/caller/conversation.ts';
import { type CallReport, placeCall } from '../sim/place-call.ts';
import { seededRandom } from '../sim/random.ts';
import type { StackState } from '../stack/state.ts';
import { startControlledSwitch } from './switch-and-control.ts';

/** The caller's side of one call by voice, and when it was answered on this machine's clock. */
export interface VoiceCall {
  report: CallReport;
  answeredAtMs: number;
}

/**
 * One call over the simulated switch. Languages without a recogniser are heard by the scripted one: its lines are
 * handed to the speech worker ahead, under the call's id.
 */
export async function voiceCall(
  stack: StackState,
  template: ConversationTemplate,
  seed: number,
  onStart: (callId: string) => void,
): Promise<VoiceCall> {
  const callId = randomUUID();
  const line = await startControlledSwitch(stack, seed);
  try {
    if (template.language !== 'en') await scriptRecogniser(stack, callId, template, seed);
    let answeredAtMs = Date.now();
    onStart(callId);
    const report = await placeCall({
      switch: line.switch,
      conversation: template,
      seed,
      callId,
      recordingPath: join(stack.home, 'calls', `${callId}-at-the-caller.wav`),
      onEvent: (event) => {
        if (event.type === 'answered') answeredAtMs = Date.now();
      },
    });
    return { report, answeredAtMs };
  } finally {
    await line.stop();
  }
}

async function scriptRecogniser(
  stack: StackState,
  key: string,
  template: ConversationTemplate,
  seed: number,
): Promise<void> {
  const { steps } = drawConversation(template, seededRandom(seed));
  const lines = steps.flatMap(({ say, interrupt }) =>
    [say, interrupt?.say].filter((text) => text !== undefined),
  );
  const response = await fetch(new URL('/x/script', stack.speechUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key, lines }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok)
    throw new Error(`the speech worker refused the script: ${response.status} ${await response.text()}`);
}
