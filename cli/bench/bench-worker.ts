import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connect } from '../../adapters/postgres/index.ts';
import { loadConfig } from '../../platform/config.ts';
import { serveHealth } from '../../platform/health.ts';
import { createLog } from '../../platform/log.ts';
import { composeActivities } from '../../workers/activities.ts';
import { configSchema, type WorkerConfig } from '../../workers/config.ts';
import { connectWhenUp } from '../../workers/connect.ts';
import { createCallWorker } from '../../workers/create-worker.ts';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';

type Activities = Awaited<ReturnType<typeof composeActivities>>['activities'];

/** Runs a call-worker of the environment's configuration with some of its activities replaced, until it is stopped. */
export async function runBenchWorker(
  replace: (activities: Activities, config: WorkerConfig) => Partial<Activities>,
): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const config = loadConfig(configSchema);
  const log = createLog('bench-worker');
  const at = { address: config.TEMPORAL_ADDRESS, tls: false };
  const native = await connectWhenUp(at, log, new AbortController().signal);
  const client = new Client({
    connection: await Connection.connect({ address: at.address }),
    namespace: config.TEMPORAL_NAMESPACE,
  });
  const { activities } = await composeActivities(config, { db: connect(config.DATABASE_URL), client, log });
  const worker = await createCallWorker({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    codePath: (await workflowsBundle()).codePath,
    activities: { ...activities, ...replace(activities, config) },
    identity: `call-worker-${process.pid}@bench`,
  });
  await serveHealth({ host: '127.0.0.1', port: config.WORKER_PORT }, () =>
    worker.getState() === 'RUNNING' ? null : 'starting',
  );
  await worker.run();
}
