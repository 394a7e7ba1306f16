import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import type { ReplyHead, ReplyLine, ReplyVerdict } from '../../contracts/reply-stream.ts';
import { edgeToken } from '../../platform/edge-token.ts';

/** How long an edge may take to accept a connection, to read on, or to answer after the end. */
const EDGE_TIMEOUT_MS = 10_000;
const LONGEST_ANSWER_BYTES = 4_096;

/** Which attempt at which turn's reply the words belong to. */
export interface ReplyAddress {
  url: string;
  callId: string;
  epoch: number;
  turnId: string;
  attempt: number;
}

/**
 * Reply streams over node:http: chunked NDJSON on kept connections (contracts/reply-stream.ts). `fetch` would drop the
 * connection when the edge answers before the end, and with it the early verdict.
 */
export function createReplyChannel({ secret }: { secret: string }) {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: 60_000 });
  return {
    close: () => agent.destroy(),
    open({ url, callId, epoch, turnId, attempt }: ReplyAddress) {
      const path = `/calls/${encodeURIComponent(callId)}/turns/${encodeURIComponent(turnId)}/reply`;
      const post = httpRequest(new URL(`${path}?attempt=${attempt}`, url), {
        agent,
        method: 'POST',
        timeout: EDGE_TIMEOUT_MS,
        headers: {
          authorization: `Bearer ${edgeToken(secret, callId, epoch)}`,
          'content-type': 'application/x-ndjson',
        },
      });
      return streamOver(post, `edge ${url}`);
    },
  };
}

function streamOver(post: ClientRequest, edge: string) {
  let seq = 0;
  const answer = verdictOf(post, edge);
  answer.catch(() => undefined); // whoever waits sees it; a request that was aborted has nobody
  const write = (line: ReplyLine) => post.write(`${JSON.stringify(line)}\n`);
  return {
    early: answer,
    head: (head: ReplyHead) => {
      write(head);
    },
    async text(text: string): Promise<void> {
      seq += 1;
      if (write({ seq, text })) return;
      await Promise.race([new Promise((resolve) => post.once('drain', resolve)), answer]);
    },
    end(): Promise<ReplyVerdict> {
      post.end(`${JSON.stringify({ end: true } satisfies ReplyLine)}\n`);
      return answer;
    },
    abort: () => {
      post.destroy();
    },
  };
}

function verdictOf(post: ClientRequest, edge: string): Promise<ReplyVerdict> {
  return new Promise((resolve, reject) => {
    post.on('timeout', () =>
      post.destroy(new Error(`${edge} did not take the reply for ${EDGE_TIMEOUT_MS} ms`)),
    );
    post.on('error', (error) => reject(new Error(`${edge} is gone: ${error.message}`)));
    post.on('close', () => reject(new Error(`${edge} closed the reply stream`)));
    post.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > LONGEST_ANSWER_BYTES) post.destroy();
      });
      response.on('end', () => {
        const verdict = response.statusCode === 200 ? parseVerdict(body) : null;
        if (verdict !== null) resolve(verdict);
        else
          reject(
            new Error(`${edge} refused the reply: HTTP ${response.statusCode} ${body.trim().slice(0, 200)}`),
          );
      });
    });
  });
}

function parseVerdict(body: string): ReplyVerdict | null {
  try {
    const { status } = JSON.parse(body);
    return status === 'complete' || status === 'interrupted' || status === 'stale' ? { status } : null;
  } catch {
    return null;
  }
}
