import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createStackHome } from '../../tests/servers/stack-home.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

let home: string;
beforeAll(async () => {
  home = await createStackHome('shared');
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; said: string }>((resolve) => {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOLDFAST_HOME: home,
      HOLDFAST_PORTS: 'any',
    };
    const child = execFile(
      process.execPath,
      [main, ...args],
      { env, timeout: 200_000 },
      (_error, out, said) => resolve({ code: child.exitCode, out, said }),
    );
  });

it('commands that begin in the same moment share one stack, and it stays until the last is done', async () => {
  // the demo takes longer: where the listing holds the stack, it has to wait
  const [demo, listing] = await Promise.all([run('demo', '--text', '--json'), run('calls', '--json')]);
  expect(demo).toMatchObject({ code: 0, out: expect.stringContaining('"outcome":"booked"') });
  expect({ code: listing.code, said: listing.said }).toMatchObject({
    code: 0,
    said: expect.not.stringContaining('already runs'),
  });
  // nothing is left that a next command would take for a running stack
  expect(await readdir(join(home, 'users'))).toEqual([]);
  expect((await readdir(home)).filter((name) => name.startsWith('stack.'))).toEqual([]);
}, 240_000);
