import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { ECHO_QUEUE } from './echo.ts';

// A process of its own, as the call-workers are; tells its parent when it polls.
Runtime.install({ logger: new DefaultLogger('ERROR') });
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
const worker = await Worker.create({
  connection,
  taskQueue: ECHO_QUEUE,
  workflowsPath: fileURLToPath(new URL('./echo-workflow.ts', import.meta.url)),
  maxCachedWorkflows: 600,
});
process.send?.('ready');
process.on('disconnect', () => worker.shutdown());
await worker.run();
await connection.close();
