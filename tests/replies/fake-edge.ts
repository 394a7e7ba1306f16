import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReplyVerdict } from '../../contracts/reply-stream.ts';

/** How the edge treats a reply stream. */
export type EdgeBehaviour =
  | { kind: 'take' }
  /** answers early, behind so many texts */
  | { kind: 'early'; after: number; status: ReplyVerdict['status'] }
  /** closes the socket behind so many texts */
  | { kind: 'die'; after: number }
  | { kind: 'refuse'; status: number };

export interface FakeEdge {
  url: string;
  /** one per POST: path with query, token, and the lines that came */
  streams: { path: string; token: string; connection: number; lines: unknown[] }[];
  behave(next: EdgeBehaviour): void;
  close(): Promise<void>;
}

/** An edge's internal listener, as far as reply streams see it. */
export async function startFakeEdge(): Promise<FakeEdge> {
  let behaviour: EdgeBehaviour = { kind: 'take' };
  const streams: FakeEdge['streams'] = [];
  const connections = new Map<object, number>();
  const server = createServer((request, response) => {
    const { socket } = request;
    if (!connections.has(socket)) connections.set(socket, connections.size);
    const lines: unknown[] = [];
    streams.push({
      path: request.url ?? '',
      token: request.headers.authorization ?? '',
      connection: connections.get(socket) ?? -1,
      lines,
    });
    const answer = (status: ReplyVerdict['status']) => {
      if (response.headersSent) return;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
    };
    if (behaviour.kind === 'refuse') {
      response
        .writeHead(behaviour.status, { 'content-type': 'application/json' })
        .end('{"error":"no such call"}');
      return;
    }
    let rest = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        lines.push(JSON.parse(part));
        const texts = lines.filter(
          (line) => typeof line === 'object' && line !== null && 'text' in line,
        ).length;
        if (behaviour.kind === 'early' && texts === behaviour.after) answer(behaviour.status);
        if (behaviour.kind === 'die' && texts === behaviour.after) socket.destroy();
      }
    });
    request.on('end', () => answer('complete'));
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    streams,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
