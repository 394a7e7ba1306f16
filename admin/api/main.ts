import { Client, Connection } from '@temporalio/client';
import { createCallArchive } from '../../adapters/postgres/call-archive.ts';
import { connect } from '../../adapters/postgres/database.ts';
import { replaceRoutes } from '../../adapters/postgres/routes.ts';
import { publishScenario } from '../../adapters/postgres/scenarios.ts';
import { watchSnapshot } from '../../adapters/postgres/watch-snapshot.ts';
import { openStorage } from '../../adapters/storage/index.ts';
import type { Snapshot } from '../../domain/opening.ts';
import { ConfigError, loadConfig } from '../../platform/config.ts';
import { listenFault } from '../../platform/listen-fault.ts';
import { createLog } from '../../platform/log.ts';
import { measureProcess } from '../../platform/metrics.ts';
import { onShutdown } from '../../platform/shutdown.ts';
import { createLiveCalls } from './calls/live-calls.ts';
import { recordingRoutes } from './calls/recording-routes.ts';
import { callRoutes } from './calls/routes.ts';
import { type AdminConfig, configSchema } from './config.ts';
import { migrateWhenUp } from './migrate-when-up.ts';
import { publishScenarios, watchScenarios } from './scenarios/publisher.ts';
import { createServer } from './server.ts';
import { createConversations } from './text-channel/conversation.ts';
import { textChannel } from './text-channel/routes.ts';
import { DEMO_PATHS, demoPage } from './web-call/demo-page.ts';
import { createTokenMaker, webCallTokens } from './web-call/tokens.ts';

const NOTHING: Snapshot = { routes: [], published: {}, scenarios: {}, flags: {} };

const log = createLog('admin');

/** Serves the admin API and publishes scenarios until SIGTERM. */
async function main(config: AdminConfig): Promise<void> {
  measureProcess();
  await migrateWhenUp(config.DATABASE_URL, log, { patienceMs: config.DATABASE_WAIT_MS });
  const db = connect(config.DATABASE_URL, {
    onError: (error) => log.warn('a database connection broke', { error }),
  });
  const shelf = {
    publish: (bundle: Parameters<typeof publishScenario>[1]) => publishScenario(db, bundle),
    setRoutes: (routes: Parameters<typeof replaceRoutes>[1]) => replaceRoutes(db, routes),
  };
  const publish = () => publishScenarios(config.SCENARIOS_DIR, shelf, log);
  await publish();
  const stopPublishing = watchScenarios(config.SCENARIOS_DIR, publish, log);
  const snapshot = watchSnapshot(db, {
    onChange: (next) => log.info('scenarios and routes in force', { published: next.published }),
    onError: (error) => log.warn('snapshot not refreshed', { error }),
  });

  // without Temporal calls cannot be opened, but what is published and archived can be told
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS, connectTimeout: '10s' });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const archive = createCallArchive(db);
  const storage = openStorage(config);
  const conversations = createConversations(client, { idleMs: config.TEXT_IDLE_MS });

  const known = () => snapshot.current() ?? NOTHING;
  const makeToken = createTokenMaker({ secret: config.WEB_CALL_SECRET, snapshot: known, now: Date.now });
  const scriptUrl = config.WEB_CALL_DEMO_SCRIPT_URL;
  const server = await createServer({
    token: config.ADMIN_TOKEN,
    openPaths: scriptUrl === undefined ? [] : DEMO_PATHS,
    log,
    ready: () => (snapshot.current() === null ? 'no snapshot of scenarios yet: is PostgreSQL up?' : null),
    routes: [
      textChannel({ conversations, snapshot: known }),
      callRoutes({ archive, live: createLiveCalls(client, conversations) }),
      recordingRoutes({ shelf: { find: archive.find, open: storage.open }, log }),
      webCallTokens(makeToken),
      ...(scriptUrl === undefined ? [] : [demoPage({ scriptUrl, make: makeToken })]),
    ],
  });
  const at = { host: config.ADMIN_HOST, port: config.ADMIN_PORT };
  await server.listen(at).catch((error: unknown) => {
    throw listenFault(error, { ...at, variables: { host: 'ADMIN_HOST', port: 'ADMIN_PORT' } });
  });
  log.info('admin API listens', at);

  onShutdown(log, 10_000, async () => {
    stopPublishing();
    await server.close();
    await snapshot.stop();
    await connection.close();
    await db.close();
    storage.close();
  });
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else log.error('the admin API cannot run', { error });
  process.exit(1);
}
