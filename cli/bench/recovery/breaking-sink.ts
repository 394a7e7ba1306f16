import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an edge notices of one turn's reply stream. */
export interface WatchedStream {
  /** the first words have come; on performance.now() */
  firstWords: Promise<number>;
  /** the stream broke before its end; what had come by then */
  broken: Promise<string>;
}

/** Takes reply streams as an edge does and tells when they begin and when they break. */
export async function startBreakingSink() {
  const turns = new Map<string, ReturnType<typeof watch>>();
  const of = (turnId: string) => {
    const known = turns.get(turnId) ?? watch();
    turns.set(turnId, known);
    return known;
  };
  const server = createServer((request, response) => {
    const turn = of(/\/turns\/([^/]+)\/reply/.exec(request.url ?? '')?.[1] ?? '');
    let [rest, text] = ['', ''];
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const words = (JSON.parse(line) as { text?: string }).text;
        if (words === undefined) continue;
        turn.first.resolve(performance.now());
        text += words;
      }
    });
    request.on('end', () => response.writeHead(200).end('{"status":"complete"}\n'));
    request.on('error', () => {}); // told below
    request.on('close', () => {
      if (!request.complete) turn.break.resolve(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: (turnId: string): WatchedStream => {
      const turn = of(turnId);
      return { firstWords: turn.first.promise, broken: turn.break.promise };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const watch = () => ({
  first: Promise.withResolvers<number>(),
  break: Promise.withResolvers<string>(),
});
