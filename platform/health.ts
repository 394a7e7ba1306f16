import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ListenAddress, listenFault } from './listen-fault.ts';
import { metrics } from './metrics.ts';

/** Why the process cannot take work right now, null when it can. */
export type Readiness = () => string | null | Promise<string | null>;

/**
 * Answers GET /healthz (the process lives), /readyz (200, or 503 {error} with the reason) and /metrics.
 * Returns false for any other path, so that a process's own server can go on.
 */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  ready: Readiness,
): Promise<boolean> {
  const path = request.url?.split('?')[0];
  if (request.method !== 'GET') return false;
  if (path === '/healthz') return send(response, 200, { status: 'ok' });
  if (path === '/readyz') {
    const reason = await ready();
    return reason === null
      ? send(response, 200, { status: 'ready' })
      : send(response, 503, { error: reason });
  }
  if (path === '/metrics') {
    response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics());
    return true;
  }
  return false;
}

/** A listener with nothing but health and metrics, for processes that serve no HTTP of their own. Port 0 picks a free one. */
export async function serveHealth(at: ListenAddress, ready: Readiness): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (!(await answerHealth(request, response, ready)))
      send(response, 404, { error: `no such path: ${request.url}` });
  });
  return listen(server, at);
}

/** Listens, or rejects with a message that names the address and the repair (`listenFault`). */
export async function listen<S extends Server>(server: S, at: ListenAddress): Promise<S> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFault(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  return server;
}

function send(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  return true;
}
