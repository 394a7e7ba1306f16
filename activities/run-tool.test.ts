import { expect, it } from '@jest/globals';
import { createRunToolActivities, type ToolInput } from './run-tool.ts';

const input = (name: string): ToolInput => ({
  facts: { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' },
  scenarioHash: 'h',
  turnSeq: 4,
  at: '2026-11-21T10:00:00Z',
  request: { name, args: { day: '2026-11-24' }, deadlineMs: 1000 },
});

const unknown: string[] = [];
const { runTool } = createRunToolActivities({
  tools: {
    echo: async ({ request, turnSeq }, signal) => ({
      name: request.name,
      status: 'ok',
      data: { turnSeq, aborted: signal.aborted },
    }),
    lost: () => Promise.reject(new Error('connection refused')),
  },
  signal: () => AbortSignal.abort(),
  onUnknownTool: (name) => unknown.push(name),
});

it('a tool gets its input and the signal that ends it', async () => {
  expect(await runTool(input('echo'))).toEqual({
    name: 'echo',
    status: 'ok',
    data: { turnSeq: 4, aborted: true },
  });
});

it.each(['nonsense', 'toString', '__proto__'])('an unknown tool "%s" fails and is reported', async (name) => {
  expect(await runTool(input(name))).toMatchObject({ name, status: 'failed' });
  expect(unknown.at(-1)).toBe(name);
});

it('what a retry can heal is thrown', async () => {
  await expect(runTool(input('lost'))).rejects.toThrow('connection refused');
});
