import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createTools, STORE_TOOLS, type ToolPorts } from '../../activities/tools/index.ts';
import { mustLoad } from '../../cli/scenario/load.ts';
import type { Json } from '../../domain/json.ts';
import { createMemoryStore } from '../../store/memory-store.ts';

const { tools: declared } = await mustLoad(join(import.meta.dirname, '../../scenarios/parts-shop'));
const store = createMemoryStore({ shops: ['t'], today: '2026-11-23' });
const facts = { callId: 'call 1', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' };

const run = (
  name: string,
  args: Record<string, Json>,
  ports: Partial<ToolPorts> = { store },
  tenant = 't',
) => {
  const tool = createTools(ports as ToolPorts)[name];
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const request = { name, args, deadlineMs: 1000 };
  const input = {
    facts: { ...facts, tenant },
    scenarioHash: '',
    turnSeq: 1,
    request,
    at: '2026-11-23T10:00:00Z',
  };
  return tool(input, new AbortController().signal);
};

const ORDER = {
  n: 1,
  article: '200501',
  quantity: 1,
  name: 'Іван',
  phone: '+380671234567',
  method: 'pickup',
};
const ASKED: Record<string, Record<string, Json>> = {
  'order-status': { number: '10101', phone: null },
  'find-items': { product: 'tyres', size: '175/70 R13', season: null, car: null, article: null, count: 3 },
  'check-stock': { article: '200501', quantity: 2 },
  'place-order': ORDER,
};

describe('what the shop declares of its tools is what they are', () => {
  it('it declares each of them', () => expect(Object.keys(declared).sort()).toEqual([...STORE_TOOLS].sort()));

  it.each(STORE_TOOLS)('%s: arguments and data', async (name) => {
    const args = ASKED[name] ?? {};
    expect(Object.keys(args)).toEqual(expect.arrayContaining(declared[name]?.args ?? []));
    const { status, data } = await run(name, args);
    expect(status).toBe('ok');
    expect(Object.keys(data).sort()).toEqual([...(declared[name]?.data ?? [])].sort());
  });
});

describe('tools of a store', () => {
  it.each(STORE_TOOLS)(
    '%s fails and says why: no store, a shop that is not served, wrong arguments',
    async (name) => {
      const reasonOf = async (answer: ReturnType<typeof run>) => (await answer).data.reason;
      const args = ASKED[name] ?? {};
      expect(await run(name, args, { store: null })).toMatchObject({ name, status: 'failed' });
      expect(await reasonOf(run(name, args, {}))).toContain('set STORE_URL');
      expect(await reasonOf(run(name, args, { store }, 'nobody'))).toContain('STORE_SHOPS');
      const wrong = { ...args, number: 7, count: 'many', quantity: 'all' };
      expect(await reasonOf(run(name, wrong))).toContain(`bad arguments of ${name}`);
    },
  );

  it('a sold-out item is a conflict, and the same order again is the same order', async () => {
    expect(await run('place-order', { ...ORDER, n: 2, article: '100109' })).toMatchObject({
      status: 'conflict',
      data: { reason: 'out-of-stock' },
    });
    expect((await run('place-order', ORDER)).data).toEqual((await run('place-order', ORDER)).data);
  });

  it('what only one of the found items is called names it, and the cheapest one has a name, too', async () => {
    const cheapest = { en: ['the cheapest'] };
    const { data } = await run('find-items', {
      ...ASKED['find-items'],
      size: '205/55 R16',
      season: 'winter',
      cheapest,
    });
    const phrases = (data.choices as { id: string; phrases: { en: string[] } }[]).map(
      (one) => one.phrases.en,
    );
    expect(phrases).toEqual([['premiorri', 'the cheapest'], ['nokian'], ['michelin']]);
  });
});
