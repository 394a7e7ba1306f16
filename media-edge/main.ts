import { connect, watchSnapshot } from '../adapters/postgres/index.ts';
import { connectRedis } from '../adapters/redis/shared-cache.ts';
import { openStorage } from '../adapters/storage/index.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { measureProcess } from '../platform/metrics.ts';
import { onShutdown } from '../platform/shutdown.ts';
import { createTemporalCallClient } from './brain/temporal.ts';
import { configSchema, type EdgeConfig, spoolFolder } from './config.ts';
import { type Edge, startEdge } from './edge.ts';

/** On top of the grace for running calls: closing files, last messages. */
const CLOSING_MS = 15_000;

const log = createLog('media-edge');

async function main(config: EdgeConfig): Promise<void> {
  measureProcess();
  const cache =
    config.REDIS_URL === undefined
      ? null
      : await connectRedis(config.REDIS_URL, (error) => log.warn('the shared cache failed', { error }));
  const storage = openStorage(config);
  storage.check().catch((error: unknown) => {
    // calls come first: recordings wait on this disk
    log.error('the storage of recordings does not take them', { storage: storage.name, error });
  });
  const calls = createTemporalCallClient(config.TEMPORAL_ADDRESS, config.TEMPORAL_NAMESPACE);
  const database = connect(config.DATABASE_URL, {
    maxConnections: 2,
    onError: (error) => log.warn('a database connection broke', { error }),
  });
  let edge: Edge | null = null;
  const snapshot = watchSnapshot(database, {
    onChange: (next) => edge?.snapshotChanged(next),
    onError: (error) =>
      log.warn('routes and scenarios could not be read, the last ones stay in force', { error }),
  });
  edge = await startEdge({
    host: config.EDGE_HOST,
    internalHost: config.EDGE_INTERNAL_HOST,
    port: config.EDGE_PORT,
    internalPort: config.EDGE_INTERNAL_PORT,
    advertiseUrl: config.EDGE_ADVERTISE_URL,
    publicUrl: config.EDGE_PUBLIC_URL,
    secret: config.EDGE_SECRET,
    staticToken: config.EDGE_TOKEN ?? '',
    maxCalls: config.EDGE_MAX_CALLS,
    speechUrls: config.SPEECH_URL,
    speechApiKey: config.SPEECH_API_KEY,
    speaker: { model: config.TTS_MODEL, voice: config.TTS_VOICE },
    cacheBytes: config.TTS_CACHE_MB * 1024 * 1024,
    sharedCache: cache,
    storage,
    spool: {
      directory: spoolFolder(config),
      maxMb: config.EDGE_SPOOL_MB,
    },
    ...(config.EDGE_AUDIOSOCKET_PORT === 0
      ? {}
      : {
          audioSocket: {
            host: config.EDGE_AUDIOSOCKET_HOST,
            port: config.EDGE_AUDIOSOCKET_PORT,
            plainRateHz: config.EDGE_AUDIOSOCKET_RATE,
            takes: config.EDGE_AUDIOSOCKET_TAKES,
          },
        }),
    ...(config.WEB_CALL_SECRET === undefined
      ? {}
      : {
          webCalls: {
            secret: config.WEB_CALL_SECRET,
            host: config.WEB_CALL_HOST ?? config.EDGE_HOST,
            address: config.WEB_CALL_ADDRESS,
            port: config.WEB_CALL_PORT,
            iceServers: config.WEB_CALL_ICE_SERVERS,
            turnSecret: config.WEB_CALL_TURN_SECRET,
          },
        }),
    ...(config.EDGE_ASTERISK_MEDIA_URL === undefined
      ? {}
      : { asteriskMediaUrl: config.EDGE_ASTERISK_MEDIA_URL }),
    calls,
    snapshot: snapshot.current,
    log,
  });
  const known = snapshot.current();
  if (known !== null) edge.snapshotChanged(known);
  const graceMs = config.EDGE_DRAIN_SECONDS * 1000;
  onShutdown(log, graceMs + CLOSING_MS, async () => {
    await edge?.stop(graceMs);
    await snapshot.stop();
    await database.close();
    await calls.close();
    cache?.close();
    storage.close();
  });
  log.info('listening', {
    public: edge.publicUrl,
    internal: edge.internalUrl,
    audioSocketPort: edge.audioSocketPort,
  });
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  // a fault of the environment needs its message, not a stack
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
