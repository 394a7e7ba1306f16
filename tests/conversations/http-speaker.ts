import { randomUUID } from 'node:crypto';
import type { AdminClient } from '../../cli/admin-client.ts';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { wallClock } from '../../domain/slots/calendar.ts';
import type { Answer, Conversation, Speaker } from './play.ts';

/** The text channel of real processes: what POST /dialog and POST /session answer. */
export interface HttpSpeaker extends Speaker {
  sessionId: string;
}

/** Speaks to the tenant behind the number `to`, on the day that it is in `timeZone`. */
export function createHttpSpeaker(
  admin: AdminClient,
  { language, from }: Conversation,
  { to, timeZone }: { to: string; timeZone: string },
): HttpSpeaker {
  const sessionId = randomUUID();
  return {
    sessionId,
    today: wallClock(new Date().toISOString(), timeZone).day,
    async start(): Promise<Answer> {
      const begun = await admin.request<{ greeting: string; state: string; ended: boolean }>(
        'POST',
        '/session',
        { sessionId, to, from, language },
      );
      return { reply: begun.greeting, state: begun.state, slots: {}, ended: begun.ended };
    },
    async send(text): Promise<Answer> {
      const keys = /^\(keys ([\d#*]+)\)$/.exec(text)?.[1];
      return admin.request<DialogReply>('POST', '/dialog', {
        sessionId,
        messageId: randomUUID(),
        message: keys ?? (text === '(silence)' ? '' : text),
        ...(keys === undefined ? {} : { kind: 'dtmf' }),
      });
    },
  };
}
