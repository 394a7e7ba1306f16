import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from './commands.ts';
import { type FakeStack, startFakeStack } from './testing/fake-stack.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let folder: string;
let stack: FakeStack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast commands '));
  await chmod(folder, 0o711); // else PostgreSQL, which is not root, keeps its data elsewhere
  stack = await startFakeStack({
    'GET /calls': { calls: [{ callId: 'c1' }, { callId: 'c2' }] },
    'GET /calls/c1': { callId: 'c1' },
    'POST /session': { sessionId: 's1', greeting: 'Hello.' },
    'POST /dialog': { sessionId: 's1', reply: 'Which day?', state: 'ASK', slots: {}, ended: false },
    'DELETE /session/s1': {},
  });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `home`: by default a folder where no stack runs. `stopAfterMs`: then it gets SIGTERM. */
function run(
  args: readonly string[],
  { home = folder, input = '', stopAfterMs }: { home?: string; input?: string; stopAfterMs?: number } = {},
) {
  const child = spawn(process.execPath, [path('./main.ts'), ...args], {
    cwd: path('..'),
    env: { ...process.env, HOLDFAST_HOME: home },
  });
  child.stdin.end(input);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  const timer = stopAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGTERM'), stopAfterMs);
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...said });
    }),
  );
}

/** The options that a command's parseArgs takes, read from its source. */
async function optionsOf(name: string): Promise<string[]> {
  const source = await readFile(path(`./${name}/command.ts`), 'utf8');
  return [...source.matchAll(/'?([a-z][a-z-]*)'?: \{ type: '(?:string|boolean)'/g)].map(
    ([, option]) => option ?? '',
  );
}

it('--help prints what a command is for and how it is used, and ends well', async () => {
  const { code, out, err } = await run(['calls', '--help']);
  const { summary, usage } = (await commands.calls?.())?.command ?? {};
  expect({ code, out, err }).toEqual({ code: 0, out: `${summary}\n\n${usage}\n`, err: '' });
});

describe.each(Object.keys(commands))('npm run %s', (name) => {
  it('-- --help names every option', async () => {
    const options = await optionsOf(name);
    expect(options).toContain('json');
    const { usage } = (await commands[name]?.())?.command ?? { usage: '' };
    expect(usage).toContain(`npm ${name === 'test' ? 'test' : `run ${name}`}`);
    expect(options.filter((option) => !usage.includes(`--${option}`))).toEqual([]);
  });

  it('-- --json writes nothing else than JSON to its standard output', async () => {
    const tries = TRIES[name] ?? [];
    // a new command has to say here what it can do without a stack
    expect(tries.length).toBeGreaterThan(0);
    for (const { args, objects, code: expected = 0, onStack = false, ...more } of tries) {
      const all = args.map((arg) => arg.replace('FOLDER', folder));
      const { code, out, err } = await run([name, ...all, '--json'], {
        ...more,
        ...(onStack ? { home: stack.home } : {}),
      });
      const lines = out.split('\n').filter((line) => line !== '');
      const parsed = lines.map((line) => JSON.parse(line));
      expect({ args, code, isObject: parsed.every((one) => typeof one === 'object') }).toEqual({
        args,
        code: expected === 'any' ? expect.any(Number) : expected,
        isObject: true,
      });
      if (expected === 1 || expected === 2) expect(err).toMatch(/\w/);
      if (objects === 'some') expect(parsed.length).toBeGreaterThan(0);
      else if (objects !== 'any') expect({ args, lines: parsed.length }).toEqual({ args, lines: objects });
    }
  });
});

interface Try {
  args: readonly string[];
  /** lines of its standard output */
  objects: number | 'some' | 'any';
  code?: number | 'any';
  onStack?: boolean;
  input?: string;
  stopAfterMs?: number;
}

/** What each command does without a stack of its own; a fault stands on stderr and leaves stdout empty. */
const TRIES: Record<string, readonly Try[]> = {
  demo: [{ args: ['--seed', 'x'], objects: 0, code: 1 }],
  up: [
    { args: ['--stop'], objects: 1 },
    { args: [], objects: 0, code: 1, onStack: true },
  ],
  chat: [
    { args: [], objects: 5, onStack: true, input: 'tuesday\n/unknown\n' },
    { args: ['--lang', 'xx'], objects: 0, code: 1 },
  ],
  call: [
    { args: [], objects: 0, code: 2 },
    { args: ['no-such-conversation'], objects: 0, code: 1 },
  ],
  calls: [
    { args: [], objects: 2, onStack: true },
    { args: ['show', 'c1'], objects: 1, onStack: true },
    { args: ['show', 'none'], objects: 0, code: 1, onStack: true },
    { args: ['--limit', '0'], objects: 0, code: 1 },
  ],
  config: [
    { args: ['media-edge'], objects: 'some' },
    { args: ['nothing'], objects: 0, code: 1 },
  ],
  scenario: [
    { args: ['check', 'clinic'], objects: 1 },
    { args: ['draw', 'clinic'], objects: 1 },
    { args: ['new', 'barber', '--dir', 'FOLDER'], objects: 1 },
    { args: ['test', 'FOLDER/barber', '--calls', '50'], objects: 1 },
    { args: ['chat', 'FOLDER/barber', '--lang', 'en'], objects: 'some', input: 'hello\n/quit\n' },
    { args: ['check', 'nothing'], objects: 0, code: 1 },
    { args: ['sing'], objects: 0, code: 2 },
  ],
  sheets: [
    { args: ['check'], objects: 1 },
    { args: ['sing'], objects: 0, code: 2 },
  ],
  replay: [
    { args: ['--file', path('../tests/replay/histories/transfer.json')], objects: 2 },
    { args: ['--file', 'none.json'], objects: 0, code: 1 },
    { args: [], objects: 0, code: 2 },
  ],
  eval: [
    { args: ['dialog', '--language', 'xx'], objects: 0, code: 1 },
    { args: ['sing'], objects: 0, code: 1 },
  ],
  bench: [{ args: ['sing'], objects: 0, code: 2 }],
  // whether something is missing is not the question
  setup: [{ args: [], objects: 1, code: 'any' }],
  // a whole one takes a minute
  check: [{ args: [], objects: 'any', code: 130, stopAfterMs: 3_000 }],
  test: [
    { args: ['--only', 'unit', 'platform/plain-text.test.ts'], objects: 2 },
    { args: ['--only', 'nothing'], objects: 0, code: 1 },
  ],
};
