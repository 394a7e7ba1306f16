import { join } from 'node:path';
import { makeFolder } from '../../platform/make-folder.ts';
import { STACK_MARK } from './leftovers.ts';
import { nodeService } from './node-service.ts';
import { projectRoot } from './paths.ts';
import { choosePorts } from './ports.ts';
import { nodeProcesses } from './processes.ts';
import { stackSecrets } from './secrets.ts';
import { type ServerAddresses, serverServices } from './server-services.ts';
import { createServiceGroup } from './service-group.ts';
import { shopsOf } from './shops.ts';
import type { StackState } from './state.ts';
import type { ServiceEvent } from './supervise.ts';

/** A stack that runs. */
export interface BroughtUp {
  state(): StackState;
  stop(): Promise<void>;
}

export interface BringUpOptions {
  home: string;
  env: NodeJS.ProcessEnv;
  onEvent(event: ServiceEvent): void;
  /** a process was restarted: its pid is another */
  onChange(state: StackState): void;
  signal: AbortSignal;
}

/** Starts the servers side by side, makes the tables, then our own processes side by side. */
export async function bringUp(options: BringUpOptions): Promise<BroughtUp> {
  const { home, onEvent, onChange, signal } = options;
  const env: NodeJS.ProcessEnv = { ...options.env, [STACK_MARK]: home };
  const ports = await choosePorts(env);
  const { adminToken, storeToken, webCallSecret, ...edgeKeys } = stackSecrets(home, env);
  const at: ServerAddresses = {
    temporal: { address: '', uiUrl: '' },
    databaseUrl: '',
    redisUrl: '',
    speechUrl: '',
  };
  const publicUrl = env.EDGE_PUBLIC_URL || `ws://${env.EDGE_HOST || '127.0.0.1'}:${ports.edge}`;
  const edge = { publicUrl, internalUrl: `http://127.0.0.1:${ports.edgeInternal}` };
  const files = {
    recordingsDir: env.RECORDINGS_DIR || join(home, 'recordings'),
    sheetCsvPath: env.SHEET_CSV_PATH || join(home, 'sheet.csv'),
  };
  await makeFolder(files.recordingsDir, env.RECORDINGS_DIR ? 'RECORDINGS_DIR' : undefined);
  const startedAt = new Date().toISOString();
  const group = createServiceGroup((event) => {
    onEvent(event);
    if (event.type === 'restarted') onChange(state());
  }, signal);
  const state = (): StackState => ({
    ...{ pid: process.pid, home, startedAt, ports },
    ...{ ...at, ...files, ...edgeKeys, edge },
    admin: { url: `http://127.0.0.1:${ports.admin}`, token: adminToken },
    processes: group.running.flatMap((one) => {
      const child = one.current().child;
      return child ? [{ name: one.name, pid: child.pid, log: child.logPath }] : [];
    }),
  });
  try {
    const { servers, workers } = serverServices(at, { home, ports, env });
    await group.start(servers);
    const { migrate } = await import('../../adapters/postgres/index.ts');
    await migrate(at.databaseUrl);
    // the edge asks for the speech worker when it needs it, so they may start side by side
    const speechUrl = env.SPEECH_URL || `http://127.0.0.1:${ports.speech}`;
    const scenariosDir = env.SCENARIOS_DIR || join(projectRoot, 'scenarios');
    const processes = nodeProcesses({
      ...{ ports, env, adminToken, storeToken, webCallSecret, scenariosDir, speechUrl, edge },
      shops: shopsOf(scenariosDir),
      ...{ ...files, ...edgeKeys },
      temporalAddress: at.temporal.address,
      databaseUrl: at.databaseUrl,
      redisUrl: at.redisUrl,
    });
    await group.start([...workers, ...processes.map((one) => nodeService(one, { home, env }))]);
    return { state, stop: () => group.stop() };
  } catch (error) {
    await group.stop();
    throw error;
  }
}
