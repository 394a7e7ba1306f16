import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createStoreClient } from '../../adapters/store-api/client.ts';
import {
  type FaultyStore,
  type StoreFault,
  startFaultyStore,
} from '../../adapters/store-api/testing/faulty-store.ts';
import { mustLoad } from '../../cli/scenario/load.ts';
import { outcomeOf } from '../../domain/dialog/outcome.ts';
import type { Language } from '../../domain/language.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { createLog } from '../../platform/log.ts';
import { createMemoryStore, type MemoryStore } from '../../store/memory-store.ts';
import { createStoreServer } from '../../store/server.ts';
import { createEngineSpeaker } from '../conversations/engine-speaker.ts';

const TOKEN = 'the store token of these tests';
let scenario: Scenario;
let memory: MemoryStore;
let server: FastifyInstance;
let door: FaultyStore;

beforeAll(async () => {
  scenario = await mustLoad(join(import.meta.dirname, '../../scenarios/parts-shop'));
  memory = createMemoryStore({ shops: ['demo'], today: '2026-11-23' });
  const log = createLog('store-test');
  server = await createStoreServer({ store: memory, token: TOKEN, log, ready: () => null });
  door = await startFaultyStore(await server.listen({ host: '127.0.0.1', port: 0 }), 400);
});
afterAll(async () => {
  await door?.close();
  await server?.close();
});
afterEach(() => door.behave([]));

const conversation = (language: Language, url = door.url) =>
  createEngineSpeaker(
    scenario,
    { name: 'under fire', scenario: 'parts-shop', language, from: '', turns: [{}] },
    createStoreClient({ url, token: TOKEN, timeoutMs: 150, pauseMs: 20, patienceMs: 600 }),
  );

/** Up to the question whether to place the order. */
const UNTIL_ORDER = [
  'i would like to order a battery',
  'westa',
  'one',
  'john smith',
  'zero six seven one two three four five six seven',
  'yes',
  'i will pick it up',
];

const FAULTS: readonly StoreFault[] = ['refused', '404-html', '500', 'html', 'half-json', 'slow'];

describe('a store that fails for good', () => {
  it.each(
    FAULTS.flatMap((fault) =>
      (
        [
          ['en', ['where is my order', 'one zero one zero one'], 'we will call you back'],
          ['uk', ['чи є гальмівні колодки на октавію'], 'ми вам зателефонуємо'],
          ['ru', ['хочу купить аккумулятор'], 'мы вам перезвоним'],
        ] as const
      ).map(([language, lines, words]) => ({ fault, language, lines, words })),
    ),
  )('$fault, $language: the caller hears the way out', async ({ fault, language, lines, words }) => {
    const speaker = conversation(language);
    await speaker.start();
    door.behave([fault], { forever: true });
    let reply = '';
    for (const line of lines) ({ reply } = await speaker.send(line));
    expect(reply.toLowerCase()).toContain(words);
    expect(outcomeOf(speaker.state())).toBe('callback');
    expect(speaker.tools.callbacks).toHaveLength(1);
  });

  it('nobody listens: likewise', async () => {
    const speaker = conversation('en', 'http://127.0.0.1:1');
    await speaker.start();
    await speaker.send('where is my order');
    expect((await speaker.send('one zero one zero one')).reply).toContain('call you back');
  });
});

describe('an order whose answer is lost', () => {
  it.each<[StoreFault, number]>([
    ['applied-then-500', 1],
    ['applied-then-broken', 2],
    ['twice', 1],
    ['slow', 1],
    ['500', 2],
  ])('%s, %i times: it is confirmed, and exists once', async (fault, times) => {
    const before = memory.placed('demo').length;
    const speaker = conversation('en');
    // the call's own id: every call of this table is another one
    const key = `${fault}-${times}`;
    speaker.facts.callId = key;
    await speaker.start();
    for (const line of UNTIL_ORDER) await speaker.send(line);
    door.behave(Array.from({ length: times }, () => fault));
    const { reply, state } = await speaker.send('yes');
    expect({ reply, state }).toEqual({
      reply: expect.stringContaining('Your order number is'),
      state: 'ASK_TOPIC',
    });
    expect(memory.placed('demo')).toHaveLength(before + 1);
    expect((await speaker.send('that is all')).ended).toBe(true);
    expect(outcomeOf(speaker.state())).toBe('ordered');
  });

  it('for good: nothing is promised, a person is asked to look, and there is no second one', async () => {
    const before = memory.placed('demo').length;
    const speaker = conversation('en');
    speaker.facts.callId = 'lost for good';
    await speaker.start();
    for (const line of UNTIL_ORDER) await speaker.send(line);
    door.behave(['applied-then-500'], { forever: true });
    const { reply } = await speaker.send('yes');
    expect(reply).toContain('I cannot confirm the order just now');
    expect(reply).not.toContain('order number is');
    expect(outcomeOf(speaker.state())).toBe('callback');
    expect(memory.placed('demo')).toHaveLength(before + 1);
  });
});
