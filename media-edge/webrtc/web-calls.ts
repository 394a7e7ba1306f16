import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { WEB_CALL_PATH } from '../../contracts/web-call.ts';
import { counter } from '../../platform/metrics.ts';
import { refuseUpgrade } from '../http/refuse-upgrade.ts';
import { readPageFiles, sendPageFile } from './page-files.ts';
import { openWebCall, type WebCallParts } from './web-call.ts';

/** An offer is the longest that a page sends. */
const LARGEST_MESSAGE_BYTES = 64 * 1024;
/** Pages that have not shown a token; more are strangers'. */
const MOST_UNKNOWN = 100;
/** Pages with a token whose visitor is still being asked for the microphone, beside the calls. */
const MOST_WAITING = 500;

const refusals = counter({
  name: 'edge_refused_web_calls_total',
  help: 'Calls from pages that were refused',
  labels: ['reason'],
});

export interface WebCallsOptions extends Omit<WebCallParts, 'known' | 'refused'> {
  maxCalls: number;
}

/** What the public port serves beside switches: the script of the call button, and its WebSocket. */
export interface WebCalls {
  /** false: the path is not ours */
  request(request: IncomingMessage, response: ServerResponse): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** cuts what is open */
  stop(): void;
}

export function createWebCalls({ maxCalls, ...parts }: WebCallsOptions): WebCalls {
  const files = readPageFiles();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE_BYTES,
  });
  let unknown = 0;

  sockets.on('wsClientError', (_error, socket) => refuseUpgrade(socket, 400, 'not a WebSocket upgrade'));
  const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?')[0] ?? '';
  const start = (ws: WebSocket, origin: string | undefined) => {
    unknown++;
    openWebCall(ws, origin, {
      ...parts,
      known: () => {
        unknown--;
      },
      refused: (reason) => refusals.inc({ reason }),
    });
  };

  return {
    request(request, response) {
      const path = pathOf(request);
      const file = files.get(path);
      if (file === undefined && path !== WEB_CALL_PATH) return false;
      if (file !== undefined && (request.method === 'GET' || request.method === 'HEAD'))
        sendPageFile(response, file, request.method);
      else
        response
          .writeHead(file === undefined ? 426 : 405, {
            'content-type': 'application/json',
            ...(file === undefined ? { upgrade: 'websocket' } : { allow: 'GET, HEAD' }),
          })
          .end(
            `${JSON.stringify({ error: file === undefined ? 'expected a WebSocket upgrade' : 'GET it' })}\n`,
          );
      return true;
    },
    upgrade(request, socket, head) {
      if (pathOf(request) !== WEB_CALL_PATH) return false;
      if (unknown >= MOST_UNKNOWN || sockets.clients.size >= maxCalls + MOST_WAITING) {
        refusals.inc({ reason: 'crowd' });
        refuseUpgrade(socket, 503, 'too many pages are waiting: try again in a minute');
        return true;
      }
      sockets.handleUpgrade(request, socket, head, (ws) => start(ws, request.headers.origin));
      return true;
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
