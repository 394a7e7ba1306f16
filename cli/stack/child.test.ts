import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { processIdentity } from '../setup/process-identity.mjs';
import { findOnPath } from '../setup/tool-paths.mjs';
import { startChild } from './child.ts';
import { projectRoot } from './paths.ts';
import { waitUntil } from './wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast child '));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { ...process.env, NODE_OPTIONS: '' };
const gone = (pid: number) =>
  waitUntil(async () => expect(processIdentity(pid)).toBeUndefined(), { what: 'it', timeoutMs: 10_000 });
const logged = (path: string, words: string) =>
  waitUntil(async () => expect(readFileSync(path, 'utf8')).toContain(words), {
    what: path,
    timeoutMs: 10_000,
  });

describe('a child of the stack', () => {
  it('is asked to stop first, and killed with its own children when it does not', async () => {
    const logPath = join(folder, 'stubborn.log');
    const script = `process.on('SIGTERM', () => console.log('no'));
      const { pid } = require('node:child_process').spawn('sleep', ['100']);
      console.log('grandchild', pid); setInterval(() => {}, 1e6)`;
    const child = startChild({ name: 'x', command: process.execPath, args: ['-e', script], env, logPath });
    await logged(logPath, 'grandchild');
    const grandchild = Number(/grandchild (\d+)/.exec(readFileSync(logPath, 'utf8'))?.[1]);
    await child.stop(300);
    expect(child.ended()).toBe('ended by SIGKILL');
    expect(readFileSync(logPath, 'utf8')).toContain('no');
    await gone(grandchild);
  });

  it('a program that is not there says so', async () => {
    const child = startChild({
      name: 'x',
      command: join(folder, 'absent'),
      args: [],
      env,
      logPath: join(folder, 'absent.log'),
    });
    expect(await child.exited).toMatch(/code 127|cannot start/);
  });

  const withSetpriv = findOnPath('setpriv') ? it : it.skip;
  withSetpriv('ends when the one who started it is killed by SIGKILL', async () => {
    const report = join(folder, 'pid');
    const script = join(folder, 'parent.ts');
    const childModule = pathToFileURL(join(projectRoot, 'cli', 'stack', 'child.ts')).href;
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs';
       import { startChild } from ${JSON.stringify(childModule)};
       const child = startChild({ name: 'x', command: 'sleep', args: ['100'], logPath: ${JSON.stringify(join(folder, 'sleep.log'))} });
       writeFileSync(${JSON.stringify(report)}, String(child.pid));
       setInterval(() => {}, 1e6);`,
    );
    const parent = spawn(process.execPath, [script], { env, stdio: 'inherit' });
    const pid = await waitUntil(
      async () => {
        const found = Number(readFileSync(report, 'utf8'));
        expect(processIdentity(found)).toBeDefined();
        return found;
      },
      { what: 'the parent', timeoutMs: 10_000 },
    );
    parent.kill('SIGKILL');
    await gone(pid);
  });
});
