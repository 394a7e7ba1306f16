import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { ECHO_QUEUE, type EchoActivities } from './echo.ts';

// A process of its own, as the call-workers are; tells its parent when it polls.
Runtime.install({ logger: new DefaultLogger('ERROR') });
const agent = new Agent({ keepAlive: true });
const activities: EchoActivities = {
  nothing: async (text) => text,
  speak: ({ url, turnId }) =>
    new Promise((resolve, reject) => {
      const post = request(`${url}/turns/${turnId}/reply`, { agent, method: 'POST', timeout: 10_000 });
      post.on('error', reject);
      post.on('response', (response) => response.resume().on('end', () => resolve('said')));
      post.end('{"text":"certainly"}\n');
    }),
};
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
const worker = await Worker.create({
  connection,
  taskQueue: ECHO_QUEUE,
  workflowsPath: fileURLToPath(new URL('./echo-workflow.ts', import.meta.url)),
  activities: { ...activities },
  maxCachedWorkflows: 600,
});
process.send?.('ready');
process.on('disconnect', () => worker.shutdown());
await worker.run();
await connection.close();
