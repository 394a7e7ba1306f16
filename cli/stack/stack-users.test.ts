import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processIdentity } from '../setup/process-identity.mjs';
import { otherUsers, useStack } from './stack-users.ts';

let home: string;
let other: ChildProcess;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast home '));
  other = spawn('sleep', ['60']);
});
afterEach(() => {
  other.kill();
  rmSync(home, { recursive: true });
});

/** What another command writes. */
function otherUses(): string {
  const pid = other.pid ?? 0;
  const path = join(home, 'users', `${pid}`);
  writeFileSync(path, processIdentity(pid) ?? '');
  return path;
}

describe('users of a stack', () => {
  it('are the other living processes that said so', async () => {
    expect(otherUsers(home)).toEqual([]);
    const leave = await useStack(home);
    expect(otherUsers(home)).toEqual([]);
    otherUses();
    expect(otherUsers(home)).toEqual([other.pid]);
    leave();
    expect(existsSync(join(home, 'users', `${process.pid}`))).toBe(false);
    leave(); // twice does no harm
  });

  it('no longer count when they were killed', async () => {
    await useStack(home);
    const path = otherUses();
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    expect(otherUsers(home)).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });
});
