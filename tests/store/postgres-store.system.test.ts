import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { StoreApi } from '../../contracts/store-api.ts';
import { migrateStore, openPool } from '../../store/database.ts';
import { createPostgresStore } from '../../store/postgres-store.ts';
import { seedShop } from '../../store/seed.ts';
import { createTestDatabase, type TestDatabase } from '../servers/database.ts';
import { storeRules } from './store-rules.ts';

const SHOPS = ['parts', 'other'];
let database: TestDatabase;
let pool: pg.Pool;
let store: StoreApi;

beforeAll(async () => {
  database = await createTestDatabase();
  // as several processes of a stack do
  await Promise.all([migrateStore(database.url), migrateStore(database.url)]);
  pool = openPool(database.url, () => undefined);
  for (const shop of SHOPS) await seedShop(pool, shop);
  store = createPostgresStore(pool, SHOPS);
}, 60_000);
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

storeRules('a store on PostgreSQL', async () => store);

it('what has been packed is not withdrawn', async () => {
  const wish = {
    ...{ revision: 1, customer: { name: 'Марія Лисенко', phone: '+380671234567' } },
    ...{ lines: [{ article: '100103', quantity: 1 }], delivery: { method: 'pickup' as const } },
  };
  await store.place('parts', 'packed-1', wish);
  await pool.query("UPDATE store.orders SET status = 'packed' WHERE key = 'packed-1'");
  expect(await store.withdraw('parts', 'packed-1', 2)).toMatchObject({ status: 'refused', reason: 'closed' });
});

it('a second start changes nothing', async () => {
  const count = async () =>
    (await pool.query('SELECT count(*)::integer AS n FROM store.items')).rows[0] as { n: number };
  const before = await count();
  await migrateStore(database.url);
  await seedShop(pool, 'parts');
  expect(await count()).toEqual(before);
});
