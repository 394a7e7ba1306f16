import type { z } from 'zod';
import { WEB_CALL_PATH } from '../../contracts/web-call.ts';
import type { StackPorts } from './ports.ts';

/** A process of ours that Node runs: `entry` is its main, `readyUrl` answers 200 when it can take work. */
export interface NodeProcess {
  name: string;
  entry: string;
  readyUrl: string;
  env: Record<string, string>;
  /** what it reads from its environment, for `npm run config` */
  configSchema(): Promise<z.ZodObject>;
}

/** What the table needs to know of the stack. */
export interface ProcessSurroundings {
  ports: StackPorts;
  env: NodeJS.ProcessEnv;
  temporalAddress: string;
  databaseUrl: string;
  redisUrl: string;
  speechUrl: string;
  edge: { publicUrl: string; internalUrl: string };
  edgeSecret: string;
  edgeToken: string;
  adminToken: string;
  storeToken: string;
  webCallSecret: string;
  /** tenants whose scenario asks the store; none: it is not started */
  shops: readonly string[];
  recordingsDir: string;
  sheetCsvPath: string;
  scenariosDir: string;
}

/** The table of our own Node processes. A new one is one more entry. */
export function nodeProcesses(at: ProcessSurroundings): NodeProcess[] {
  const { ports } = at;
  const shared = { TEMPORAL_ADDRESS: at.temporalAddress, DATABASE_URL: at.databaseUrl };
  // one that STORE_URL names comes to the workers with the rest of the environment
  const ownStore = at.shops.length > 0 && !at.env.STORE_URL;
  const storeUrl = `http://127.0.0.1:${ports.store}`;
  const callWorker = (name: string, port: number): NodeProcess => ({
    name,
    entry: 'workers/call-worker.ts',
    readyUrl: ready(port),
    configSchema: async () => (await import('../../workers/config.ts')).configSchema,
    env: {
      ...shared,
      WORKER_PORT: `${port}`,
      EDGE_SECRET: at.edgeSecret,
      SHEET_CSV_PATH: at.sheetCsvPath,
      RECORDINGS_DIR: at.recordingsDir,
      ...(ownStore ? { STORE_URL: storeUrl, STORE_TOKEN: at.storeToken } : {}),
    },
  });
  const store: NodeProcess = {
    name: 'store',
    entry: 'store/main.ts',
    readyUrl: ready(ports.store),
    configSchema: async () => (await import('../../store/config.ts')).configSchema,
    env: {
      DATABASE_URL: at.databaseUrl,
      STORE_PORT: `${ports.store}`,
      STORE_TOKEN: at.storeToken,
      STORE_SHOPS: at.shops.join(','),
    },
  };
  const switchControl: NodeProcess = {
    name: 'switch-control',
    entry: 'media-edge/switch-control/main.ts',
    readyUrl: ready(ports.switchControl),
    configSchema: async () => (await import('../../media-edge/switch-control/config.ts')).configSchema,
    env: {
      // beside this stack's own edge there may be others
      EDGE_INTERNAL_URL: at.env.EDGE_INTERNAL_URL || at.edge.internalUrl,
      CONTROL_PORT: `${ports.switchControl}`,
    },
  };
  return [
    {
      name: 'admin',
      entry: 'admin/api/main.ts',
      readyUrl: ready(ports.admin),
      configSchema: async () => (await import('../../admin/api/config.ts')).configSchema,
      env: {
        ...shared,
        ADMIN_PORT: `${ports.admin}`,
        ADMIN_TOKEN: at.adminToken,
        WEB_CALL_SECRET: at.webCallSecret,
        WEB_CALL_DEMO_SCRIPT_URL: `${at.edge.publicUrl.replace(/^ws/, 'http')}${WEB_CALL_PATH}.js`,
        SCENARIOS_DIR: at.scenariosDir,
        RECORDINGS_DIR: at.recordingsDir,
      },
    },
    callWorker('call-worker-1', ports.callWorker1),
    callWorker('call-worker-2', ports.callWorker2),
    {
      name: 'media-edge',
      entry: 'media-edge/main.ts',
      readyUrl: ready(ports.edgeInternal),
      configSchema: async () => (await import('../../media-edge/config.ts')).configSchema,
      env: {
        ...shared,
        EDGE_PORT: `${ports.edge}`,
        EDGE_INTERNAL_PORT: `${ports.edgeInternal}`,
        EDGE_ADVERTISE_URL: at.edge.internalUrl,
        EDGE_PUBLIC_URL: at.edge.publicUrl,
        EDGE_SECRET: at.edgeSecret,
        EDGE_TOKEN: at.edgeToken,
        WEB_CALL_SECRET: at.webCallSecret,
        REDIS_URL: at.redisUrl,
        SPEECH_URL: at.speechUrl,
        // what our speech worker asks for
        SPEECH_API_KEY: at.env.SPEECH_API_KEY || at.env.SPEECH_TOKEN || '',
        RECORDINGS_DIR: at.recordingsDir,
      },
    },
    ...(ownStore ? [store] : []),
    ...(at.env.FREESWITCH_ESL ? [switchControl] : []),
  ];
}

const ready = (port: number): string => `http://127.0.0.1:${port}/readyz`;
