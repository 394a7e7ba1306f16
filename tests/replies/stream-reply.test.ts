import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AttemptNotes, createStreamReplyActivities } from '../../activities/stream-reply.ts';
import { createReplyChannel } from '../../adapters/edge/reply-channel.ts';
import { openAICompatibleModel } from '../../adapters/llm/openai-compatible.ts';
import { type FakeModelServer, startFakeModelServer } from '../../adapters/llm/testing/fake-model-server.ts';
import type { StreamReplyInput } from '../../contracts/activities.ts';
import type { UsageEvent } from '../../domain/money/usage.ts';
import { edgeToken } from '../../platform/edge-token.ts';
import { type FakeEdge, startFakeEdge } from './fake-edge.ts';

const secret = 'a secret of the tests';
let edge: FakeEdge;
let llm: FakeModelServer;
const channel = createReplyChannel({ secret });
beforeAll(async () => {
  [edge, llm] = await Promise.all([startFakeEdge(), startFakeModelServer()]);
});
afterAll(async () => {
  channel.close();
  await Promise.all([edge.close(), llm.close()]);
});
beforeEach(() => {
  edge.streams.length = 0;
  llm.requests.length = 0;
  edge.behave({ kind: 'take' });
  llm.behave({ kind: 'answer', words: ['On which', ' day', '?'] });
});

const expects = { slot: 'day', language: 'en' as const, hints: [], patience: 'choice' as const };
const input = (changes: Partial<StreamReplyInput> = {}): StreamReplyInput => ({
  callId: 'c1',
  epoch: 2,
  turnId: 't 1/2',
  edge: { url: edge.url },
  model: 'm',
  reply: { text: 'Fine. Which day suits you?', expects, action: { type: 'none' }, interruptible: true },
  state: 'ASK_DAY',
  language: 'en',
  history: [{ caller: '', agent: 'hello' }],
  caller: 'an appointment please',
  spoken: '',
  ...changes,
});

interface Run {
  result?: Awaited<ReturnType<ReturnType<typeof createStreamReplyActivities>['streamReply']>>;
  failure?: Error;
  notes: AttemptNotes | null;
  lost: readonly UsageEvent[];
}

/** One attempt, as the worker would run it; `after` hands on what the attempt before has left. */
async function attempt(
  request: StreamReplyInput,
  {
    number = 1,
    after = null,
    cancelWhen,
  }: { number?: number; after?: AttemptNotes | null; cancelWhen?: () => boolean } = {},
): Promise<Run> {
  const run: Run = { notes: null, lost: [] };
  const cancel = new AbortController();
  const look = setInterval(() => cancelWhen?.() && cancel.abort(new Error('cancelled')), 5);
  const activities = createStreamReplyActivities({
    model: openAICompatibleModel({ baseUrl: llm.url, firstWordTimeoutMs: 300, silenceTimeoutMs: 300 }),
    channel,
    attempt: () => ({
      number,
      notesOfLast: () => after,
      beat: (notes) => {
        run.notes = notes;
      },
      cancelled: cancel.signal,
      failure: (message) => new Error(message),
    }),
    onLostUsage: (_callId, usage) => {
      run.lost = usage;
    },
  });
  try {
    run.result = await activities.streamReply(request);
  } catch (error) {
    run.failure = error as Error;
  } finally {
    clearInterval(look);
  }
  return run;
}

const textsOf = (index = 0) =>
  (edge.streams[index]?.lines ?? []).flatMap((line) =>
    'text' in (line as object) ? [(line as { text: string }).text] : [],
  );

describe('a reply stream', () => {
  it('sends head, texts and end, and answers what was said', async () => {
    const { result } = await attempt(input());
    expect(result).toMatchObject({ text: 'On which day?', status: 'complete' });
    expect(edge.streams[0]).toMatchObject({
      path: '/calls/c1/turns/t%201%2F2/reply?attempt=1',
      token: `Bearer ${edgeToken(secret, 'c1', 2)}`,
      lines: [
        { seq: 0, expects, action: { type: 'none' }, state: 'ASK_DAY', language: 'en', interruptible: true },
        { seq: 1, text: 'On which' },
        { seq: 2, text: ' day' },
        { seq: 3, text: '?' },
        { end: true },
      ],
    });
    expect(result?.usage.map(({ id, quantity }) => ({ id, quantity }))).toEqual([
      { id: 'llm-t 1/2-1-input-token', quantity: expect.any(Number) },
      { id: 'llm-t 1/2-1-output-token', quantity: 3 },
    ]);
  });

  it('keeps its connection for the next reply', async () => {
    await attempt(input());
    await attempt(input({ turnId: 't2' }));
    expect(edge.streams.map(({ connection }) => connection)).toEqual([
      edge.streams[0]?.connection,
      edge.streams[0]?.connection,
    ]);
  });

  it('tells the model the conversation and the text that it may not change', async () => {
    await attempt(input());
    const messages = llm.requests[0]?.messages ?? [];
    expect(messages[0]?.content).toContain('Message: Fine. Which day suits you?');
    expect(messages.slice(1)).toEqual([
      { role: 'assistant', content: 'hello' },
      { role: 'user', content: 'an appointment please' },
    ]);
  });

  it.each(['interrupted', 'stale'] as const)(
    'an early "%s" stops the model and is no error',
    async (status) => {
      edge.behave({ kind: 'early', after: 3, status });
      llm.behave({
        kind: 'answer',
        words: Array.from({ length: 100 }, (_, index) => ` w${index}`),
        gapMs: 15,
      });
      const { result } = await attempt(input());
      expect(result?.status).toBe(status);
      expect(result?.text.split(' ').length).toBeLessThan(60);
      expect(result?.usage.length).toBe(2);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(llm.abortedOf(0)).toBe(true);
    },
  );

  it('without an edge the words are the result', async () => {
    const { result } = await attempt(input({ edge: null }));
    expect(result).toMatchObject({ text: 'On which day?', status: 'complete' });
    expect(edge.streams).toEqual([]);
  });
});

describe('a model that fails', () => {
  it.each([
    { name: 'is overloaded', behaviour: { kind: 'status', status: 503, message: 'loading' } as const },
    { name: 'answers garbage', behaviour: { kind: 'garbage' } as const },
    { name: 'keeps silent', behaviour: { kind: 'stall', words: [] } as const },
  ])('and $name: the caller hears the text of the scenario', async ({ behaviour }) => {
    llm.behave(behaviour);
    const { result } = await attempt(input());
    expect(result).toMatchObject({ text: 'Fine. Which day suits you?', status: 'complete' });
    expect(textsOf()).toEqual(['Fine. Which day suits you?']);
    expect(result?.usage.length).toBeGreaterThan(0);
  });

  it('in mid-sentence: the next attempt goes on behind what was spoken, and both are paid for', async () => {
    llm.behave(
      { kind: 'break', words: ['On which', ' day'] },
      { kind: 'answer', words: [' would suit', ' you?'] },
    );
    const first = await attempt(input());
    expect(first.failure).toBeDefined();
    expect(first.notes?.spoken).toBe('On which day');
    const second = await attempt(input(), { number: 2, after: first.notes });
    expect(llm.requests[1]?.messages[0]?.content).toContain(
      'already heard this beginning of your sentence: "On which day"',
    );
    expect(second.result?.text).toBe('On which day would suit you?');
    expect(textsOf(1)).toEqual([' would suit', ' you?']);
    expect(second.result?.usage.map(({ attempt: number }) => number)).toEqual([1, 1, 2, 2]);
  });

  it('twice: the question is still asked', async () => {
    llm.behave({ kind: 'break', words: ['Good'] });
    const first = await attempt(input());
    const second = await attempt(input(), { number: 2, after: first.notes });
    expect(second.result?.text).toBe('GoodGood Which day suits you?');
  });

  it('behind words that an earlier turn has spoken it goes on, too', async () => {
    await attempt(input({ spoken: 'On which' }));
    expect(llm.requests[0]?.messages[0]?.content).toContain('"On which"');
  });
});

describe('an edge that fails', () => {
  it.each([
    { name: 'is not there', behave: () => undefined, url: 'http://127.0.0.1:9', says: /is gone/ },
    {
      name: 'dies in the middle',
      behave: () => edge.behave({ kind: 'die', after: 1 }),
      says: /is gone|closed/,
    },
    { name: 'refuses', behave: () => edge.behave({ kind: 'refuse', status: 404 }), says: /HTTP 404/ },
  ])('and $name: the attempt fails, for Temporal to retry', async ({ behave, url, says }) => {
    behave();
    llm.behave({ kind: 'answer', words: Array.from({ length: 30 }, () => ' word'), gapMs: 10 });
    const { failure } = await attempt(input(url === undefined ? {} : { edge: { url } }));
    expect(failure?.message).toMatch(says);
  });

  it('a cancelled attempt ends with the cancellation, and what it used is not forgotten', async () => {
    llm.behave({ kind: 'answer', words: Array.from({ length: 1000 }, () => ' word'), gapMs: 10 });
    const { failure, lost } = await attempt(input(), { cancelWhen: () => textsOf().length > 0 });
    expect(failure?.message).toBe('cancelled');
    expect(lost.map(({ unit }) => unit)).toEqual(['input-token', 'output-token']);
  });
});
