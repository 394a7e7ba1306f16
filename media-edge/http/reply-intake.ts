import type { IncomingMessage, ServerResponse } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import type { ReplyHead, ReplyLine, ReplyVerdict } from '../../contracts/reply-stream.ts';
import type { ReplyStreams } from '../session/reply-stream.ts';

const LONGEST_LINE = 64 * 1024;
/** A worker beats several times a second; one that is silent for so long is dead or cut off. */
const SILENCE_LIMIT_MS = 15_000;

const head = z.object({
  seq: z.literal(0),
  expects: z.object({
    slot: z.string().nullable(),
    language: z.enum(['uk', 'ru', 'en']),
    hints: z.array(z.string()),
    patience: z.enum(['command', 'choice', 'free', 'digits']),
    completeWhen: z.string().optional(),
    keys: z.object({ count: z.number() }).optional(),
    record: z.literal(false).optional(),
  }),
  action: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('transfer'), target: z.string() }),
    z.object({ type: z.literal('hang-up') }),
  ]),
  state: z.string(),
  language: z.enum(['uk', 'ru', 'en']),
  interruptible: z.boolean(),
}) satisfies z.ZodType<ReplyHead>;
const replyLine = z.union([
  head,
  z.object({ seq: z.number().int().positive(), text: z.string() }),
  z.object({ end: z.literal(true) }),
]) satisfies z.ZodType<ReplyLine>;

/** Reads one reply as NDJSON while it comes; answers early when the words are not wanted any more. */
export function readReply(
  request: IncomingMessage,
  response: ServerResponse,
  replies: ReplyStreams,
  { turnId, attempt }: { turnId: string; attempt: number },
): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let answered = false;
  const answer = (status: number, body: ReplyVerdict | { error: string }) => {
    if (answered) return;
    answered = true;
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
    // the rest of an unwanted reply is read and dropped, so that the connection can be used again
    request.resume();
  };
  const reader = replies.open(turnId, attempt, (status) => answer(200, { status }));

  const take = (text: string) => {
    const parsed = parseLine(text);
    if (parsed === null) {
      reader.closed();
      return answer(400, {
        error: `not a line of a reply: expected {seq, …} or {end: true}, got ${text.length} characters`,
      });
    }
    const verdict = reader.line(parsed);
    if (verdict !== null) answer(200, { status: verdict });
  };

  request.on('data', (chunk: Buffer) => {
    if (answered) return;
    rest += decoder.write(chunk);
    for (let end = rest.indexOf('\n'); end >= 0 && !answered; end = rest.indexOf('\n')) {
      const text = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
      if (text !== '') take(text);
    }
    if (rest.length <= LONGEST_LINE || answered) return;
    reader.closed();
    answer(413, { error: `a line is longer than ${LONGEST_LINE} characters` });
  });
  request.on('end', () => {
    if (!answered && rest.trim() !== '') take(rest.trim());
    reader.closed();
    answer(400, { error: 'the reply ended without {"end":true}' });
  });
  request.on('close', () => reader.closed());
  request.on('error', () => reader.closed());
  request.socket.setTimeout(SILENCE_LIMIT_MS);
  request.setTimeout(SILENCE_LIMIT_MS, () => request.destroy());
}

function parseLine(text: string): ReplyLine | null {
  try {
    const parsed = replyLine.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
