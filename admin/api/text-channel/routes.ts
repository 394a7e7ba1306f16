import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type CallOpening,
  GREETING_TURN_ID,
  type TranscriptTurn,
  type Turn,
  type TurnOutcome,
} from '../../../contracts/call-messages.ts';
import type { DialogReply } from '../../../contracts/text-channel.ts';
import type { DialogState } from '../../../domain/dialog/types.ts';
import type { Json } from '../../../domain/json.ts';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { chooseOpening, type Snapshot } from '../../../domain/opening.ts';
import { plainText } from '../../../platform/plain-text.ts';
import { type Conversations, NoSuchSession, NoTextSession } from './conversation.ts';
import { oneAtATime } from './one-at-a-time.ts';

const idCalled = (name: string) =>
  z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, `a ${name} has 1-64 letters, digits, "-" or "_"`);
const sessionId = idCalled('sessionId');

const sessionRequest = z.strictObject({
  sessionId: sessionId.optional(),
  to: z.string().max(64).overwrite(plainText).default(''),
  from: z.string().max(64).overwrite(plainText).default(''),
  language: z.enum(LANGUAGES).optional(),
});
const dialogRequest = sessionRequest
  .extend({
    /** '' counts as the caller's silence */
    message: z.string().max(4000).overwrite(plainText),
    messageId: idCalled('messageId').optional(),
    kind: z.enum(['speech', 'dtmf']).default('speech'),
  })
  .refine(({ kind, message }) => kind !== 'dtmf' || /^[0-9*#A-D]*$/.test(message), {
    path: ['message'],
    error: 'keys are 0-9, *, # and A-D',
  });
type SessionRequest = z.infer<typeof sessionRequest>;
type Request = z.infer<typeof dialogRequest>;

/** POST /dialog, POST /session, GET and DELETE /session/{id}: the call workflow by text (contracts/text-channel.ts). */
export function textChannel(deps: {
  conversations: Conversations;
  snapshot: () => Snapshot;
}): FastifyPluginAsyncZod {
  const { conversations, snapshot } = deps;
  // who types two messages quickly means both: unlike speech, the second does not supersede the first
  const inTurn = oneAtATime();

  const begin = async (callId: string, { from, to, language }: SessionRequest): Promise<CallOpening> => {
    const opening = chooseOpening(snapshot(), { callId, from, to }, language);
    if (opening === null) throw new NoRoute(to);
    return conversations.open({
      callId,
      epoch: 1,
      channel: 'text',
      from,
      to,
      at: new Date().toISOString(),
      opening,
      edge: null,
    });
  };

  const mustGoOn = async (callId: string): Promise<void> => {
    const { ended, channel } = await conversations.look(callId);
    // a phone call is ended by its switch
    if (channel !== 'text') throw new NoTextSession(callId, channel);
    if (ended !== null) throw new NoSuchSession(callId, 'ended');
  };

  /** An unknown session is opened first, so a client may choose its own id. */
  const exchange = async (callId: string, request: Request, turn: Turn): Promise<TurnOutcome> => {
    if (request.sessionId !== undefined) {
      try {
        return await conversations.say(callId, turn);
      } catch (error) {
        if (error instanceof WorkflowUpdateFailedError) await mustGoOn(callId);
        if (!(error instanceof NoSuchSession && error.kind === 'unknown')) throw error;
      }
    }
    await begin(callId, request);
    return conversations.say(callId, turn);
  };

  return async (server) => {
    server.post('/dialog', { schema: { body: dialogRequest } }, async (request): Promise<DialogReply> => {
      const callId = request.body.sessionId ?? randomUUID();
      const turn = turnOf(request.body);
      const outcome = await inTurn(callId, () => exchange(callId, request.body, turn));
      const { dialog, transcript } = await conversations.look(callId);
      const greeting = greetingBefore(turn, transcript);
      return {
        sessionId: callId,
        reply: outcome.reply,
        ...(greeting === undefined ? {} : { greeting }),
        state: outcome.state,
        slots: plainSlots(dialog),
        // nobody hangs up a text session but the dialog itself: the workflow ends with it
        ended: outcome.action.type !== 'none',
      };
    });

    server.post('/session', { schema: { body: sessionRequest } }, async (request, reply) => {
      const callId = request.body.sessionId ?? randomUUID();
      const { greeting, state } = await begin(callId, request.body);
      // opening is answered as the first time, even after the end
      if (request.body.sessionId !== undefined) await mustGoOn(callId);
      return reply.code(201).send({ sessionId: callId, greeting, state, ended: false });
    });

    server.get('/session/:id', { schema: { params: z.object({ id: sessionId }) } }, async ({ params }) => {
      const state = await conversations.look(params.id);
      return {
        sessionId: params.id,
        state: state.dialog.at,
        language: state.dialog.language,
        slots: plainSlots(state.dialog),
        ended: state.ended !== null,
        outcome: state.outcome,
        transcript: state.transcript.map(({ turnId, caller, agent }) => ({ turnId, caller, agent })),
      };
    });

    server.delete(
      '/session/:id',
      { schema: { params: z.object({ id: sessionId }) } },
      async ({ params }, reply) => {
        await mustGoOn(params.id);
        await conversations.end(params.id, 'deleted');
        return reply.code(204).send();
      },
    );
  };
}

/** No route fits the dialled number: the answer names it and the repair. */
export class NoRoute extends Error {
  override name = 'NoRoute';
  constructor(to: string) {
    super(
      `no scenario answers "${to}": add a route for it, or for "*", to routes.yaml and see that its scenario is published`,
    );
  }
}

function turnOf({ message, messageId, kind, language }: Request): Turn {
  return {
    turnId: messageId ?? randomUUID(),
    epoch: 1,
    via: 'text',
    kind: message === '' ? 'silence' : kind,
    text: message,
    confidence: null,
    language: (language ?? null) as Language | null,
    at: new Date().toISOString(),
    usage: [],
    stages: [],
  };
}

/** The greeting, when this turn is the session's first: a repeat of the first message hears it once more. */
function greetingBefore({ turnId }: Turn, transcript: readonly TranscriptTurn[]): string | undefined {
  const [greeting, first] = transcript;
  return first?.turnId === turnId && greeting?.turnId === GREETING_TURN_ID ? greeting.agent : undefined;
}

const plainSlots = (dialog: DialogState): Record<string, Json> =>
  Object.fromEntries(Object.entries(dialog.slots).map(([name, slot]) => [name, slot.value]));
