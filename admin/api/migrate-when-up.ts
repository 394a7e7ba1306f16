import { migrate } from '../../adapters/postgres/migrate.ts';
import { ConfigError } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';

const PAUSE_MS = 1_000;

/** Errors of a database that is not there yet; a fault of a migration is none of them. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|timeout expired|starting up|shutting down|terminating connection/;

/**
 * Brings the tables up to date. PostgreSQL may come up beside us or be busy: waits for it up to `patienceMs` and says so,
 * then throws with the address and the repair. A faulty migration throws at once.
 */
export async function migrateWhenUp(
  databaseUrl: string,
  log: Log,
  { patienceMs, pauseMs = PAUSE_MS }: { patienceMs: number; pauseMs?: number },
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await migrate(databaseUrl);
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (!AWAY.test(reason)) throw error;
      if (Date.now() > deadline) {
        const { host } = new URL(databaseUrl);
        throw new ConfigError(
          `PostgreSQL at ${host} does not answer (${reason}): start it, or correct DATABASE_URL`,
        );
      }
      log.warn('waiting for PostgreSQL', { reason });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** An AggregateError (one per address that was tried) has its reasons inside. */
const reasonOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(reasonOf).join(', ')
    : error instanceof Error
      ? `${error.message} ${(error as NodeJS.ErrnoException).code ?? ''}`.trim()
      : String(error);
