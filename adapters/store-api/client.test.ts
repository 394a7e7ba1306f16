import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { OrderWish, StoreApi } from '../../contracts/store-api.ts';
import { createLog } from '../../platform/log.ts';
import { createMemoryStore, type MemoryStore } from '../../store/memory-store.ts';
import { createStoreServer } from '../../store/server.ts';
import { storeRules } from '../../tests/store/store-rules.ts';
import { createStoreClient, StoreRefused, StoreUnavailable } from './client.ts';
import { type FaultyStore, type StoreFault, startFaultyStore } from './testing/faulty-store.ts';

const TOKEN = 'the store token of these tests';
const wish: OrderWish = {
  revision: 1,
  customer: { name: 'Марія Лисенко', phone: '+380671234567' },
  lines: [{ article: '100103', quantity: 4 }],
  delivery: { method: 'pickup' },
};

let memory: MemoryStore;
let server: FastifyInstance;
let door: FaultyStore;
let url: string;
const client = (token = TOKEN, at = door.url): StoreApi =>
  createStoreClient({ url: at, token, timeoutMs: 150, pauseMs: 20, patienceMs: 420 });

beforeAll(async () => {
  memory = createMemoryStore({ shops: ['parts', 'other'], today: '2026-11-23' });
  const log = createLog('store-test');
  server = await createStoreServer({ store: memory, token: TOKEN, log, ready: () => null });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
  door = await startFaultyStore(url, 400);
});
afterAll(async () => {
  await door?.close();
  await server?.close();
});
beforeEach(() => door.behave([]));

// patient: the rules sell at the same moment on a machine that does much else
storeRules('a store over HTTP', async () =>
  createStoreClient({ url, token: TOKEN, timeoutMs: 10_000, patienceMs: 30_000 }),
);

describe('a store that misbehaves once', () => {
  it.each<StoreFault>(['refused', '500', 'html', 'half-json', 'slow'])(
    '%s: is asked again',
    async (fault) => {
      door.behave([fault]);
      expect((await client().order('parts', '10101'))?.number).toBe('10101');
    },
  );

  it.each<StoreFault>(['applied-then-500', 'applied-then-broken', 'twice', 'slow', '500', 'refused'])(
    '%s: the order exists once, under the key of every attempt',
    async (fault) => {
      const key = `once-${fault}`;
      const before = memory.placed('parts').length;
      const from = door.requests.length;
      door.behave([fault]);
      expect(await client().place('parts', key, wish)).toMatchObject({ status: 'stored' });
      expect(memory.placed('parts')).toHaveLength(before + 1);
      expect(new Set(door.requests.slice(from).map((request) => request.key))).toEqual(new Set([key]));
    },
  );
});

describe('a withdrawal', () => {
  it.each<StoreFault>(['applied-then-500', 'applied-then-broken', 'twice', 'slow', '500', 'refused'])(
    '%s once: the order is withdrawn, and its stock is back once',
    async (fault) => {
      const key = `withdrawn-${fault}`;
      const stock = async () => (await memory.availability('parts', '100103', 1))?.item.inStock;
      const before = await stock();
      await client().place('parts', key, wish);
      door.behave([fault]);
      expect(await client().withdraw('parts', key, 2)).toEqual({ status: 'withdrawn' });
      expect(await stock()).toBe(before);
    },
  );

  it.each<StoreFault>(['500', 'slow', 'html', 'half-json', 'refused'])(
    '%s for good: nobody knows, and it is asked again later',
    async (fault) => {
      door.behave([fault], { forever: true });
      await expect(client().withdraw('parts', 'withdrawn-never', 2)).rejects.toBeInstanceOf(StoreUnavailable);
    },
  );

  it('of a store that knows none is a case for a person', async () => {
    door.behave(['404-html']);
    expect(await client().withdraw('parts', 'withdrawn-unknown', 2)).toMatchObject({
      status: 'refused',
      reason: 'unsupported',
      message: expect.stringContaining('404'),
    });
  });
});

describe('a store that misbehaves for good', () => {
  it.each<StoreFault>(['refused', '500', 'html', 'half-json', 'slow'])(
    '%s: is asked again and again, and given up in time',
    async (fault) => {
      door.behave([fault], { forever: true });
      const from = door.requests.length;
      await expect(client().order('parts', '10101')).rejects.toBeInstanceOf(StoreUnavailable);
      const attempts = door.requests.length - from;
      expect(attempts).toBeGreaterThan(1);
      expect(attempts).toBeLessThan(8);
    },
  );

  it('a store that is being restarted is waited for', async () => {
    door.behave(['refused', 'refused', '500', 'refused']);
    const patient = createStoreClient({ url: door.url, token: TOKEN, pauseMs: 10 });
    expect((await patient.order('parts', '10101'))?.number).toBe('10101');
  });

  it('nobody listens: says where it looked', async () => {
    await expect(client(TOKEN, 'http://127.0.0.1:1').order('parts', '10101')).rejects.toThrow(
      /http:\/\/127\.0\.0\.1:1/,
    );
  });

  it('a 404 that is no answer of a store is no "not found"', async () => {
    door.behave(['404-html'], { forever: true });
    const from = door.requests.length;
    await expect(client().order('parts', '10101')).rejects.toBeInstanceOf(StoreRefused);
    expect(door.requests.length - from).toBe(1);
  });
});

describe('what a repeat cannot heal is not repeated', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['a wrong token', () => client('another token').order('parts', '10101'), 'STORE_TOKEN'],
    ['a shop that is not served', () => client().order('nowhere', '10101'), 'STORE_SHOPS'],
    ['a number that is none', () => client().order('parts', 'abc'), 'an order number is 4-12 digits'],
    ['a key that is none', () => client().place('parts', '', wish), 'a key has'],
  ])('%s', async (_rule, ask, words) => {
    const from = door.requests.length;
    await expect(ask()).rejects.toThrow(words);
    expect(door.requests.length - from).toBe(1);
  });

  it('nor does a name reach beyond its own part of the path', async () => {
    await expect(client().order('parts', '../../other/orders/10101')).rejects.toBeInstanceOf(StoreRefused);
  });
});
