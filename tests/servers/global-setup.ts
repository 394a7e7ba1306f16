import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../cli/stack/postgres.ts';
import { startRedis } from '../../cli/stack/redis.ts';
import { startTemporal } from '../../cli/stack/temporal.ts';
import globalTeardown from './global-teardown.ts';
import { EVENTS_OF_A_RUN, keepServers } from './running-servers.ts';

/** Starts one Temporal, one PostgreSQL and one Redis for all system tests. */
export default async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast test '));
  // never the database and the cache that somebody works with
  const env = {
    ...process.env,
    DATABASE_URL: process.env.TEST_DATABASE_URL,
    REDIS_URL: process.env.TEST_REDIS_URL,
  };
  // embedded PostgreSQL runs as another user where we are root: it must be able to enter
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  const settings = [`limit.historyCount.suggestContinueAsNew=${EVENTS_OF_A_RUN}`];
  const starting = [
    startTemporal({ folder, persistent: false, settings, env }).then((server) => {
      process.env.TEST_TEMPORAL_ADDRESS = server.address;
      process.env.TEST_TEMPORAL_METRICS_URL = server.metricsUrl;
      return server;
    }),
    startPostgres({ folder, durable: false, database: 'test', env }).then((server) => {
      process.env.TEST_DATABASE_URL = server.url;
      return server;
    }),
    startRedis({ folder, env }).then((server) => {
      process.env.TEST_REDIS_URL = server.url;
      return server;
    }),
  ];
  const started = await Promise.allSettled(starting);
  keepServers({
    folder,
    stops: started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop] : [])),
  });
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await globalTeardown();
    throw failed.reason;
  }
}
