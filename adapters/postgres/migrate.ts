import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { connect, connectionSettings } from './database.ts';
import { addDefaultPrices } from './price-list.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the schema of an existing database up to date and adds the default prices that it does not have. Safe when
 * several processes do it at once: one works, the others wait for it (up to 60 s). Answers the names of what it applied.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client(connectionSettings(url, 60_000));
  client.on('error', () => {}); // the statement under way rejects with it
  await client.connect();
  try {
    // the wait for the advisory lock counts as one, so the usual 3 s would be too short
    await client.query('SET lock_timeout = 60000');
    const applied = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: 'up',
      migrationsTable: 'schema_migrations',
      advisoryLockMode: 'wait',
      logger: { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} },
    });
    const db = connect(url, { maxConnections: 1 });
    try {
      await addDefaultPrices(db);
    } finally {
      await db.close();
    }
    return applied.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
