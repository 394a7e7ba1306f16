import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endMarked } from '../setup/leftovers.mjs';

/** Environment variable that says where temporary files belong; what we start inherits it, so it marks processes, too. */
export const SCRATCH_MARK = 'TMPDIR';

/**
 * Runs `work` with a folder for everything that is temporary. Programs that are started with it as their TMPDIR may be
 * killed at any moment: the processes and files that they leave go at the end.
 */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-run-'));
  // embedded PostgreSQL runs as another user where we are root: it must be able to enter
  await chmod(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    await endMarked(SCRATCH_MARK, folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
