import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { parseCsv } from '../../adapters/sheets/csv-text.ts';
import { createStoreClient } from '../../adapters/store-api/client.ts';
import { type AdminClient, createAdminClient } from '../../cli/admin-client.ts';
import { freePort } from '../../cli/stack/free-port.ts';
import { nodeService } from '../../cli/stack/node-service.ts';
import { query } from '../../cli/stack/postgres.ts';
import { waitUntil } from '../../cli/stack/wait-until.ts';
import type { StoreApi } from '../../contracts/store-api.ts';
import type { Route } from '../../domain/opening.ts';
import { CALL_ID_COLUMN } from '../../domain/sheet-row/row.ts';
import { createTestDatabase } from '../servers/database.ts';

export const TOKEN = 'bearer-token-of-these-tests';
const STORE_TOKEN = 'store-token-of-these-tests';
const SCENARIOS = fileURLToPath(new URL('../../scenarios', import.meta.url));
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(
  (day) => `  ${day}: ['08:00', '20:00']`,
);

/** Where it is noon now, so that no answer depends on when the tests run. */
export const NOON_ZONE = zoneAhead(12 - new Date().getUTCHours());

/** POSIX counts these zones the other way round: Etc/GMT-2 is two hours ahead. */
function zoneAhead(hours: number): string {
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** An admin process as the stack starts it. */
export interface AdminProcess {
  url: string;
  client: AdminClient;
  /** its log so far, JSON lines */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** A call-worker and what it needs, in a Temporal namespace and a database of their own. */
export interface TextLab {
  /** of Temporal: the lab's own */
  namespace: string;
  /** a copy of scenarios/ with these routes, the clinic open now; edit and it is published anew */
  scenariosDir: string;
  /** the store of the tenants whose scenario is a shop's; null where there is none */
  store: StoreApi | null;
  /** the requests to call back that a tenant has */
  callbacks(tenant: string): Promise<{ callId: string; phone: string; reason: string }[]>;
  /** the times that a tenant's appointments hold, as `callId n YYYY-MM-DD HH:MM`, in the clinic's zone */
  appointments(tenant: string): Promise<string[]>;
  /** the sheet as a file: a row's cells by column K */
  sheetRows(): Promise<Map<string, readonly string[]>>;
  /** one more admin process on the same calls; `env` goes before the lab's */
  startAdmin(name: string, env?: Record<string, string>): Promise<AdminProcess>;
  stop(): Promise<void>;
}

/** Starts the real call-worker; the admin processes are started by the tests. */
export async function startTextLab(routes: readonly Route[]): Promise<TextLab> {
  const home = await mkdtemp(join(tmpdir(), 'holdfast text '));
  const stops: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    await chmod(home, 0o711);
    const scenariosDir = join(home, 'scenarios');
    await copyScenarios(scenariosDir, routes);
    const database = await createTestDatabase();
    stops.push(() => database.drop());
    const namespace = `text-${process.pid}-${Date.now()}`;
    await registerNamespace(namespace);
    const shared = {
      TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      TEMPORAL_NAMESPACE: namespace,
      DATABASE_URL: database.url,
    };
    const start = async (name: string, entry: string, port: number, env: Record<string, string>) => {
      const service = nodeService(
        {
          name,
          entry,
          readyUrl: `http://127.0.0.1:${port}/readyz`,
          env,
          configSchema: () => Promise.reject(new Error('not asked for')),
        },
        { home, env: process.env },
      );
      const { stop } = await service.start(new AbortController().signal);
      stops.push(stop);
      return stop;
    };
    const startAdmin: TextLab['startAdmin'] = async (name, env = {}) => {
      const port = await freePort();
      const own = { ADMIN_PORT: `${port}`, ADMIN_TOKEN: TOKEN, SCENARIOS_DIR: scenariosDir, ...env };
      const stop = await start(name, 'admin/api/main.ts', port, { ...shared, ...own });
      const url = `http://127.0.0.1:${port}`;
      return {
        url,
        client: createAdminClient({ url, token: TOKEN }),
        log: () => readFile(join(home, 'logs', `${name}.log`), 'utf8'),
        stop,
      };
    };
    const shops = [
      ...new Set(routes.filter((route) => route.scenario === 'parts-shop').map((r) => r.tenant)),
    ];
    const storePort = await freePort();
    const url = `http://127.0.0.1:${storePort}`;
    if (shops.length > 0)
      await start('store', 'store/main.ts', storePort, {
        DATABASE_URL: database.url,
        STORE_PORT: `${storePort}`,
        STORE_TOKEN,
        STORE_SHOPS: shops.join(','),
      });
    const store =
      shops.length > 0
        ? createStoreClient({ url, token: STORE_TOKEN, timeoutMs: 10_000, patienceMs: 30_000 })
        : null;
    const port = await freePort();
    await start('call-worker', 'workers/call-worker.ts', port, {
      ...shared,
      ...(store === null ? {} : { STORE_URL: url, STORE_TOKEN }),
      WORKER_PORT: `${port}`,
      EDGE_SECRET: 'the edge secret of these tests',
      SHEET_CSV_PATH: join(home, 'sheet.csv'),
      RECORDINGS_DIR: home,
    });
    const callbacks: TextLab['callbacks'] = async (tenant) => {
      const { rows } = await query(
        database.url,
        `SELECT call_id AS "callId", phone, reason FROM callbacks WHERE tenant = '${tenant.replace(/\W/g, '-')}'`,
      );
      return rows as Awaited<ReturnType<TextLab['callbacks']>>;
    };
    const appointments: TextLab['appointments'] = async (tenant) => {
      const { rows } = await query(
        database.url,
        `SELECT call_id || ' ' || n || ' ' || to_char(starts_at AT TIME ZONE '${NOON_ZONE}', 'YYYY-MM-DD HH24:MI') AS line
         FROM appointments WHERE tenant = '${tenant.replace(/\W/g, '-')}' AND starts_at IS NOT NULL
         ORDER BY created_at, n`,
      );
      return (rows as { line: string }[]).map(({ line }) => line);
    };
    const sheetRows: TextLab['sheetRows'] = async () => {
      const rows = parseCsv(await readFile(join(home, 'sheet.csv'), 'utf8'), ',');
      return new Map(rows.map((cells) => [cells[CALL_ID_COLUMN] ?? '', cells]));
    };
    return { namespace, scenariosDir, store, callbacks, appointments, sheetRows, startAdmin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until `probe` answers something other than undefined. */
export const eventually = <T>(what: string, probe: () => Promise<T | undefined>): Promise<T> =>
  waitUntil(
    async () => {
      const found = await probe();
      if (found === undefined) throw new Error('not yet');
      return found;
    },
    { what, timeoutMs: 20_000 },
  );

/** The scenarios, moved to where it is noon and open every day, and a routes.yaml. */
async function copyScenarios(folder: string, routes: readonly Route[]): Promise<void> {
  await cp(SCENARIOS, folder, { recursive: true });
  await writeFile(join(folder, 'routes.yaml'), JSON.stringify({ routes }));
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name, 'scenario.yaml');
    const text = await readFile(path, 'utf8');
    const open = text
      .replace(/^timeZone: .*$/m, `timeZone: ${NOON_ZONE}`)
      .replace(/^openingHours:\n(?: {2}.*\n)+/m, `openingHours:\n${EVERY_DAY.join('\n')}\n`)
      .replace(/^holidays: .*$/m, 'holidays: []');
    await writeFile(path, open);
  }
}

async function registerNamespace(namespace: string): Promise<void> {
  const connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
  } finally {
    await connection.close();
  }
}
