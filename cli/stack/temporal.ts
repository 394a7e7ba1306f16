import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.ts';
import { findTemporalCli } from '../setup/tool-paths.mjs';
import type { Child } from './child.ts';
import { foreignServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';
import { startReady } from './start-ready.ts';

/** Server settings of the turn path: eager activities, no polling pauses, timers on time, one partition. */
const DYNAMIC_CONFIG = [
  'system.enableActivityEagerExecution=true',
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxTimeShift="50ms"',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'frontend.enableCancelWorkerPollsOnShutdown=true',
] as const;

export interface TemporalOptions {
  /** database file and logs/ are here */
  folder: string;
  /** false: everything is lost at its end, and no Web UI (tests) */
  persistent: boolean;
  /** absent: any free one */
  port?: number;
  uiPort?: number;
  metricsPort?: number;
  /** further settings of the server, `key=value` with the value as JSON */
  settings?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** ends the start early */
  signal?: AbortSignal;
}

/** A Temporal server. `child` is absent where TEMPORAL_ADDRESS named one that is not ours. */
export interface Temporal {
  address: string;
  /** '' where there is none */
  uiUrl: string;
  /** the server's own metrics; '' where the server is not ours */
  metricsUrl: string;
  child?: Child;
  stop(): Promise<void>;
}

/** The server at TEMPORAL_ADDRESS, else a development server of our own, ready for calls. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const env = options.env ?? process.env;
  if (env.TEMPORAL_ADDRESS) return useTemporal(env.TEMPORAL_ADDRESS, options);
  const cli = findTemporalCli(env);
  if (!cli)
    throw new Error('no Temporal CLI: run `npm run setup`, or set TEMPORAL_ADDRESS to a running server');
  const taken = new Set<number>();
  const port = options.port || (await freePort(0, taken));
  const uiPort = options.persistent ? options.uiPort || (await freePort(0, taken)) : 0;
  const metricsPort = options.metricsPort || (await freePort(0, taken));
  const address = `127.0.0.1:${port}`;
  const child = await startReady({
    name: 'temporal',
    command: cli,
    args: serverArguments({ port, uiPort, metricsPort, ...options }),
    logPath: join(options.folder, 'logs', 'temporal.log'),
    env,
    what: `Temporal on ${address}`,
    probe: () => probeTemporal(address),
    timeoutMs: 60_000,
    signal: options.signal,
  });
  const uiUrl = uiPort ? `http://127.0.0.1:${uiPort}` : '';
  const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  return { address, uiUrl, metricsUrl, child, stop: () => child.stop() };
}

async function useTemporal(address: string, { env, signal }: TemporalOptions): Promise<Temporal> {
  await foreignServer({
    ...{ name: 'Temporal', variable: 'TEMPORAL_ADDRESS', value: address },
    ...{ probe: () => probeTemporal(address), timeoutMs: 10_000, signal },
  });
  return { address, uiUrl: env?.TEMPORAL_UI_URL ?? '', metricsUrl: '', stop: async () => {} };
}

function serverArguments(at: {
  port: number;
  uiPort: number;
  metricsPort: number;
  folder: string;
  persistent: boolean;
  settings?: readonly string[];
}): string[] {
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${at.port}`],
    ...['--metrics-port', `${at.metricsPort}`, '--log-level', 'warn'],
    ...(at.persistent
      ? ['--ui-port', `${at.uiPort}`, '--db-filename', join(at.folder, 'temporal.db')]
      : ['--headless']),
    ...attributes,
    ...[...DYNAMIC_CONFIG, ...(at.settings ?? [])].flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/** Throws until the server takes calls: its default namespace is there and knows our search attributes. */
async function probeTemporal(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, async () => {
      const namespace = 'default';
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in customAttributes));
      if (missing.length > 0) {
        const flags = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
        throw new Error(
          `search attributes are missing: temporal operator search-attribute create --address ${address} ${flags}`,
        );
      }
    });
  } finally {
    await connection.close();
  }
}
