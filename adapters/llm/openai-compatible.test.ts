import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openAICompatibleModel } from './openai-compatible.ts';
import { type FakeModelServer, startFakeModelServer } from './testing/fake-model-server.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const prompt = {
  instructions: 'be short',
  messages: [
    { role: 'user' as const, content: 'one two' },
    { role: 'assistant' as const, content: 'three' },
    { role: 'user' as const, content: 'four' },
  ],
};
/** A busy machine takes its time; only who is made to wait may give up soon. */
const PATIENT = { firstWordTimeoutMs: 20_000, silenceTimeoutMs: 20_000, totalTimeoutMs: 30_000 };
const IMPATIENT = { firstWordTimeoutMs: 1_000, silenceTimeoutMs: 500, totalTimeoutMs: 10_000 };

async function ask({ timeouts = PATIENT, signal = new AbortController().signal } = {}) {
  const model = openAICompatibleModel({ baseUrl: server.url, apiKey: 'k', ...timeouts });
  const words = model.words('m', prompt, signal);
  const heard: string[] = [];
  let failure: unknown = null;
  try {
    for await (const text of words.text) heard.push(text);
  } catch (error) {
    failure = error;
  }
  return { heard, failure, usage: words.usage() };
}

describe('a model behind OpenAI chat completions', () => {
  it('yields words as they come and counts what the provider counted', async () => {
    server.behave({ kind: 'answer', words: ['On', ' Tuesday', '?'] });
    const { heard, failure, usage } = await ask();
    expect({ heard, failure }).toEqual({ heard: ['On', ' Tuesday', '?'], failure: null });
    expect(usage).toEqual({ inputTokens: 6, outputTokens: 3, cachedInputTokens: 3 });
    expect(server.authorization.at(-1)).toBe('Bearer k');
    expect(server.requests[0]).toMatchObject({
      model: 'm',
      stream: true,
      messages: [{ role: 'system', content: 'be short' }, ...prompt.messages],
    });
  });

  it.each([
    {
      name: 'is refused with 429',
      next: { kind: 'status', status: 429, message: 'slow down' } as const,
      says: /slow down/,
    },
    {
      name: 'is refused with 503',
      next: { kind: 'status', status: 503, message: 'loading' } as const,
      says: /loading/,
    },
    { name: 'gets garbage', next: { kind: 'garbage' } as const, says: /./ },
    { name: 'gets no word', next: { kind: 'answer', words: [] } as const, says: /without a word/ },
    {
      name: 'waits too long for the first word',
      next: { kind: 'answer', words: ['late'], firstAfterMs: 3_000 } as const,
      says: /too long for the first word/,
      timeouts: IMPATIENT,
    },
  ])('$name: it fails after one request, without a word', async ({ next, says, timeouts }) => {
    server.behave(next);
    const { heard, failure, usage } = await ask({ timeouts });
    expect(heard).toEqual([]);
    expect(String(failure)).toMatch(says);
    expect(server.requests).toHaveLength(1);
    expect(usage.inputTokens).toBeGreaterThan(0); // the attempt may have been charged
  });

  it.each([
    { name: 'breaks off', next: { kind: 'break', words: ['On', ' Tue'] } as const },
    { name: 'falls silent', next: { kind: 'stall', words: ['On', ' Tue'] } as const, timeouts: IMPATIENT },
  ])(
    'a stream that $name in mid-sentence fails behind its words, and they are counted',
    async ({ next, timeouts }) => {
      server.behave(next);
      const { heard, failure, usage } = await ask({ timeouts });
      expect(heard).toEqual(['On', ' Tue']);
      expect(failure).not.toBeNull();
      expect(usage.outputTokens).toBe(2);
    },
  );

  it('an abort closes the request at the provider', async () => {
    server.behave({ kind: 'answer', words: Array.from({ length: 200 }, () => 'word '), gapMs: 10 });
    const stop = new AbortController();
    const asking = ask({ signal: stop.signal });
    setTimeout(() => stop.abort(), 60);
    const { heard, failure } = await asking;
    expect(failure).toBeNull();
    expect(heard.length).toBeLessThan(100);
    const closed = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect({ closed, aborted: server.abortedOf(closed - 1) }).toEqual({ closed, aborted: true });
  });

  it('a provider that does not count is counted by length', async () => {
    server.behave({ kind: 'answer', words: ['12345678'], usage: false });
    expect((await ask()).usage).toEqual({ inputTokens: 6, outputTokens: 2, cachedInputTokens: 0 });
  });
});
