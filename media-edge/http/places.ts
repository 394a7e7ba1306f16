import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { PlaceReply } from '../../contracts/edge-api.ts';
import { languageSchema } from '../../domain/language.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { CallRegister } from '../calls/call-register.ts';
import { PLACE_LASTS_MS, signPlace } from '../calls/place-token.ts';
import { isForm, parseBody, readForm, readJson } from './read-body.ts';

export interface PlaceOptions {
  register: CallRegister;
  secret: string;
  /** where switches connect, e.g. ws://127.0.0.1:8090 */
  publicUrl: string;
  /** first segments of paths that the public listener knows */
  dialects: readonly string[];
  /** what a call would lack now, e.g. right after the start; null: nothing */
  missing: () => string | null;
  /** connects to a channel of Asterisk's that waits for us; rejects with what to do */
  joinChannel: (callId: string, connectionId: string) => Promise<void>;
}

const name = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'expected 1-128 letters, digits, dots, dashes');
const placeRequest = z.object({
  callId: name,
  // a form has text only
  epoch: z.coerce.number().int().min(1).max(999_999_999),
  from: z.string().max(256).overwrite(plainText),
  to: z.string().max(256).overwrite(plainText),
  dialect: z.string().default('fs'),
  mediaConnection: name.optional(),
  by: name.optional(),
  reportsTransfers: z.boolean().optional(),
  briefing: z.object({ say: z.string().max(600).overwrite(plainText), language: languageSchema }).optional(),
});
type Wanted = z.infer<typeof placeRequest>;

/** 201 with where to connect, or why not. */
type Answer = { status: 201; reply: PlaceReply } | { status: number; error: string };

/**
 * `POST /calls`: promises a place on this edge to a call. JSON in and out; a form, as a dialplan's CURL() sends it, is
 * answered by `ok` or `no: <why>`, which a dialplan can compare.
 */
export function createPlaceHandler(
  options: PlaceOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const form = isForm(request);
    const body = form
      ? { epoch: '1', from: '', to: '', ...(await readForm(request)) }
      : await readJson(request);
    const answer = await place(parseBody(placeRequest, body), options);
    const error = 'error' in answer ? answer.error : null;
    if (form) {
      response.writeHead(answer.status, { 'content-type': 'text/plain' });
      return void response.end(error === null ? 'ok' : `no: ${error}`);
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify('reply' in answer ? answer.reply : { error })}\n`);
  };
}

async function place(wanted: Wanted, options: PlaceOptions): Promise<Answer> {
  const { register, secret, dialects } = options;
  const { callId, epoch, dialect, mediaConnection } = wanted;
  const lack = options.missing();
  // who asked tries again: a call that came to us now would be lost for the want of a scenario
  if (lack !== null) return { status: 503, error: lack };
  if (!dialects.includes(dialect))
    return { status: 400, error: `no dialect "${dialect}": choose ${dialects.join(', ')}` };
  if (!(await register.mayTakeOver(callId, epoch)))
    return { status: 409, error: `call ${callId} is connected with epoch ${epoch} or a later one` };
  const expiresAtMs = Date.now() + PLACE_LASTS_MS;
  const result = register.reserve(callId, { ...wanted, expiresAtMs });
  if (result === 'taken')
    return { status: 409, error: `call ${callId} was promised a place with epoch ${epoch} just now` };
  if (result !== 'reserved')
    return {
      status: 503,
      error:
        result === 'full'
          ? `this edge is full (${register.counts().max} calls): ask another one`
          : 'this edge is stopping: ask another one',
    };
  if (mediaConnection !== undefined) {
    try {
      await options.joinChannel(callId, mediaConnection);
    } catch (error) {
      register.claim(callId, epoch);
      return { status: 502, error: error instanceof Error ? error.message : String(error) };
    }
  }
  const token = signPlace(secret, callId, epoch, expiresAtMs);
  return {
    status: 201,
    reply: {
      url: options.publicUrl,
      path: `/${dialect}/${callId}/${token}`,
      expiresAt: new Date(expiresAtMs).toISOString(),
    },
  };
}
