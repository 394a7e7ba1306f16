import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runningStack } from './running-stack.ts';
import { stackSecrets } from './secrets.ts';
import { startStack } from './stack.ts';
import { lockStack, stackOwner } from './stack-lock.ts';
import { keepState, readState, type StackState } from './state.ts';
import { waitUntil } from './wait-until.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast home '));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the lock of a home folder', () => {
  it('one stack at a time; the refusal names the process and the way out', () => {
    const lock = lockStack(home);
    expect(stackOwner(home)).toBe(process.pid);
    expect(() => lockStack(home)).toThrow(
      `process ${process.pid}): use it, or end it by \`npm run up -- --stop\``,
    );
    lock.unlock();
    expect(stackOwner(home)).toBeUndefined();
  });

  it.each([
    ['of a process that is gone', '4194303 1 boot'],
    ['of a pid that now belongs to somebody else', `${process.pid} 1 boot`],
    ['that was half written', ''],
  ])('a lock %s does not hold', async (_whose, content) => {
    writeFileSync(join(home, 'stack.lock'), content);
    expect(await runningStack(home)).toBeUndefined();
    lockStack(home).unlock();
  });
});

describe('the state of a running stack', () => {
  it('comes back when somebody removes it', async () => {
    const keeping = keepState(() => ({ home, pid: process.pid }) as StackState);
    rmSync(join(home, 'stack.json'));
    await waitUntil(async () => expect(readState(home)?.pid).toBe(process.pid), {
      what: 'the state',
      timeoutMs: 20_000,
    });
    keeping.stop();
  });

  it('is waited for while it is missing, and whoever waits is told', async () => {
    const lock = lockStack(home);
    const words = new Promise<string>((resolve) => {
      void runningStack(home, undefined, resolve);
    });
    expect(await words).toBe(`waiting for the stack of ${home}, process ${process.pid} …`);
    lock.unlock();
  });
});

describe('a home folder', () => {
  it.each([
    ['that cannot be made is refused at once', '/proc/x', 'HOLDFAST_HOME=/proc/x: the folder cannot be made'],
    ['that is a file', '/proc/version', 'HOLDFAST_HOME=/proc/version: the folder cannot be made'],
  ])('%s', async (_rule, path, says) => {
    await expect(startStack({ env: { HOLDFAST_HOME: path } })).rejects.toThrow(says);
  });

  it('where nobody may write is refused with the way out', () => {
    expect(() => lockStack('/proc')).toThrow('/proc/stack.lock cannot be written');
    expect(() => lockStack('/proc')).toThrow('set HOLDFAST_HOME to a folder of your own');
  });
});

describe('secrets of a home folder', () => {
  it('are made once, for their owner only', () => {
    const first = stackSecrets(home, {});
    expect(stackSecrets(home, {})).toEqual(first);
    expect(first.edgeSecret.length).toBeGreaterThanOrEqual(16);
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('give way to the environment, which is not written down', () => {
    expect(stackSecrets(home, { EDGE_SECRET: 'from outside' }).edgeSecret).toBe('from outside');
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).not.toContain('from outside');
  });

  it('a damaged file says what to do', () => {
    writeFileSync(join(home, 'secrets.json'), '{');
    expect(() => stackSecrets(home, {})).toThrow('delete it');
  });
});
