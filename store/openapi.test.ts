import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { z } from 'zod';
import { createLog } from '../platform/log.ts';
import { describeStore } from './describe.ts';
import { createMemoryStore } from './memory-store.ts';
import { createStoreServer } from './server.ts';

const TOKEN = 'the store token of these tests';
const file = new URL('../contracts/store-api.openapi.json', import.meta.url);

type Schema = Record<string, unknown>;
interface Description {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Schema }> }>>;
  components: { schemas: Record<string, Schema> };
}
const committed = JSON.parse(await readFile(file, 'utf8')) as Description;

let server: FastifyInstance;
beforeAll(async () => {
  const store = createMemoryStore({ shops: ['parts'], today: '2026-11-23' });
  server = await createStoreServer({ store, token: TOKEN, log: createLog('t'), ready: () => 'not yet' });
});
afterAll(() => server.close());

/** The description's schema of an answer, with its references put in place. */
function schemaOf(path: string, method: string, status: number): z.ZodType {
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: string };
    if ($ref !== undefined) return inline(committed.components.schemas[$ref.split('/').at(-1) ?? '']);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inline(inner)]));
  };
  const content = committed.paths[path]?.[method]?.responses[status]?.content?.['application/json'];
  const { schema } = (content ?? {}) as { schema?: Schema };
  if (schema === undefined) throw new Error(`${method} ${path} → ${status} is not described`);
  return z.fromJSONSchema(inline(schema) as Parameters<typeof z.fromJSONSchema>[0]);
}

const wish = {
  revision: 1,
  customer: { name: 'Марія Лисенко', phone: '+380671234567' },
  lines: [{ article: '100103', quantity: 4 }],
  delivery: { method: 'pickup' },
};
const place = (payload: object, key = 'k-1'): InjectOptions => ({
  method: 'POST',
  url: '/shops/parts/orders',
  payload,
  headers: { 'idempotency-key': key },
});
const withdraw = (key: string, revision: number | string): InjectOptions => ({
  method: 'DELETE',
  url: `/shops/parts/orders?revision=${revision}`,
  headers: { 'idempotency-key': key },
});
const ORDER = '/shops/{shop}/orders/{number}';
const ORDERS = '/shops/{shop}/orders';
const CATALOGUE = '/shops/{shop}/catalogue';
const AVAILABILITY = '/shops/{shop}/availability/{article}';

describe('the OpenAPI description', () => {
  it('is the one that the server gives: `node store/describe.ts > contracts/store-api.openapi.json`', async () => {
    expect(committed).toEqual(JSON.parse(await describeStore()));
    expect((await server.inject('/openapi.json')).json()).toEqual(committed);
  });

  it.each<[string, InjectOptions, string, number, string]>([
    ['an order', { url: '/shops/parts/orders/10101' }, ORDER, 200, ''],
    ['no such order', { url: '/shops/parts/orders/99999' }, ORDER, 404, 'not-found'],
    ['no such shop', { url: '/shops/nowhere/orders/10101' }, ORDER, 404, 'unknown-shop'],
    ['a number that is none', { url: '/shops/parts/orders/ten' }, ORDER, 400, 'bad-request'],
    ['orders of a phone', { url: '/shops/parts/orders?phone=%2B380671112233' }, ORDERS, 200, ''],
    ['a phone that is none', { url: '/shops/parts/orders?phone=067' }, ORDERS, 400, 'bad-request'],
    [
      'a search',
      { url: '/shops/parts/catalogue?product=tyres&car=vw_golf&season=winter' },
      CATALOGUE,
      200,
      '',
    ],
    ['a search for nothing', { url: '/shops/parts/catalogue?product=anchors' }, CATALOGUE, 200, ''],
    ['a bad search', { url: '/shops/parts/catalogue?season=monsoon' }, CATALOGUE, 400, 'bad-request'],
    ['availability', { url: '/shops/parts/availability/200501?quantity=2' }, AVAILABILITY, 200, ''],
    ['no such article', { url: '/shops/parts/availability/999999' }, AVAILABILITY, 404, 'not-found'],
    ['a new order', place(wish), ORDERS, 200, ''],
    ['the same order again', place(wish), ORDERS, 200, ''],
    ['an older wish', place({ ...wish, revision: 0 }), ORDERS, 409, 'stale'],
    [
      'too many',
      place({ ...wish, lines: [{ article: '100103', quantity: 999 }] }, 'k-2'),
      ORDERS,
      409,
      'out-of-stock',
    ],
    ['an order of nothing', place({ ...wish, lines: [] }, 'k-3'), ORDERS, 400, 'bad-request'],
    ['a withdrawal', withdraw('k-1', 5), ORDERS, 200, ''],
    ['the same withdrawal again', withdraw('k-1', 5), ORDERS, 200, ''],
    ['a withdrawal of nothing', withdraw('k-9', 5), ORDERS, 200, ''],
    ['an order that was withdrawn', place(wish), ORDERS, 409, 'stale'],
    ['a newer order', place({ ...wish, revision: 6 }), ORDERS, 200, ''],
    ['a withdrawal that comes late', withdraw('k-1', 6), ORDERS, 409, 'stale'],
    ['a withdrawal of no revision', withdraw('k-1', 'x'), ORDERS, 400, 'bad-request'],
    ['a key that is none', place(wish, 'a b'), ORDERS, 400, 'bad-request'],
    [
      'a wrong token',
      { url: '/shops/parts/orders/10101', headers: { authorization: 'Bearer x' } },
      ORDER,
      401,
      'unauthorized',
    ],
  ])('holds for %s', async (_what, request, path, status, code) => {
    const answer = await server.inject({
      ...request,
      headers: { authorization: `Bearer ${TOKEN}`, ...request.headers },
    });
    expect(answer.statusCode).toBe(status);
    const method = (request.method ?? 'GET').toLowerCase();
    const parsed = schemaOf(path, method, status).safeParse(answer.json());
    expect(parsed.error?.issues ?? []).toEqual([]);
    if (code !== '') expect(answer.json()).toMatchObject({ code });
  });

  it('schemas of the description do refuse what does not fit', () => {
    expect(schemaOf(ORDER, 'get', 200).safeParse({ number: '10101' }).success).toBe(false);
  });

  it('health needs no token, an unknown path is told', async () => {
    expect((await server.inject('/readyz')).statusCode).toBe(503);
    expect((await server.inject('/healthz')).statusCode).toBe(200);
    const lost = await server.inject({ url: '/orders', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(lost.json()).toMatchObject({ code: 'not-found' });
  });
});
