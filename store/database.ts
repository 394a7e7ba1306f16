import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
/** Every table of the store is here, apart from Holdfast's own in the same database. */
const SCHEMA = 'store';

const quiet = () => {};

/** A pool of connections whose every wait ends; nothing is connected before the first query. */
export function openPool(url: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'holdfast-store',
    max: 10,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 5_000,
    query_timeout: 6_500,
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 15_000,
  });
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', quiet); // told above
  return pool;
}

/** Brings the store's schema up to date. Several processes may do it at once: one works, the others wait up to 60 s. */
export async function migrateStore(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', quiet); // the statement under way rejects with it
  await client.connect();
  try {
    await client.query('SET lock_timeout = 60000');
    await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: 'up',
      schema: SCHEMA,
      createSchema: true,
      migrationsSchema: SCHEMA,
      migrationsTable: 'schema_migrations',
      advisoryLockMode: 'wait',
      logger: { info: quiet, warn: quiet, error: quiet, debug: quiet },
    });
  } finally {
    await client.end();
  }
}

/** Runs `work` in one transaction: all of it or nothing. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    client.release();
    return done;
  } catch (error) {
    const isClean = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!isClean);
    throw error;
  }
}
