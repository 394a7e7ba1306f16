import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { inScratch, SCRATCH_MARK } from './scratch.ts';

/** Starts a process that ignores its end, and dies itself. */
const CARELESS = `
const { spawn } = require('node:child_process');
const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
const child = spawn(process.execPath, ['-e', stubborn], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
child.stdout.once('data', () => { console.log(child.pid); process.exit(1); });
`;

it('what a program leaves, process or file, goes at the end, also when the work fails', async () => {
  let folder = '';
  let pid = 0;
  const work = inScratch(async (scratch) => {
    folder = scratch;
    await writeFile(join(scratch, 'left'), '');
    const env = { ...process.env, [SCRATCH_MARK]: scratch };
    const careless = spawn(process.execPath, ['-e', CARELESS], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(careless.stdout, 'data');
    pid = Number(said);
    throw new Error('interrupted');
  });
  await expect(work).rejects.toThrow('interrupted');
  expect(existsSync(folder)).toBe(false);
  expect(pid).toBeGreaterThan(0);
  expect(alive(pid)).toBe(false);
});

/** A process that has ended may wait for somebody to ask how. */
function alive(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
