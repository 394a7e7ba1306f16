import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../tests/servers/database.ts';
import { connect, migrate, readPrices } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

describe('migrate', () => {
  it('by four processes at once: one applies everything, the others find it done', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrate(database.url)).toEqual([]);
  });

  it('leaves a price that an operator has set', async () => {
    const db = connect(database.url);
    const before = (await readPrices(db)).length;
    await sql`UPDATE price_list SET price_micro_usd = 1 WHERE provider = 'google' AND component = 'stt'`.execute(
      db.kysely,
    );
    await migrate(database.url);
    const prices = await readPrices(db);
    expect(prices).toHaveLength(before);
    expect(
      prices.find(({ provider, component }) => provider === 'google' && component === 'stt')?.priceMicroUsd,
    ).toBe(1);
    await db.close();
  });
});

describe('connect', () => {
  it('reads a date as it stands, a bigint as a number, numeric as text', async () => {
    const db = connect(database.url);
    const { rows } =
      await sql`SELECT '2026-11-26'::date AS day, 42::bigint AS big, 1.50::numeric(14,6) AS usd`.execute(
        db.kysely,
      );
    expect(rows).toEqual([{ day: '2026-11-26', big: 42, usd: '1.500000' }]);
    await expect(sql`SELECT 9007199254740993::bigint`.execute(db.kysely)).rejects.toThrow('9007199254740993');
    await db.close();
  });

  it('a statement that runs too long ends with an error', async () => {
    const db = connect(database.url, { statementTimeoutMs: 100 });
    await expect(sql`SELECT pg_sleep(20)`.execute(db.kysely)).rejects.toThrow(/statement timeout/);
    await db.close();
  });

  it('a server that is not there is an error, and so is one that never answers', async () => {
    const gone = connect('postgres://a@127.0.0.1:1/x');
    await expect(sql`SELECT 1`.execute(gone.kysely)).rejects.toThrow(/ECONNREFUSED/);
    await gone.close();
    const proxy = await startProxy(database.url);
    proxy.silence();
    const silent = connect(proxy.url);
    await expect(sql`SELECT 1`.execute(silent.kysely)).rejects.toThrow(/timeout/i);
    await silent.close();
    await proxy.stop();
  }, 20_000);

  it('a connection that falls silent errors out and is not used again', async () => {
    const proxy = await startProxy(database.url);
    const db = connect(proxy.url, { maxConnections: 1, statementTimeoutMs: 200 });
    await sql`SELECT 1`.execute(db.kysely);
    proxy.silence();
    await expect(sql`SELECT 2`.execute(db.kysely)).rejects.toThrow('Query read timeout');
    proxy.talk();
    expect((await sql<{ three: number }>`SELECT 3 AS three`.execute(db.kysely)).rows[0]?.three).toBe(3);
    await db.close();
    await proxy.stop();
  }, 20_000);

  it('connections that the server cuts do not end the process', async () => {
    const errors: string[] = [];
    const db = connect(database.url, { onError: (error) => errors.push(error.message) });
    await sql`SELECT 1`.execute(db.kysely);
    const admin = connect(database.url);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(admin.kysely);
    await admin.close();
    while (errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(db.kysely)).rows[0]?.one).toBe(1);
    await db.close();
  });

  it('a connection that is cut in the middle of a statement, or between two of a transaction, fails only that work', async () => {
    const errors: string[] = [];
    const db = connect(database.url, { onError: (error) => errors.push(error.message) });
    const admin = connect(database.url);
    const cutOthers = () =>
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(admin.kysely);
    const sleeping = sql`SELECT pg_sleep(4)`.execute(db.kysely);
    const refused = expect(sleeping).rejects.toThrow(/terminat/);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cutOthers();
    await refused;
    const between = db.kysely.transaction().execute(async (transaction) => {
      await sql`SELECT 1`.execute(transaction);
      await cutOthers();
      while (errors.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      await sql`SELECT 2`.execute(transaction);
    });
    await expect(between).rejects.toThrow();
    expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(db.kysely)).rows[0]?.one).toBe(1);
    await Promise.all([db.close(), admin.close()]);
  }, 20_000);
});

/** A network between us and the server: while silent it accepts everything and delivers nothing, on old connections for good. */
async function startProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const cuts: (() => void)[] = [];
  let silent = false;
  const server = createServer((inside) => {
    const outside = connectSocket(Number(port), hostname);
    let dead = silent;
    cuts.push(() => {
      dead = true;
    });
    inside.on('data', (data) => dead || outside.write(data));
    outside.on('data', (data) => dead || inside.write(data));
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxied = new URL(url);
  proxied.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: proxied.href,
    silence: () => {
      silent = true;
      for (const cut of cuts) cut();
    },
    talk: () => {
      silent = false;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
