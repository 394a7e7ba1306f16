import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server behaves at the next request; the last one stays. */
export type ModelBehaviour =
  | { kind: 'answer'; words: readonly string[]; gapMs?: number; firstAfterMs?: number; usage?: boolean }
  /** an error status with OpenAI's error body, before any word */
  | { kind: 'status'; status: number; message: string }
  /** 200, but what follows is no event stream */
  | { kind: 'garbage' }
  /** words, then the connection breaks without `[DONE]` */
  | { kind: 'break'; words: readonly string[] }
  /** words, then nothing more, with the connection open */
  | { kind: 'stall'; words: readonly string[] };

export interface FakeModelServer {
  /** base URL with /v1 */
  url: string;
  /** bodies of the requests so far */
  requests: { model: string; stream: boolean; messages: { role: string; content: string }[] }[];
  authorization: (string | undefined)[];
  /** whether the client closed the request of this index before its end */
  abortedOf(index: number): boolean;
  behave(...next: ModelBehaviour[]): void;
  close(): Promise<void>;
}

/**
 * Chat completions as OpenAI and vLLM stream them: a chunk with the role, chunks with content, one with finish_reason,
 * one with empty `choices` and the usage (only when `stream_options.include_usage` asks), `[DONE]`.
 */
export async function startFakeModelServer(): Promise<FakeModelServer> {
  const requests: FakeModelServer['requests'] = [];
  const authorization: (string | undefined)[] = [];
  const aborted = new Set<object>();
  let behaviours: ModelBehaviour[] = [{ kind: 'answer', words: ['Hello'] }];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    requests.push(body);
    authorization.push(request.headers.authorization);
    response.on('close', () => {
      if (!response.writableEnded) aborted.add(body);
    });
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    if (request.url !== '/v1/chat/completions' || behaviour === undefined)
      refuse(response, 404, 'no such path');
    else await perform(response, behaviour, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    authorization,
    abortedOf: (index) => aborted.has(requests[index] ?? {}),
    behave: (...next) => {
      behaviours = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface ChatRequest {
  model: string;
  messages: { content: string }[];
  stream_options?: { include_usage?: boolean };
}

async function perform(
  response: ServerResponse,
  behaviour: ModelBehaviour,
  body: ChatRequest,
): Promise<void> {
  if (behaviour.kind === 'status') return refuse(response, behaviour.status, behaviour.message);
  if (behaviour.kind === 'garbage') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end('data: <html>Bad Gateway</html>\n\ndata: {"choices": 7}\n\n');
    return;
  }
  const send = chunkSender(response, body.model);
  if (behaviour.kind === 'answer') await pause(behaviour.firstAfterMs ?? 0);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  send([{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]);
  for (const content of behaviour.words) {
    if (response.destroyed) return;
    send([{ index: 0, delta: { content }, logprobs: null, finish_reason: null }]);
    await pause(behaviour.kind === 'answer' ? (behaviour.gapMs ?? 1) : 5);
  }
  if (behaviour.kind === 'break') response.destroy();
  if (behaviour.kind !== 'answer') return;
  send([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]);
  if (body.stream_options?.include_usage && behaviour.usage !== false)
    send([], usageOf(body, behaviour.words));
  response.end('data: [DONE]\n\n');
}

const chunkSender =
  (response: ServerResponse, model: string) =>
  (choices: readonly object[], usage: object | null = null): void => {
    const chunk = {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_795_000_000,
      model,
      choices,
      usage,
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };

function usageOf(body: ChatRequest, words: readonly string[]): object {
  const prompt_tokens = body.messages.reduce((sum, { content }) => sum + content.split(' ').length, 0);
  const completion_tokens = words.length;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_tokens_details: { cached_tokens: 3 },
  };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'server_error', param: null, code: `${status}` } }));
}

const pause = (ms: number) =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
