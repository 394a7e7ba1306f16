import { randomUUID } from 'node:crypto';
import type { DialogReply } from '../../contracts/text-channel.ts';
import type { AdminClient } from '../admin-client.ts';
import {
  type Conversation,
  type ConversationTemplate,
  drawConversation,
} from '../sim/caller/conversation.ts';
import { createScript } from '../sim/caller/next-action.ts';
import { seededRandom } from '../sim/random.ts';
import { askedIn, valuesIn } from './text-ear.ts';

const MAX_TURNS = 60;

/** The same conversation without audio: the caller reads what the agent writes. Interruptions are said as lines; `signal` hangs up. */
export async function textCall(
  admin: AdminClient,
  template: ConversationTemplate,
  seed: number,
  onStart: (callId: string) => void = () => {},
  signal?: AbortSignal,
): Promise<{ callId: string; conversation: Conversation }> {
  const conversation = drawConversation(template, seededRandom(seed));
  const phrases = conversation.answers.flatMap(({ asked }) => asked);
  const script = createScript(conversation);
  const callId = randomUUID();
  const { from, to, language } = conversation;
  const { greeting } = await admin.request<{ greeting: string }>('POST', '/session', {
    sessionId: callId,
    from,
    to,
    language,
  });
  onStart(callId);
  let heard = greeting;
  for (let turn = 0; turn < MAX_TURNS && !signal?.aborted; turn++) {
    const next = script.next(askedIn(heard, phrases), valuesIn(heard, conversation.checks));
    if (next === null || next.action['hang-up']) break;
    const { say, keys, interrupt } = next.action;
    for (const message of [
      say ?? (keys === undefined && interrupt === undefined ? '' : undefined),
      interrupt?.say,
    ]) {
      if (message === undefined) continue;
      const reply = await send({ message });
      if (reply.ended) return { callId, conversation };
      heard = reply.reply;
    }
    if (keys !== undefined) {
      const reply = await send({ message: keys, kind: 'dtmf' });
      if (reply.ended) return { callId, conversation };
      heard = reply.reply;
    }
  }
  await admin.request('DELETE', `/session/${callId}`).catch(() => undefined); // it may have ended by itself
  return { callId, conversation };

  function send(line: { message: string; kind?: 'dtmf' }): Promise<DialogReply> {
    return admin.request<DialogReply>('POST', '/dialog', {
      sessionId: callId,
      messageId: randomUUID(),
      ...line,
    });
  }
}
