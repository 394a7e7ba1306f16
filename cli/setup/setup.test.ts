import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SetupPart } from './part.d.mts';
import { processIdentity } from './process-identity.mjs';
import { runStep } from './run-step.mjs';
import { ensureSetup } from './setup.mjs';
import { fingerprint, hasStamp, writeStamp } from './stamp.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast setup '));
});
afterEach(() => rmSync(root, { recursive: true }));

const log: string[] = [];
const part = (name: string, install: SetupPart['install'] = async () => {}): SetupPart & { runs: number } => {
  const made = {
    name,
    runs: 0,
    isReady: () => hasStamp(join(root, name), 'good'),
    install: async (at: Parameters<SetupPart['install']>[0]) => {
      made.runs++;
      await install(at);
      mkdirSync(join(root, name), { recursive: true });
      writeStamp(join(root, name), 'good');
    },
  };
  return made;
};
const setUp = (parts: SetupPart[], signal = new AbortController().signal) =>
  ensureSetup(root, { parts, signal, say: (line) => log.push(line) });

describe('set-up', () => {
  it('installs what is missing once, and then nothing', async () => {
    const [one, other] = [part('one'), part('other')];
    await setUp([one, other]);
    await setUp([one, other]);
    expect([one.runs, other.runs]).toEqual([1, 1]);
  });

  it('two at once: one works, the other waits and finds it done', async () => {
    const slow = part('slow', () => new Promise((resolve) => setTimeout(resolve, 100)));
    await Promise.all([setUp([slow]), setUp([slow])]);
    expect(slow.runs).toBe(1);
    expect(log.some((line) => line.includes(`process ${process.pid} sets this folder up`))).toBe(true);
  });

  it('ends what a killed set-up left running before it installs', async () => {
    const left = spawn('sleep', ['60'], { env: { HOLDFAST_SETUP: join(root, '.local', 'logs') } });
    const elsewhere = spawn('sleep', ['60'], { env: { HOLDFAST_SETUP: '/elsewhere' } });
    const ended = new Promise((resolve) => left.once('exit', (_code, signal) => resolve(signal)));
    const atWork = () => processIdentity(left.pid ?? 0) !== undefined;
    expect(atWork()).toBe(true);
    await setUp([part('one', async () => expect(atWork()).toBe(false))]);
    expect(await ended).toBe('SIGTERM');
    expect(elsewhere.exitCode ?? elsewhere.signalCode).toBeNull();
    elsewhere.kill();
  });

  it('what it starts can be known again', async () => {
    const logFolder = join(root, '.local', 'logs');
    const log = join(logFolder, 'step.log');
    const { signal } = new AbortController();
    await runStep('sh', ['-c', 'echo "mark=$HOLDFAST_SETUP"'], { log, signal });
    expect(readFileSync(log, 'utf8')).toContain(`mark=${logFolder}`);
  });

  it('says what to do where nothing may be written', async () => {
    writeFileSync(join(root, '.local'), 'a file, and no folder');
    await expect(setUp([part('one')])).rejects.toThrow(
      /setup\.lock cannot be written \(E\w+\): .*checkout of your own/,
    );
  });

  it('a part waits for the one it needs', async () => {
    const order: string[] = [];
    const first = part('first', async () => void order.push('first'));
    const second = part('second', async ({ after }) => {
      await after(first);
      order.push('second');
    });
    await setUp([second, first]);
    expect(order).toEqual(['first', 'second']);
  });

  it('a part that fails names itself, ends the others, and is tried again next time', async () => {
    let broken = true;
    const fragile = part('fragile', async () => {
      if (broken) throw new Error('no network');
    });
    let ended = false;
    const long = part('long', ({ signal }) =>
      runStep('sleep', ['100'], { log: join(root, 'sleep.log'), signal }).catch((error) => {
        ended = true;
        throw error;
      }),
    );
    await expect(setUp([fragile, long])).rejects.toThrow('fragile: no network');
    expect(ended).toBe(true);
    broken = false;
    await setUp([fragile]);
    expect(fragile.runs).toBe(2);
  });

  it('an interruption ends the running program with its children, and the next run goes on', async () => {
    const interrupted = new AbortController();
    const pids = join(root, 'pids');
    const sleeper = part('sleeper', ({ signal }) =>
      runStep('sh', ['-c', `sleep 100 & echo $! > "${pids}"; wait`], { log: join(root, 'sh.log'), signal }),
    );
    const running = setUp([sleeper], interrupted.signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    interrupted.abort();
    await expect(running).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(processIdentity(Number(readFileSync(pids, 'utf8')))).toBeUndefined();
    expect(sleeper.isReady({ root, env: {} })).toBe(false);
  });

  it('the lock of a killed set-up does not hold', async () => {
    mkdirSync(join(root, '.local'));
    writeFileSync(join(root, '.local', 'setup.lock'), '4194303 1 boot');
    const one = part('one');
    await setUp([one]);
    expect(one.runs).toBe(1);
  });
});

describe('a step of set-up', () => {
  it('that fails shows the end of its log', async () => {
    const failing = runStep('sh', ['-c', 'echo the disk is full; exit 4'], {
      log: join(root, 'step.log'),
      signal: new AbortController().signal,
    });
    await expect(failing).rejects.toThrow(/failed with code 4[\s\S]*the disk is full/);
  });
});

describe('a stamp', () => {
  it('no longer fits when a lock file or a fact changes', () => {
    const lock = join(root, 'lock.json');
    writeFileSync(lock, 'one');
    const before = fingerprint([lock], ['x64']);
    expect(fingerprint([lock], ['x64'])).toBe(before);
    expect(fingerprint([lock], ['arm64'])).not.toBe(before);
    writeFileSync(lock, 'two');
    expect(fingerprint([lock], ['x64'])).not.toBe(before);
  });
});
