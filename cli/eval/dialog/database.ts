import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../stack/postgres.ts';

/** A PostgreSQL of this run alone, in a temporary folder; never the one that the environment names. */
export async function withOwnDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-eval-'));
  // embedded PostgreSQL runs as another user where we are root: it must be able to enter
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  try {
    const server = await startPostgres({
      folder,
      durable: false,
      database: 'eval',
      env: { ...process.env, DATABASE_URL: undefined },
    });
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
