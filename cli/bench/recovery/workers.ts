import { join } from 'node:path';
import { freePort } from '../../stack/free-port.ts';
import { nodeService } from '../../stack/node-service.ts';
import type { NodeProcess } from '../../stack/processes.ts';
import type { StackState } from '../../stack/state.ts';
import type { Service, Started } from '../../stack/supervise.ts';

/** Our workers in a namespace of their own, so that killing them costs the stack's calls nothing. */
export const RECOVERY_NAMESPACE = 'bench-recovery';
export const CALL_WORKER = 'workers/call-worker.ts';
export const SLOW_WORKER = 'cli/bench/recovery/slow-worker.ts';

/** A worker process as the stack would start it, on a port of its own. `extra` goes into its environment. */
export async function workerService(
  stack: StackState,
  entry: string,
  extra: Record<string, string> = {},
): Promise<Service> {
  const port = await freePort();
  const worker: NodeProcess = {
    name: 'bench-recovery-worker',
    entry,
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    configSchema: async () => (await import('../../../workers/config.ts')).configSchema,
    env: {
      TEMPORAL_ADDRESS: stack.temporal.address,
      TEMPORAL_NAMESPACE: RECOVERY_NAMESPACE,
      DATABASE_URL: stack.databaseUrl,
      EDGE_SECRET: stack.edgeSecret,
      RECORDINGS_DIR: stack.recordingsDir,
      SHEET_CSV_PATH: join(stack.home, 'sheet-of-the-bench.csv'),
      WORKER_PORT: `${port}`,
      ...extra,
    },
  };
  return nodeService(worker, { home: stack.home, env: { ...process.env, HOLDFAST_HOME: stack.home } });
}

/** Two workers, of which one may be killed; the killed one is replaced when the bench says so. */
export interface WorkerPair {
  /** SIGKILL; `atMs` on performance.now(), `gone` when the kernel has closed all that the process held */
  kill(pid: number): { atMs: number; gone: Promise<unknown> };
  /** waits until both are there again */
  whole(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPair(
  stack: StackState,
  entry: string,
  extra: Record<string, string> = {},
): Promise<WorkerPair> {
  const services = await Promise.all([1, 2].map(() => workerService(stack, entry, extra)));
  const never = new AbortController().signal;
  const running: Started[] = [];
  const pair: WorkerPair = {
    kill(pid) {
      const killed = running.find(({ child }) => child?.pid === pid)?.child;
      if (killed === undefined) throw new Error(`no worker of ours has pid ${pid}`);
      process.kill(pid, 'SIGKILL');
      return { atMs: performance.now(), gone: killed.exited };
    },
    async whole() {
      for (const [index, service] of services.entries()) {
        const one = running[index];
        if (one === undefined || one.child?.ended()) running[index] = await service.start(never);
      }
    },
    stop: async () => {
      await Promise.all(running.map(({ child }) => child?.stop(0)));
    },
  };
  try {
    await pair.whole();
    return pair;
  } catch (error) {
    await pair.stop();
    throw error;
  }
}
