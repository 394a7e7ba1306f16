import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/**
 * A pool that closes a connection whose query timed out on our side. node-postgres would hand it out again although the
 * old statement still occupies it, so every later query on it would time out as well.
 */
export function discardingPool(pool: pg.Pool): PostgresPool {
  return { options: {}, end: () => pool.end(), connect: async () => discarding(await pool.connect()) };
}

function discarding(client: pg.PoolClient): PostgresPoolClient {
  let stuck: Error | undefined;
  const query = async <R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    // once stuck, do not queue behind the lost statement: a ROLLBACK would only wait for its own timeout
    if (stuck !== undefined) throw stuck;
    try {
      return (await client.query(text, [...parameters])) as PostgresQueryResult<R> & pg.QueryResult;
    } catch (error) {
      if (error instanceof Error && error.message === 'Query read timeout') stuck = error;
      throw error;
    }
  };
  return {
    // kysely's overload for cursors is not used: nothing of ours streams rows
    query: query as PostgresPoolClient['query'],
    release: () => client.release(stuck ?? false),
  };
}
