import { USUAL_PORTS } from '../ports.ts';
import { type NodeProcess, nodeProcesses } from '../processes.ts';

/** The table of processes for tests: usual ports, nothing listens there. */
export const processesWith = ({
  shops,
  env,
}: {
  shops: readonly string[];
  env: NodeJS.ProcessEnv;
}): NodeProcess[] =>
  nodeProcesses({
    ports: USUAL_PORTS,
    env,
    temporalAddress: '127.0.0.1:7233',
    databaseUrl: 'postgres://postgres@127.0.0.1/holdfast',
    redisUrl: '',
    speechUrl: 'http://127.0.0.1:8081',
    edge: { publicUrl: 'ws://127.0.0.1:8090', internalUrl: 'http://127.0.0.1:8091' },
    edgeSecret: 'edge-secret',
    edgeToken: 'edge-token',
    adminToken: 'admin-token',
    storeToken: 'store-token',
    webCallSecret: 'web-call-secret',
    shops,
    recordingsDir: 'recordings',
    sheetCsvPath: 'sheet.csv',
    scenariosDir: 'scenarios',
  });
