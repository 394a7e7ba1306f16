import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processIdentity } from '../setup/process-identity.mjs';
import { projectRoot } from './paths.ts';
import { query, startPostgres } from './postgres.ts';
import { waitUntil } from './wait-until.ts';

const env = { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '' };
const isRoot = process.getuid?.() === 0;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast postgres '));
  if (isRoot) chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('embedded PostgreSQL', () => {
  it('keeps its data from one run to the next, below a path with a space', async () => {
    const first = await startPostgres({ folder, durable: false, env });
    await query(first.url, 'CREATE TABLE kept (name text)');
    await query(first.url, `INSERT INTO kept VALUES ('Олена')`);
    await first.stop();
    const second = await startPostgres({ folder, durable: false, env });
    expect((await query(second.url, 'SELECT name FROM kept')).rows).toEqual([{ name: 'Олена' }]);
    await second.stop();
  });

  it('refuses whoever does not know the password', async () => {
    const server = await startPostgres({ folder, durable: false, env });
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.stop();
  });

  it('a server that a killed run left behind is ended, and its data is used', async () => {
    const left = await startAndKillParent(folder);
    expect(processIdentity(left.pid)).toBeDefined();
    const server = await startPostgres({ folder, durable: false, env });
    expect(processIdentity(left.pid)).toBeUndefined();
    expect((await query(server.url, 'SELECT name FROM kept')).rows).toEqual([{ name: 'left' }]);
    await server.stop();
  });

  it('below a folder that only root may enter, the data of root is elsewhere, and that of others is there', async () => {
    // also of a user whose new folders are closed to others
    const umask = process.umask(0o077);
    const closed = join(folder, 'closed', 'home');
    let dataFolder = '';
    try {
      mkdirSync(closed, { recursive: true });
      chmodSync(dirname(closed), 0o700);
      const server = await startPostgres({ folder: closed, durable: false, env });
      dataFolder = server.dataFolder;
      expect((await query(server.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      expect(dataFolder.startsWith(folder)).toBe(!isRoot);
      await server.stop();
    } finally {
      if (isRoot && dataFolder !== '') rmSync(dirname(dataFolder), { recursive: true });
      process.umask(umask);
    }
  });

  it('an unreachable DATABASE_URL is named without its password', async () => {
    const unreachable = 'postgres://me:hidden@127.0.0.1:1/calls';
    const start = startPostgres({ folder, durable: false, env: { ...env, DATABASE_URL: unreachable } });
    await expect(start).rejects.toThrow(
      /DATABASE_URL=postgres:\/\/me:\*\*\*@127\.0\.0\.1:1\/calls .*start it or correct DATABASE_URL, or unset it/,
    );
  });
});

/** A run without setpriv, killed: nothing ends its server. */
async function startAndKillParent(home: string): Promise<{ pid: number }> {
  const report = join(home, 'report.json');
  const script = join(home, 'parent.ts');
  const module = pathToFileURL(join(projectRoot, 'cli', 'stack', 'postgres.ts')).href;
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     import { query, startPostgres } from ${JSON.stringify(module)};
     const server = await startPostgres({ folder: ${JSON.stringify(home)}, durable: false });
     await query(server.url, "CREATE TABLE kept AS SELECT 'left' AS name");
     writeFileSync(${JSON.stringify(report)}, JSON.stringify({ pid: server.child.pid }));
     setInterval(() => {}, 1e6);`,
  );
  const parent = spawn(process.execPath, [script], { env: { ...env, PATH: '' }, stdio: 'inherit' });
  const left = await waitUntil(async () => JSON.parse(readFileSync(report, 'utf8')) as { pid: number }, {
    what: 'the run to be killed',
    timeoutMs: 30_000,
  });
  const ended = new Promise((resolve) => parent.once('exit', resolve));
  parent.kill('SIGKILL');
  await ended;
  return left;
}
