import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { sameToken } from '../../platform/edge-token.ts';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import type { IncomingLeg } from '../calls/accept-call.ts';
import type { CallRegister } from '../calls/call-register.ts';
import { readPlace } from '../calls/place-token.ts';
import type { MediaTransport, Metadata } from '../transports/media-transport.ts';
import { createForkTransport } from '../transports/mod-audio-fork/transport.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';

/** mod_audio_fork sends up to five seconds of audio in one frame; nothing of its dialect is larger. */
const LARGEST_FRAME_BYTES = 512 * 1024;
/** The dialect sends metadata first; a switch that sends none is not waited for. */
const METADATA_WITHIN_MS = 500;
const PATH = /^\/fs\/([A-Za-z0-9._-]{1,128})(?:\/([^/]*))?$/;

const unreadable = counter({
  name: 'edge_unreadable_texts_total',
  help: 'Text frames that could not be read',
});
const refused = counter({ name: 'edge_refused_sockets_total', help: 'Refused sockets', labels: ['status'] });

export interface PublicListenerOptions {
  register: CallRegister;
  secret: string;
  /** for dialplans without a control connection; '' switches that mode off */
  staticToken: string;
  sampleRateHz: number;
  accept: (incoming: IncomingLeg) => void;
  /** what a call would lack now, e.g. right after the start; null: nothing */
  missing: () => string | null;
  log: Log;
}

type Entry = { epoch: number; from: string; to: string } | { fromMetadata: true };

/** The listener that switches connect to: `/fs/<callId>/<token>` and nothing else. Not listening yet. */
export function createPublicListener(options: PublicListenerOptions): Server {
  const { register, log, accept } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_FRAME_BYTES,
    // metadata is JSON or it is ignored
    skipUTF8Validation: true,
  });
  const server = createServer((request, response) => {
    const known = PATH.test(pathOf(request));
    response
      .writeHead(known ? 426 : 404, {
        'content-type': 'application/json',
        ...(known ? { upgrade: 'websocket' } : {}),
      })
      .end(`${JSON.stringify({ error: known ? 'expected a WebSocket upgrade' : NO_SUCH_PATH })}\n`);
  });
  server.headersTimeout = 5000;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: number, error: string) => {
      refused.inc({ status: `${status}` });
      refuseUpgrade(socket, status, error);
    };
    socket.on('error', () => undefined);
    admit(request, options).then(
      (admitted) => {
        if ('status' in admitted) return refuse(admitted.status, admitted.error);
        sockets.handleUpgrade(request, socket, head, (ws) => start(admitted.callId, admitted.entry, ws));
      },
      (error: unknown) => {
        log.error('a socket could not be checked', { error });
        refuse(500, 'the edge failed: see its log');
      },
    );
  });
  sockets.on('wsClientError', (_error, socket) => refuseUpgrade(socket, 400, 'not a WebSocket upgrade'));

  const start = (callId: string, entry: Entry, ws: WebSocket) => {
    const leg = createForkTransport(ws, {
      sampleRateHz: options.sampleRateHz,
      onUnreadable: (text) => {
        unreadable.inc();
        log.warn('the switch sent text that is no JSON object; it is ignored', {
          callId,
          characters: text.length,
        });
      },
    });
    if (!('fromMetadata' in entry)) {
      const { epoch, from, to } = entry;
      return accept({ callId, epoch, from, to, leg, greet: epoch <= 1, resumes: true });
    }
    // always larger than the one before, also after this edge was restarted
    const epoch = Math.max(Math.floor(Date.now() / 1000), (register.get(callId)?.epoch ?? 0) + 1);
    const greet = register.get(callId) === null;
    awaitMetadata(leg, (metadata) => {
      if (metadata === null) return;
      const { from = '', to = '' } = metadata;
      accept({ callId, epoch, from, to, leg, greet, resumes: false });
    });
  };
  return server;
}

const NO_SUCH_PATH = 'no such path: switches connect to /fs/<callId>/<token>';
const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

type Admission = { callId: string; entry: Entry } | { status: number; error: string };

/** May this socket have this call? */
async function admit(request: IncomingMessage, options: PublicListenerOptions): Promise<Admission> {
  const { register, secret, staticToken } = options;
  const [, callId, token] = PATH.exec(pathOf(request)) ?? [];
  if (callId === undefined) return { status: 404, error: NO_SUCH_PATH };
  if (token === undefined || token === '')
    return { status: 401, error: 'the path carries no token: ask for a place by POST /calls' };
  const lack = options.missing();
  if (lack !== null) return { status: 503, error: lack };
  if (staticToken !== '' && sameToken(token, staticToken)) {
    const { active, max, draining } = register.counts();
    if (draining || active >= max)
      return { status: 503, error: draining ? 'this edge is stopping' : 'this edge is full' };
    const other = register.get(callId);
    if (other !== null && !(await register.mayTakeOver(callId, other.epoch)))
      return { status: 409, error: `call ${callId} is connected already` };
    return { callId, entry: { fromMetadata: true } };
  }
  const claim = readPlace(secret, callId, token, Date.now());
  if ('fault' in claim)
    return {
      status: 403,
      error:
        claim.fault === 'expired'
          ? 'the token has expired: ask for a new place'
          : 'the token is not for this call',
    };
  const { epoch } = claim;
  if (!(await register.mayTakeOver(callId, epoch)))
    return { status: 409, error: `call ${callId} is connected already with epoch ${epoch} or a later one` };
  const place = register.claim(callId, epoch);
  if (place === null)
    return { status: 403, error: `call ${callId} has no place with epoch ${epoch}: ask for one` };
  return { callId, entry: { epoch, from: place.from, to: place.to } };
}

/** Hands over the first metadata, nothing in particular after a while, or null when the switch has gone. */
function awaitMetadata(leg: MediaTransport, then: (metadata: Metadata | null) => void): void {
  let waiting = true;
  const finish = (metadata: Metadata | null) => {
    if (!waiting) return;
    waiting = false;
    clearTimeout(timer);
    then(metadata);
  };
  const timer = setTimeout(() => finish({}), METADATA_WITHIN_MS);
  leg.listen({
    audio: () => undefined,
    digit: () => undefined,
    metadata: finish,
    closed: () => finish(null),
  });
}
