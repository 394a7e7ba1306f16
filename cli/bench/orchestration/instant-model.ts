import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench's models say, at once. */
export const INSTANT_WORDS = ['Certainly, ', 'let me ', 'repeat ', 'that ', 'for you.'];

/** A model that answers at once, so that what is measured is ours: OpenAI's streaming chat completion over HTTP. */
export async function startInstantModel() {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = (delta: object, finish: string | null = null) =>
        response.write(
          `data: ${JSON.stringify({ id: 'bench', object: 'chat.completion.chunk', created: 0, model: 'instant', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
        );
      chunk({ role: 'assistant', content: '' });
      for (const content of INSTANT_WORDS) chunk({ content });
      chunk({}, 'stop');
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
