import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the store answers one request. */
export type StoreFault =
  | 'none'
  | 'refused'
  | '404-html'
  | '500'
  | 'html'
  | 'half-json'
  | 'slow'
  /** the order is taken, then the answer is an error */
  | 'applied-then-500'
  /** the order is taken, then the line breaks */
  | 'applied-then-broken'
  /** the request reaches the store twice */
  | 'twice';

export interface FaultyStore {
  url: string;
  /** faults of the next requests, in order; behind them the last one stays when `forever` */
  behave(faults: readonly StoreFault[], options?: { forever?: boolean }): void;
  /** requests so far */
  requests: readonly { method: string; path: string; key: string | null }[];
  close(): Promise<void>;
}

/** A door in front of a real store that does to requests what networks and shops do. */
export async function startFaultyStore(upstream: string, slowMs = 3_000): Promise<FaultyStore> {
  let faults: StoreFault[] = [];
  let always: StoreFault = 'none';
  const requests: { method: string; path: string; key: string | null }[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const key = request.headers['idempotency-key'];
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      key: typeof key === 'string' ? key : null,
    });
    const fault = faults.shift() ?? always;
    const pass = () => forward(upstream, request, body);
    switch (fault) {
      case 'refused':
        return void request.socket.destroy();
      case '404-html':
        return answer(response, 404, '<html><h1>Not found</h1></html>', 'text/html');
      case '500':
        return answer(response, 500, '{"code":"internal","message":"no"}');
      case 'html':
        return answer(response, 200, '<!doctype html><title>We are renovating</title>', 'text/html');
      case 'half-json':
        return answer(response, 200, '{"number":"10101","sta');
      case 'slow': {
        const timer = setTimeout(() => answer(response, 200, '{}'), slowMs);
        timers.add(timer);
        return;
      }
      case 'applied-then-500':
        await pass();
        return answer(response, 502, 'Bad gateway', 'text/plain');
      case 'applied-then-broken':
        await pass();
        return void request.socket.destroy();
      case 'twice':
        await pass();
    }
    const { status, text } = await pass();
    answer(response, status, text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave(next, { forever = false } = {}) {
      faults = forever ? next.slice(0, -1) : [...next];
      always = forever ? (next.at(-1) ?? 'none') : 'none';
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function forward(
  upstream: string,
  request: IncomingMessage,
  body: string,
): Promise<{ status: number; text: string }> {
  const headers = Object.fromEntries(
    ['authorization', 'content-type', 'idempotency-key'].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  const answered = await fetch(new URL(request.url ?? '/', upstream), {
    method: request.method ?? 'GET',
    headers,
    ...(body === '' ? {} : { body }),
  });
  return { status: answered.status, text: await answered.text() };
}

function answer(response: ServerResponse, status: number, text: string, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}
