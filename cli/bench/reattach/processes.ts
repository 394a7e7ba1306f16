import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../stack/free-port.ts';
import { nodeService } from '../../stack/node-service.ts';
import type { StackState } from '../../stack/state.ts';
import type { Service, Started } from '../../stack/supervise.ts';

/** One edge of the bench: at the same address after every start. */
export interface BenchEdge {
  internalUrl: string;
  /** SIGKILL; the time of it on performance.now() */
  kill(): number;
  /** starts it again where it does not run; answers when it is ready */
  whole(): Promise<void>;
  stop(): Promise<void>;
}

/** An edge of its own beside the stack's: killing it costs nobody else's calls. */
export async function startBenchEdge(stack: StackState, name: string): Promise<BenchEdge> {
  const [port, internalPort] = [await freePort(), await freePort()];
  const internalUrl = `http://127.0.0.1:${internalPort}`;
  const service: Service = nodeService(
    {
      name,
      entry: 'media-edge/main.ts',
      readyUrl: `${internalUrl}/readyz`,
      configSchema: async () => (await import('../../../media-edge/config.ts')).configSchema,
      env: {
        EDGE_PORT: `${port}`,
        EDGE_INTERNAL_PORT: `${internalPort}`,
        EDGE_ADVERTISE_URL: internalUrl,
        EDGE_PUBLIC_URL: `ws://127.0.0.1:${port}`,
        EDGE_SECRET: stack.edgeSecret,
        EDGE_TOKEN: stack.edgeToken,
        TEMPORAL_ADDRESS: stack.temporal.address,
        DATABASE_URL: stack.databaseUrl,
        REDIS_URL: stack.redisUrl,
        SPEECH_URL: stack.speechUrl,
        RECORDINGS_DIR: join(stack.home, 'recordings'),
      },
    },
    { home: stack.home, env: { ...process.env, HOLDFAST_HOME: stack.home } },
  );
  const never = new AbortController().signal;
  let running: Started = await service.start(never);
  return {
    internalUrl,
    kill() {
      if (running.child !== undefined) process.kill(running.child.pid, 'SIGKILL');
      return performance.now();
    },
    async whole() {
      if (running.child?.ended() === undefined) return;
      running = await service.start(never);
    },
    stop: async () => void (await running.child?.stop(0)),
  };
}

/** switch-control as an installation runs it, for several edges. */
export async function startBenchControl(
  stack: StackState,
  esl: { port: number; password: string },
  edges: readonly BenchEdge[],
): Promise<Started> {
  const port = await freePort();
  const service = nodeService(
    {
      name: `bench-switch-control-${randomBytes(2).toString('hex')}`,
      entry: 'media-edge/switch-control/main.ts',
      readyUrl: `http://127.0.0.1:${port}/readyz`,
      configSchema: async () => (await import('../../../media-edge/switch-control/config.ts')).configSchema,
      env: {
        FREESWITCH_ESL: `127.0.0.1:${esl.port}`,
        FREESWITCH_ESL_PASSWORD: esl.password,
        EDGE_INTERNAL_URL: edges.map(({ internalUrl }) => internalUrl).join(','),
        CONTROL_PORT: `${port}`,
      },
    },
    { home: stack.home, env: { ...process.env, HOLDFAST_HOME: stack.home } },
  );
  return service.start(new AbortController().signal);
}
