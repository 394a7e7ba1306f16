import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { discardingPool } from './discarding-pool.ts';
import type { Tables } from './tables.ts';

/** A pool of connections. Nothing is connected before the first query. */
export interface Database {
  kysely: Kysely<Tables>;
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** called once for each connection that breaks, idle or at work; the pool replaces it, so this is for the log only */
  onError?: (error: Error) => void;
  maxConnections?: number;
  /** how long one statement may run in the server, ms */
  statementTimeoutMs?: number;
}

/**
 * Settings of every connection: each wait ends with an error, so that a database that is away or stands still costs the
 * caller seconds, never the call.
 */
export const connectionSettings = (url: string, statementTimeoutMs = 5_000): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'holdfast',
  connectionTimeoutMillis: 3_000,
  statement_timeout: statementTimeoutMs,
  // the server could not even answer that it timed out: a dead network or a stopped machine
  query_timeout: statementTimeoutMs + 1_500,
  lock_timeout: Math.min(statementTimeoutMs, 3_000),
  idle_in_transaction_session_timeout: 15_000,
  keepAlive: true,
  types: { getTypeParser },
});

/** Opens a pool on a `postgres://` URL. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pool = new pg.Pool({
    ...connectionSettings(url, options.statementTimeoutMs),
    max: options.maxConnections ?? 10,
    idleTimeoutMillis: 30_000,
  });
  // The pool listens to idle connections only. One that breaks at work, or between two statements of a transaction,
  // would end the process for want of a listener; whoever works on it gets the error from its statement.
  pool.on('connect', (client) => {
    let broken = false;
    client.on('error', (error) => {
      if (!broken) options.onError?.(error);
      broken = true;
    });
  });
  pool.on('error', () => {}); // told above
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: discardingPool(pool) }) });
  let closed: Promise<void> | undefined;
  return {
    kysely,
    pool,
    url,
    close: () => {
      closed ??= kysely.destroy();
      return closed;
    },
  };
}

const { INT8, DATE } = pg.types.builtins;

/**
 * bigint → number, refused where it would lose digits; date → 'YYYY-MM-DD' (a Date would shift by the time zone);
 * numeric stays text and is parsed where its scale is known.
 */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id, format) => {
  if (format === 'binary') return pg.types.getTypeParser(id, format);
  if (id === INT8) return exactNumber;
  if (id === DATE) return (text: string) => text;
  return pg.types.getTypeParser(id, format);
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a number: read it as text`);
  return value;
}
