import { join } from 'node:path';
import { projectRoot } from './paths.ts';
import { USUAL_PORTS } from './ports.ts';
import { type NodeProcess, nodeProcesses } from './processes.ts';
import { stackSecrets } from './secrets.ts';
import { shopsOf } from './shops.ts';
import { readState } from './state.ts';

/** The table of processes as `npm run up` would start them: with the last run's addresses, else the usual ports. */
export function plannedProcesses(home: string, env: NodeJS.ProcessEnv): NodeProcess[] {
  const last = readState(home);
  const { adminToken, storeToken, webCallSecret, ...edgeKeys } = stackSecrets(home, env);
  const scenariosDir = env.SCENARIOS_DIR || join(projectRoot, 'scenarios');
  return nodeProcesses({
    ...{ ports: { ...USUAL_PORTS, ...last?.ports }, env, adminToken, storeToken, webCallSecret, ...edgeKeys },
    shops: shopsOf(scenariosDir),
    temporalAddress: env.TEMPORAL_ADDRESS || last?.temporal.address || `127.0.0.1:${USUAL_PORTS.temporal}`,
    databaseUrl:
      env.DATABASE_URL ||
      last?.databaseUrl ||
      `postgres://postgres:***@127.0.0.1:${USUAL_PORTS.postgres}/holdfast`,
    redisUrl: env.REDIS_URL || last?.redisUrl || `redis://127.0.0.1:${USUAL_PORTS.redis}`,
    speechUrl: env.SPEECH_URL || last?.speechUrl || `http://127.0.0.1:${USUAL_PORTS.speech}`,
    edge: last?.edge ?? {
      publicUrl: env.EDGE_PUBLIC_URL || `ws://127.0.0.1:${USUAL_PORTS.edge}`,
      internalUrl: `http://127.0.0.1:${USUAL_PORTS.edgeInternal}`,
    },
    recordingsDir: env.RECORDINGS_DIR || join(home, 'recordings'),
    sheetCsvPath: env.SHEET_CSV_PATH || join(home, 'sheet.csv'),
    scenariosDir,
  });
}
