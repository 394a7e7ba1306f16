import { mkdirSync, symlinkSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../cli/stack/paths.ts';

/** A temporary folder for a stack of its own (HOLDFAST_HOME); who asks for it removes it. */
export async function createStackHome(label: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), `holdfast ${label} `));
  // embedded PostgreSQL runs as another user where we are root: it must be able to enter
  await chmod(home, 0o711);
  // another stack of the same code has bundled the workflows already, most often: that saves seconds of both cores
  const bundles = join(projectRoot, '.local', 'bundles');
  mkdirSync(bundles, { recursive: true });
  symlinkSync(bundles, join(home, 'bundles'));
  return home;
}
