import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { connect } from '../../../adapters/postgres/index.ts';
import { loadConfig } from '../../../platform/config.ts';
import { serveHealth } from '../../../platform/health.ts';
import { createLog } from '../../../platform/log.ts';
import { composeActivities } from '../../../workers/activities.ts';
import { configSchema } from '../../../workers/config.ts';
import { connectWhenUp } from '../../../workers/connect.ts';
import { createCallWorker } from '../../../workers/create-worker.ts';
import { workflowsBundle } from '../../../workers/workflows-bundle.ts';
import { SLOW_MARK, SLOW_MS } from './slow-mark.ts';

// A call-worker with the one difference that understanding a marked text takes long enough to be killed in.
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
  activities: {
    ...activities,
    async extractSlots(input) {
      if (input.text.startsWith(SLOW_MARK)) await sleep(SLOW_MS);
      return activities.extractSlots({ ...input, text: input.text.replace(SLOW_MARK, '') });
    },
  },
  identity: `call-worker-${process.pid}@bench`,
});
await serveHealth({ host: '127.0.0.1', port: config.WORKER_PORT }, () =>
  worker.getState() === 'RUNNING' ? null : 'starting',
);
await worker.run();
