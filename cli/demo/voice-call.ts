import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CallerEvent } from '../sim/caller/caller.ts';
import type { ConversationTemplate } from '../sim/caller/conversation.ts';
import { type CallReport, placeCall } from '../sim/place-call.ts';
import type { StackState } from '../stack/state.ts';
import { tellRecogniser } from './scripted-recogniser.ts';
import { startControlledSwitch } from './switch-and-control.ts';

/** The caller's side of one call by voice, and when it was answered on this machine's clock. */
export interface VoiceCall {
  report: CallReport;
  answeredAtMs: number;
}

/**
 * One call over the simulated switch; `onStart` is told its id before it is placed. Languages without a recogniser are
 * heard by the scripted one, which is told each line as the caller begins to say it. `signal` hangs up.
 */
export async function voiceCall(
  stack: StackState,
  template: ConversationTemplate,
  seed: number,
  onStart: (callId: string) => void,
  signal?: AbortSignal,
): Promise<VoiceCall> {
  const callId = randomUUID();
  const line = await startControlledSwitch(stack, seed);
  const told: Promise<void>[] = [];
  try {
    let answeredAtMs = Date.now();
    onStart(callId);
    const report = await placeCall({
      switch: line.switch,
      conversation: template,
      seed,
      callId,
      signal,
      recordingPath: join(stack.home, 'calls', `${callId}-at-the-caller.wav`),
      onEvent: (event: CallerEvent | { type: 'answered' }) => {
        if (event.type === 'answered') answeredAtMs = Date.now();
        if (event.type === 'says' && template.language !== 'en')
          told.push(tellRecogniser(stack.speechUrl, callId, event.text));
      },
    });
    await Promise.all(told);
    return { report, answeredAtMs };
  } finally {
    await Promise.allSettled(told);
    await line.stop();
  }
}
