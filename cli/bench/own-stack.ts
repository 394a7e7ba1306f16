import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOREIGN } from '../stack/settings.ts';

/**
 * Runs `work` with an environment in which every stack is a new one in a temporary folder: thousands of calls must not
 * come into a real sheet or database, and nothing stays behind. The environment is put back afterwards.
 */
export async function inOwnHome<T>(work: () => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
  chmodSync(home, 0o711); // else PostgreSQL, which is not root, keeps its data elsewhere
  const sweep = () => rmSync(home, { recursive: true, force: true });
  process.once('exit', sweep); // Ctrl-C
  const names = [...FOREIGN, 'HOLDFAST_HOME'];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of FOREIGN) delete process.env[name];
  process.env.HOLDFAST_HOME = home;
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    process.off('exit', sweep);
    sweep();
  }
}
