import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import type { IncomingLeg } from '../calls/accept-call.ts';
import type { Admission, Entry } from '../calls/admission.ts';
import { connectLeg } from '../calls/connect-leg.ts';
import type { Departures } from '../calls/departures.ts';
import type { WebSocketDialect } from '../transports/dialect.ts';
import type { WebCalls } from '../webrtc/web-calls.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { readSwitchPath, type SwitchPath } from './switch-path.ts';

/** mod_audio_fork sends up to five seconds of audio in one frame; nothing of any dialect is larger. */
const LARGEST_FRAME_BYTES = 512 * 1024;

const refused = counter({
  name: 'edge_refused_sockets_total',
  help: 'Refused connections of switches',
  labels: ['status'],
});

export interface PublicListenerOptions {
  dialects: readonly WebSocketDialect[];
  admission: Admission;
  departures: Departures;
  accept: (incoming: IncomingLeg) => void;
  /** null: no calls from pages */
  webCalls: Pick<WebCalls, 'request' | 'upgrade'> | null;
  log: Log;
}

/** The listener that switches connect to: `/<dialect>/<callId>/<token>`, what pages need for their calls, and nothing else. Not listening yet. */
export function createPublicListener({
  dialects,
  admission,
  departures,
  accept,
  webCalls,
  log,
}: PublicListenerOptions): Server {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_FRAME_BYTES,
    // control is JSON or words, or it is ignored
    skipUTF8Validation: true,
  });
  const read = (request: IncomingMessage) => readSwitchPath(request.url ?? '/', dialects);
  const server = createServer((request, response) => {
    if (webCalls?.request(request, response)) return;
    const path = read(request);
    const known = !('status' in path) || path.status !== 404;
    response
      .writeHead(known ? 426 : 404, {
        'content-type': 'application/json',
        ...(known ? { upgrade: 'websocket' } : {}),
      })
      .end(`${JSON.stringify({ error: known ? 'expected a WebSocket upgrade' : path.error })}\n`);
  });
  server.headersTimeout = 5000;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: number, error: string) => {
      refused.inc({ status: `${status}` });
      refuseUpgrade(socket, status, error);
    };
    socket.on('error', () => undefined);
    if (webCalls?.upgrade(request, socket, head)) return;
    const path = read(request);
    if ('status' in path) return refuse(path.status, path.error);
    admission.byToken(path.callId, path.token).then(
      (entry) => {
        if ('status' in entry) return refuse(entry.status, entry.error);
        sockets.handleUpgrade(request, socket, head, (ws) => start(path, entry, ws));
      },
      (error: unknown) => {
        log.error('a socket could not be checked', { error });
        refuse(500, 'the edge failed: see its log');
      },
    );
  });
  sockets.on('wsClientError', (_error, socket) => refuseUpgrade(socket, 400, 'not a WebSocket upgrade'));

  const start = ({ dialect, callId, query }: SwitchPath, entry: Entry, ws: WebSocket) =>
    connectLeg({ dialect, callId, query, entry, ws, departures, accept, log });
  return server;
}
