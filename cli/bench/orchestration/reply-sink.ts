import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where an edge stands: takes reply streams and notes when the first words of a turn came. */
export async function startReplySink() {
  const waiting = new Map<string, (atMs: number) => void>();
  const server = createServer((request, response) => {
    const turnId = /\/turns\/([^/]+)\/reply/.exec(request.url ?? '')?.[1] ?? '';
    let seen = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      if (seen === 'told') return;
      seen += chunk;
      if (!seen.includes('"text"')) return;
      waiting.get(turnId)?.(performance.now());
      waiting.delete(turnId);
      seen = 'told';
    });
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"complete"}\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** when the first words of the turn arrived, on performance.now() */
    firstWords: (turnId: string) => new Promise<number>((resolve) => waiting.set(turnId, resolve)),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
