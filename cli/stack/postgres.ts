import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresUrl } from '../../platform/config.ts';
import type { Child } from './child.ts';
import { foreignServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';
import { stopLeftoverPostgres } from './postgres-leftover.ts';
import { ownFolder, type PostgresPlace, preparePostgresPlace } from './postgres-place.ts';
import { startReady } from './start-ready.ts';

export interface PostgresOptions {
  /** logs/, the password and (where an ordinary user can enter it) the data are here */
  folder: string;
  /** false: fast and not safe against a power cut (tests) */
  durable: boolean;
  port?: number;
  /** created when missing; default `holdfast` */
  database?: string;
  env?: NodeJS.ProcessEnv;
  /** ends the start early */
  signal?: AbortSignal;
}

/** A PostgreSQL server. `child` is absent where DATABASE_URL named one that is not ours. */
export interface PostgresServer {
  url: string;
  child?: Child;
  /** folder of the data, '' where the server is not ours */
  dataFolder: string;
  stop(): Promise<void>;
}

/** The server at DATABASE_URL, else embedded PostgreSQL with the data of the last time. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const env = options.env ?? process.env;
  if (env.DATABASE_URL) {
    const url = env.DATABASE_URL;
    const { error } = postgresUrl.safeParse(url);
    if (error) throw new Error(`DATABASE_URL: ${error.issues[0]?.message}`);
    await foreignServer({
      ...{ name: 'PostgreSQL', variable: 'DATABASE_URL', value: url },
      ...{ probe: () => query(url, 'SELECT 1'), timeoutMs: 5_000, signal: options.signal },
    });
    return { url, dataFolder: '', stop: async () => {} };
  }
  const place = await preparePostgresPlace(options.folder);
  const password = keptPassword(join(options.folder, 'postgres.password'));
  await stopLeftoverPostgres(place.dataFolder);
  if (!existsSync(join(place.dataFolder, 'PG_VERSION'))) await initialise(place, password);
  const port = options.port || (await freePort());
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const child = await launch(place, port, url('postgres'), options);
  const database = options.database ?? 'holdfast';
  try {
    await createDatabase(url('postgres'), database);
  } catch (error) {
    await child.stop(5_000);
    throw error;
  }
  return { url: url(database), child, dataFolder: place.dataFolder, stop: () => child.stop() };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 30_000,
  });
  client.on('error', () => {}); // the pending call rejects with it
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const found = await query(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
  if (found.rowCount === 0) await query(adminUrl, `CREATE DATABASE "${name}"`);
}

/** A killed postmaster may still be a zombie that holds the lock file: the start is tried for a few seconds. */
async function launch(place: PostgresPlace, port: number, adminUrl: string, options: PostgresOptions) {
  const { folder, durable, env, signal } = options;
  const settings = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  for (let attempt = 1; ; attempt++) {
    try {
      return await startReady({
        name: 'postgres',
        command: join(place.nativeFolder, 'bin', 'postgres'),
        args: ['-D', place.dataFolder, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
        user: place.user,
        cwd: '/',
        logPath: join(folder, 'logs', 'postgres.log'),
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave
        stopSignal: 'SIGINT',
        env: { ...(env ?? process.env), LC_ALL: 'C' },
        what: `PostgreSQL on 127.0.0.1:${port}`,
        probe: () => query(adminUrl, 'SELECT 1'),
        timeoutMs: 60_000,
        signal,
      });
    } catch (error) {
      const locked = error instanceof Error && error.message.includes('postmaster.pid');
      if (!locked || attempt >= 10) throw error;
      await sleep(500);
    }
  }
}

/** Makes the data folder in one step: an interrupted initdb leaves nothing that looks finished. */
async function initialise(place: PostgresPlace, password: string): Promise<void> {
  const half = `${place.dataFolder}.new`;
  await rm(half, { recursive: true, force: true });
  await ownFolder(half, place.user);
  const passwordFile = `${place.dataFolder}.pw`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    await promisify(execFile)(
      join(place.nativeFolder, 'bin', 'initdb'),
      [
        ...[`--pgdata=${half}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        // sorting does not depend on the host's locales
        ...[
          '--encoding=UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--no-sync',
        ],
      ],
      { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, timeout: 120_000, ...place.user },
    );
  } catch (error) {
    throw new Error(`PostgreSQL's initdb failed: ${error instanceof Error ? error.message : error}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rm(place.dataFolder, { recursive: true, force: true });
  await rename(half, place.dataFolder);
}

/** The password that the data was made with; a new one where there is none. */
function keptPassword(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const password = randomBytes(18).toString('base64url');
  writeFileSync(path, password, { mode: 0o600 });
  chmodSync(path, 0o600);
  return password;
}
