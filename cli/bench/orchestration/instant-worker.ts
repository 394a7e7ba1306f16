import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createStreamReplyActivities, type ReplyModel } from '../../../activities/stream-reply.ts';
import { temporalAttempt } from '../../../activities/temporal-attempt.ts';
import { createReplyChannel } from '../../../adapters/edge/reply-channel.ts';
import { connect } from '../../../adapters/postgres/index.ts';
import { loadConfig } from '../../../platform/config.ts';
import { serveHealth } from '../../../platform/health.ts';
import { createLog } from '../../../platform/log.ts';
import { composeActivities } from '../../../workers/activities.ts';
import { configSchema } from '../../../workers/config.ts';
import { connectWhenUp } from '../../../workers/connect.ts';
import { createCallWorker } from '../../../workers/create-worker.ts';
import { workflowsBundle } from '../../../workers/workflows-bundle.ts';
import { INSTANT_WORDS } from './instant-model.ts';

// A call-worker whose model has its words ready: what is left of a streamed turn is orchestration.
const model: ReplyModel = {
  provider: 'bench',
  words: () => ({
    text: (async function* () {
      yield* INSTANT_WORDS;
    })(),
    usage: () => ({ inputTokens: 1, outputTokens: INSTANT_WORDS.length, cachedInputTokens: 0 }),
  }),
};

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
    ...createStreamReplyActivities({
      model,
      channel: createReplyChannel({ secret: config.EDGE_SECRET }),
      attempt: temporalAttempt,
      onLostUsage: () => undefined,
    }),
  },
  identity: `call-worker-${process.pid}@bench`,
});
await serveHealth({ host: '127.0.0.1', port: config.WORKER_PORT }, () =>
  worker.getState() === 'RUNNING' ? null : 'starting',
);
await worker.run();
