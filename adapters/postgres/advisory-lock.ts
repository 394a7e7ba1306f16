import type { Database } from './database.ts';

/**
 * Runs `work` while nobody else in the database holds the lock of that name; rejects at once, with `taken`, when somebody
 * does. It ends with the work or with the connection.
 */
export async function withAdvisoryLock<R>(
  { pool }: Database,
  { name, taken }: { name: string; taken: string },
  work: () => Promise<R>,
): Promise<R> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [
      name,
    ]);
    if (rows[0]?.taken !== true) throw new Error(taken);
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(lost);
    }
  } finally {
    client.off('error', lost);
    // closing the connection frees the lock where the unlock did not get through
    client.release(broken);
  }
}
