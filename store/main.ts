import { ConfigError, loadConfig } from '../platform/config.ts';
import { listenFault } from '../platform/listen-fault.ts';
import { createLog } from '../platform/log.ts';
import { measureProcess } from '../platform/metrics.ts';
import { onShutdown } from '../platform/shutdown.ts';
import { configSchema, type StoreConfig } from './config.ts';
import { migrateStore, openPool } from './database.ts';
import { createPostgresStore } from './postgres-store.ts';
import { seedShop } from './seed.ts';
import { createStoreServer } from './server.ts';

const log = createLog('store');

/** Serves the store until SIGTERM. */
async function main(config: StoreConfig): Promise<void> {
  measureProcess();
  await migrateStore(config.DATABASE_URL);
  const pool = openPool(config.DATABASE_URL, (error) => log.warn('a database connection broke', { error }));
  for (const shop of config.STORE_SHOPS) await seedShop(pool, shop);
  const server = await createStoreServer({
    store: createPostgresStore(pool, config.STORE_SHOPS),
    token: config.STORE_TOKEN,
    log,
    ready: () =>
      pool.query('SELECT 1').then(
        () => null,
        (error: Error) => `PostgreSQL does not answer: ${error.message}`,
      ),
  });
  const at = { host: config.STORE_HOST, port: config.STORE_PORT };
  await server.listen(at).catch((error: unknown) => {
    throw listenFault(error, { ...at, variables: { host: 'STORE_HOST', port: 'STORE_PORT' } });
  });
  log.info('store listens', { ...at, shops: config.STORE_SHOPS });
  onShutdown(log, 10_000, async () => {
    await server.close();
    await pool.end();
  });
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else log.error('the store cannot run', { error });
  process.exit(1);
}
