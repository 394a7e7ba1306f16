import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { edgeToken, sameToken } from '../../platform/edge-token.ts';
import { answerHealth, type Readiness } from '../../platform/health.ts';
import type { Log } from '../../platform/log.ts';
import type { CallClient } from '../brain/call-client.ts';
import type { Departures } from '../calls/departures.ts';
import { createPlaceHandler, type PlaceOptions } from './places.ts';
import { BadRequest, parseBody, readJson } from './read-body.ts';
import { readReply } from './reply-intake.ts';
import { createTransferHandler, sendAnswer } from './transfers.ts';

export interface InternalListenerOptions extends PlaceOptions {
  departures: Departures;
  /** the workflows of calls that no edge has any more */
  calls: Pick<CallClient, 'end'>;
  ready: Readiness;
  log: Log;
}

const digitRequest = z.object({
  digit: z.string().regex(/^[0-9A-D*#]$/),
  sequence: z.string().max(128).optional(),
});
const heldRequest = z.object({ held: z.boolean() });
/** A socket of a call that lives answers a ping within this. */
const ALIVE_WITHIN_MS = 800;
/** Digits whose repeats are recognised, over all calls. */
const DIGITS_KEPT = 2000;

/** The listener for our own processes: places, replies, digits, health and metrics. Not listening yet. */
export function createInternalListener(options: InternalListenerOptions): Server {
  const { register, secret, log } = options;
  const seenDigits = new Set<string>();
  const places = createPlaceHandler(options);
  const transfers = createTransferHandler(options);

  const digit = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    const body = parseBody(digitRequest, await readJson(request));
    const call = register.get(id);
    if (call === null) return send(response, 404, { error: `call ${id} is not on this edge` });
    const mark = body.sequence === undefined ? null : `${id} ${body.sequence}`;
    if (mark === null || !seenDigits.has(mark)) call.session.digit(body.digit);
    if (mark !== null) seenDigits.add(mark);
    for (const oldest of seenDigits) {
      if (seenDigits.size <= DIGITS_KEPT) break;
      seenDigits.delete(oldest);
    }
    send(response, 202, { status: 'taken' });
  };

  const held = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    const body = parseBody(heldRequest, await readJson(request));
    const call = register.get(id);
    if (call === null) return send(response, 404, { error: `call ${id} is not on this edge` });
    call.session.lineHeld(body.held);
    send(response, 202, { status: 'taken' });
  };

  /** The call, where the bearer token is for it; else the refusal has been sent. */
  const authorised = (request: IncomingMessage, response: ServerResponse, id: string) => {
    const call = register.get(id);
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (call === null) send(response, 404, { error: `call ${id} is not on this edge` });
    else if (given === undefined) send(response, 401, { error: 'a bearer token is missing' });
    else if (!sameToken(given, edgeToken(secret, id, call.epoch)))
      send(response, 403, { error: `the bearer token is not for call ${id} in its present epoch` });
    else return call;
    return null;
  };

  const reply = (
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
    turnId: string,
    query: URLSearchParams,
  ) => {
    const call = authorised(request, response, id);
    if (call === null) return;
    const attempt = Number(query.get('attempt') ?? '1');
    if (!Number.isInteger(attempt) || attempt < 1)
      return send(response, 400, {
        error: `attempt must be a whole number from 1, got ${query.get('attempt')}`,
      });
    readReply(request, response, call.session.replies, { turnId, attempt });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://edge');
    const [root, id, second, turnId, last] = pathname.slice(1).split('/').map(decodeURIComponent);
    if (root === 'calls' && id === undefined) {
      if (request.method === 'POST') return places(request, response);
      if (request.method === 'GET') return send(response, 200, register.counts());
    }
    if (request.method === 'GET' && root === 'calls' && id !== undefined && second === undefined) {
      const call = register.get(id);
      const lives = call !== null && (await call.leg.alive(ALIVE_WITHIN_MS));
      return lives
        ? send(response, 200, { epoch: call.epoch })
        : send(response, 404, { error: `call ${id} is not on this edge` });
    }
    // behind AudioSocket() and Dial(WebSocket/…) the dialplan asks what to do with the call
    if (request.method === 'GET' && root === 'calls' && id !== undefined && second === 'next')
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end(options.departures.ask(id));
    if (request.method === 'POST' && root === 'calls' && id !== undefined) {
      if (second === 'dtmf' && turnId === undefined) return digit(request, response, id);
      if (second === 'held' && turnId === undefined) return held(request, response, id);
      if (second === 'secrets' && turnId !== undefined) {
        const digits = authorised(request, response, id)?.session.takeSecret(turnId);
        if (digits === undefined) return;
        return digits === null
          ? send(response, 404, { error: `call ${id} has nothing for "${turnId}": ask the caller again` })
          : send(response, 200, { digits });
      }
      if (second === 'transfer' && (turnId === 'claim' || turnId === 'result'))
        return sendAnswer(response, await transfers(id, turnId, request));
      if (second === 'turns' && turnId !== undefined && last === 'reply')
        return reply(request, response, id, turnId, searchParams);
    }
    if (await answerHealth(request, response, options.ready)) return;
    send(response, 404, { error: `no such path: ${request.method} ${pathname}` });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof BadRequest ? error.status : error instanceof URIError ? 400 : 500;
      if (status === 500) log.error('a request failed', { error });
      if (response.headersSent) return response.destroy();
      response.setHeader('connection', 'close');
      send(response, status, {
        error: status === 500 ? 'the edge failed: see its log' : `${(error as Error).message}`,
      });
    });
  });
  // workers keep their connections between turns
  server.keepAliveTimeout = 120_000;
  return server;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
