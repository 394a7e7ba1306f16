import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeNewScenario } from './new.ts';
import { changedScenario } from './testing/changed-scenario.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let directory: string;
let folder: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast scenario '));
  await writeNewScenario('barber', directory);
  folder = join(directory, 'barber');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The new scenario with one thing changed, in a folder of its own. */
const changed = (name: string, from: string, to: string) => changedScenario(directory, name, from, to);

describe('npm run scenario', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; out: string }>((resolve) => {
      const child = spawn(process.execPath, ['cli/main.ts', 'scenario', ...args], { cwd: root });
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (out += `${part}`));
      child.stdin.end();
      child.on('close', (code) => resolve({ code, out }));
    });

  it.each<[string, () => string[], number, string]>([
    ['helps', () => ['--help'], 0, 'scenario -- test'],
    ['says what it does not know', () => ['destroy'], 2, 'unknown: "destroy"'],
    ['checks by path', () => ['check', folder], 0, 'is right: 8 states in uk, ru, en'],
    ['draws', () => ['draw', folder, '--json'], 0, '"mermaid":"stateDiagram-v2'],
    ['tests with --json', () => ['test', folder, '--json', '--calls', '200'], 0, '"passed":true'],
    ['wants a name for a chat', () => ['chat'], 1, 'chat needs a name'],
    ['names the languages', () => ['chat', folder, '--lang', 'fr'], 1, 'one of uk, ru, en'],
    ['names a folder that is none', () => ['check', join(directory, 'nowhere')], 1, 'nowhere'],
    ['names a bad number', () => ['test', folder, '--seed', 'x'], 1, 'write a whole number'],
  ])('%s', async (_rule, args, code, words) => {
    const ran = await run(...args());
    expect(ran.out).toContain(words);
    expect(ran.code).toBe(code);
  });

  it('a fault, a dead branch and a tool that nobody performs end with 1', async () => {
    const faulty = await changed('faulty', 'ask: service', 'ask: srevice');
    const tool = await changed('magic', 'states:\n', 'tools: { conjure: {} }\nstates:\n');
    expect(await run('check', faulty)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/scenario\.yaml:\d+: .*did you mean "service"/),
    });
    expect(await run('check', tool)).toMatchObject({
      code: 1,
      out: expect.stringContaining('tools.conjure: no worker performs it'),
    });
  });
});
