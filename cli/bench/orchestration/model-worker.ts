import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Connection } from '@temporalio/client';
import { freePort } from '../../stack/free-port.ts';
import type { StackState } from '../../stack/state.ts';
import { probeHttp, waitUntil } from '../../stack/wait-until.ts';
import { prepareNamespace } from '../namespace.ts';

/** The worker as it is in production, and one whose model is inside it. */
const WORKERS = {
  real: '../../../workers/call-worker.ts',
  instant: './instant-worker.ts',
} as const;

/** A call-worker with a language model, in a namespace of its own beside the stack's workers without one. */
export async function startModelWorker(
  stack: StackState,
  connection: Connection,
  kind: keyof typeof WORKERS,
  modelUrl: string,
) {
  const namespace = `bench-${kind}-model`;
  await prepareNamespace(connection, namespace);
  const port = await freePort();
  const child = fork(fileURLToPath(new URL(WORKERS[kind], import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: stack.temporal.address,
      TEMPORAL_NAMESPACE: namespace,
      DATABASE_URL: stack.databaseUrl,
      EDGE_SECRET: stack.edgeSecret,
      RECORDINGS_DIR: stack.recordingsDir,
      SHEET_CSV_PATH: `${stack.sheetCsvPath}.${namespace}`,
      LLM_BASE_URL: modelUrl,
      LLM_MODEL: 'instant',
      WORKER_PORT: `${port}`,
    },
  });
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await waitUntil(() => probeHttp(`http://127.0.0.1:${port}/readyz`), {
    what: 'the call-worker with a model',
    timeoutMs: 30_000,
  });
  return { namespace, stop };
}
