import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createSettleOrdersActivities } from '../../activities/settle-orders.ts';
import { placeOrder } from '../../activities/tools/place-order.ts';
import { createStoreClient } from '../../adapters/store-api/client.ts';
import {
  type FaultyStore,
  type StoreFault,
  startFaultyStore,
} from '../../adapters/store-api/testing/faulty-store.ts';
import type { OrderToSettle } from '../../contracts/activities.ts';
import type { StoreApi } from '../../contracts/store-api.ts';
import { createLog } from '../../platform/log.ts';
import { createMemoryStore, type MemoryStore } from '../../store/memory-store.ts';
import { createStoreServer } from '../../store/server.ts';

const TOKEN = 'the store token of these tests';
let memory: MemoryStore;
let server: FastifyInstance;
let door: FaultyStore;
beforeAll(async () => {
  memory = createMemoryStore({ shops: ['demo'], today: '2026-11-23' });
  server = await createStoreServer({ store: memory, token: TOKEN, log: createLog('t'), ready: () => null });
  door = await startFaultyStore(await server.listen({ host: '127.0.0.1', port: 0 }), 400);
});
afterAll(async () => {
  await door?.close();
  await server?.close();
});

let calls = 0;
let callId: string;
let callbacks: string[];
beforeEach(() => {
  calls += 1;
  callId = `settled-${calls}`;
  callbacks = [];
  door.behave([]);
});

const facts = () => ({ callId, tenant: 'demo', from: '+380671234567', to: '1', timeZone: 'Europe/Kyiv' });
const tyres = (quantity: number) => ({
  ...{ n: 1, article: '100103', quantity, name: 'Марія Лисенко', phone: '+380671234567' },
  method: 'pickup',
});
const client = (): StoreApi =>
  createStoreClient({ url: door.url, token: TOKEN, timeoutMs: 150, pauseMs: 20, patienceMs: 420 });
const order = (quantity: number, turnSeq: number) => {
  const request = { name: 'place-order', args: tyres(quantity), deadlineMs: 5_000 };
  const given = { facts: facts(), scenarioHash: '', turnSeq, request, at: '2026-11-23T10:00:00Z' };
  return placeOrder({ store: memory })(given, new AbortController().signal);
};
const settle = (orders: readonly OrderToSettle[], store: StoreApi | null = client()) =>
  createSettleOrdersActivities({
    store,
    callbacks: { add: async ({ reason }) => void callbacks.push(reason) },
  }).settleOrders({ facts: facts(), orders, revision: 9, at: '2026-11-23T10:05:00Z' });
/** how many tyres the call's order has; none: there is no such order */
const stands = () =>
  memory
    .placed('demo')
    .filter((one) => one.number === number)
    .map(({ lines }) => lines[0]?.quantity);
const stock = async () => (await memory.availability('demo', '100103', 1))?.item.inStock;
let number: string;
const ordered = async (quantity: number, turnSeq = 4) => {
  const { data } = await order(quantity, turnSeq);
  number = `${data.number}`.replaceAll(' ', '');
};
const NONE: readonly OrderToSettle[] = [{ n: 1, order: null }];

describe('an order that only a superseded turn had placed', () => {
  it('is withdrawn, its stock is back, and the turn that arrives late orders nothing', async () => {
    const before = await stock();
    await ordered(4);
    expect(stands()).toEqual([4]);
    await settle(NONE);
    await settle(NONE);
    expect([stands(), await stock(), callbacks]).toEqual([[], before, []]);
    expect((await order(4, 4)).status).toBe('conflict');
    expect(stands()).toEqual([]);
  });

  it.each<StoreFault>(['applied-then-500', 'applied-then-broken', 'twice', 'slow', '500', 'refused'])(
    'is withdrawn once, though the store has the fault %s',
    async (fault) => {
      const before = await stock();
      await ordered(2);
      door.behave([fault]);
      await settle(NONE);
      expect([stands(), await stock(), callbacks]).toEqual([[], before, []]);
    },
  );

  it('of a store that is away is tried again, for as long as it takes', async () => {
    await ordered(1);
    door.behave(['500'], { forever: true });
    await expect(settle(NONE)).rejects.toThrow('answered 500');
    door.behave([]);
    await settle(NONE);
    expect([stands(), callbacks]).toEqual([[], []]);
  });

  it.each<{ rule: string; store: () => StoreApi | null; fault: StoreFault; says: string }>([
    { rule: 'of a store that knows no withdrawal', store: client, fault: '404-html', says: '404' },
    { rule: 'of a worker without a store', store: () => null, fault: 'none', says: 'has no store' },
  ])('$rule is left to a person', async ({ store, fault, says }) => {
    await ordered(1);
    door.behave([fault]);
    await settle(NONE, store());
    expect(callbacks).toEqual([expect.stringMatching(`order 1 .*${says}`)]);
    await settle(NONE);
  });
});

describe('an order that only a superseded turn had changed', () => {
  it('is as it was promised', async () => {
    await ordered(4);
    await ordered(8, 6);
    expect(stands()).toEqual([8]);
    await settle([{ n: 1, order: tyres(4) }]);
    expect([stands(), callbacks]).toEqual([[4], []]);
  });

  it('that cannot be so any more is left to a person', async () => {
    await ordered(2);
    await settle([{ n: 1, order: tyres(999) }]);
    expect(callbacks).toEqual([expect.stringContaining('out-of-stock')]);
  });
});
