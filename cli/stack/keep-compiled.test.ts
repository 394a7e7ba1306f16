import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

it('a process that is killed leaves its compiled code to the next one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast compiled '));
  try {
    const entry = join(folder, 'main.mjs');
    await writeFile(entry, "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 3_000);\n");
    const preload = fileURLToPath(new URL('keep-compiled.mjs', import.meta.url));
    const cache = join(folder, 'cache');
    const env = { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: cache };
    const [, signal] = await once(spawn(process.execPath, ['--import', preload, entry], { env }), 'exit');
    expect(signal).toBe('SIGKILL');
    expect((await readdir(cache, { recursive: true })).length).toBeGreaterThan(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
