import { hostname } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type Worker } from '@temporalio/worker';
import { connect, watchSnapshot } from '../adapters/postgres/index.ts';
import { SheetError } from '../adapters/sheets/index.ts';
import { ConfigError, loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { measureProcess } from '../platform/metrics.ts';
import { onShutdown } from '../platform/shutdown.ts';
import { composeActivities } from './activities.ts';
import { configSchema, type WorkerConfig } from './config.ts';
import { connectWhenUp } from './connect.ts';
import { createCallWorker } from './create-worker.ts';
import { freePort, sdkMetrics, serveWorkerHealth } from './metrics.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { createWarmUp } from './warm-up.ts';
import { workflowsBundle } from './workflows-bundle.ts';

/** A little more than the worker's own force time (create-worker.ts), less than a container's grace of 60 s. */
const SHUTDOWN_GRACE_MS = 50_000;

const log = createLog('call-worker');

/** Hosts call and sheet-writer workflows with their activities until SIGTERM. */
async function main(config: WorkerConfig): Promise<void> {
  const sdkMetricsAddress = `127.0.0.1:${await freePort('127.0.0.1')}`;
  Runtime.install({
    shutdownSignals: [], // platform/shutdown.ts does it
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const write = level === 'ERROR' ? log.error : log.warn;
      write(message, { ...meta });
    }),
    telemetryOptions: {
      metrics: sdkMetrics(sdkMetricsAddress),
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN' }) },
    },
  });
  measureProcess();

  const stopping = new AbortController();
  let worker: Worker | undefined;
  let running: Promise<void> | undefined;
  let waitsFor = 'Temporal';
  const health =
    config.WORKER_PORT === 0
      ? null
      : await serveWorkerHealth(
          {
            host: config.WORKER_HOST,
            port: config.WORKER_PORT,
            variables: { host: 'WORKER_HOST', port: 'WORKER_PORT' },
          },
          () => (worker?.getState() === 'RUNNING' ? null : `waiting for ${waitsFor}`),
          sdkMetricsAddress,
        );
  const closers: (() => unknown)[] = [];
  onShutdown(log, SHUTDOWN_GRACE_MS, async () => {
    stopping.abort(new Error('stopping'));
    health?.close();
    if (worker?.getState() === 'RUNNING') worker.shutdown();
    await running;
    for (const close of closers.reverse()) await close();
  });

  const address = config.TEMPORAL_ADDRESS;
  const [native, { codePath, hash }] = await Promise.all([
    connectWhenUp({ address, tls: config.TEMPORAL_TLS }, log, stopping.signal),
    workflowsBundle(),
  ]);
  closers.push(() => native.close());
  const created = await ensureSearchAttributes(native, config.TEMPORAL_NAMESPACE);
  if (created.length > 0) log.info('created search attributes', { created });
  const connection = await Connection.connect({ address, ...(config.TEMPORAL_TLS ? { tls: true } : {}) });
  closers.push(() => connection.close());
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const db = connect(config.DATABASE_URL, {
    onError: (error) => log.warn('a connection to PostgreSQL broke', { reason: error.message }),
  });
  closers.push(() => db.close());
  const { activities, close } = await composeActivities(config, { db, client, log });
  closers.push(close);

  waitsFor = 'the worker to poll';
  worker = await createCallWorker({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    codePath,
    activities,
    maxCachedWorkflows: config.WORKER_MAX_CACHED_CALLS,
    identity: `call-worker-${process.pid}@${hostname()}`,
  });
  if (stopping.signal.aborted) return;
  running = worker.run();
  const warmUp = createWarmUp(activities);
  const watch = watchSnapshot(db, {
    onChange: (snapshot) => {
      warmUp(snapshot, new Date().toISOString()).catch((error: unknown) =>
        log.warn('a scenario could not be warmed up: its first turn will be slower', { error }),
      );
    },
    // calls say so themselves
    onError: () => undefined,
  });
  closers.push(() => watch.stop());
  log.info('serving calls', {
    temporal: address,
    bundle: hash.slice(0, 12),
    model: config.LLM_BASE_URL ?? 'none',
  });
  await running;
}

try {
  await main(loadConfig(configSchema));
} catch (error) {
  if (error instanceof ConfigError || error instanceof SheetError) console.error(error.message);
  else log.error('the call worker cannot run', { error });
  process.exit(1);
}
