import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../cli/stack/paths.ts';
import jestConfig from '../../jest.config.mjs';

const RUNNER = 'jest-light-runner/src/child-process.js';

const FIRST = `
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { sideBySide } from '${projectRoot}/tests/runner/side-by-side.ts';
it('hangs', () => new Promise(() => {}), 100);
it('runs behind it', () => expect(1).toBe(1));
it('is wrong', () => expect(1).toBe(2));
it('is not cut short by a faked clock', async () => {
  jest.useFakeTimers();
  const over = new Promise((resolve) => setTimeout(resolve, 500_000));
  await jest.advanceTimersByTimeAsync(600_000);
  jest.useRealTimers();
  await over;
}, 20_000);
const itBeside = sideBySide(2);
const order = [];
const turn = (name, ms) => async () => {
  order.push(name);
  await new Promise((resolve) => setTimeout(resolve, ms));
  order.push(name);
};
describe('beside one another', () => {
  itBeside('one', turn('one', 300));
  itBeside('two', turn('two', 50));
  itBeside.each([{ name: 'three' }])('$name', async ({ name }) => {
    order.push(name);
    throw new Error('alone');
  });
  it('have begun together, two at a time', () => expect(order).toEqual(['one', 'two', 'two', 'three', 'one']));
});
describe('a hook', () => {
  afterAll(() => new Promise(() => {}), 100);
  it('of this one hangs', () => {});
});
`;
const SECOND = `
import { it } from '@jest/globals';
it('hangs in another file', () => new Promise(() => {}), 100);
`;

describe('our test runner', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-runner-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('fails what hangs and what is wrong, and runs everything else', async () => {
    const unit = JSON.stringify(jestConfig.projects[0]).replaceAll('<rootDir>', projectRoot);
    const here = {
      rootDir: folder,
      testMatch: ['**/*.test.ts'],
      runner: `${projectRoot}/node_modules/${RUNNER}`,
    };
    const config = JSON.stringify({ ...JSON.parse(unit), ...here, watchman: false });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'first.test.ts'), FIRST);
    for (const other of ['second', 'third']) await writeFile(join(folder, `${other}.test.ts`), SECOND);
    const report = join(folder, 'report.json');
    const jest = join(projectRoot, 'node_modules/jest/bin/jest.js');
    const args = [jest, '-c', config, '--json', `--outputFile=${report}`, '--ci', '--maxWorkers=2'];
    await new Promise((resolve) => execFile(process.execPath, args, { cwd: folder }, resolve));
    const { testResults } = JSON.parse(await readFile(report, 'utf8'));
    const results = testResults.flatMap((file: { assertionResults: object[] }) => file.assertionResults);
    const told = results.map(({ title, status }: Record<string, string>) => `${title}: ${status}`);
    expect(told.toSorted()).toEqual([
      '(afterAll): failed',
      'hangs in another file: failed',
      'hangs in another file: failed',
      'hangs: failed',
      'have begun together, two at a time: passed',
      'is not cut short by a faked clock: passed',
      'is wrong: failed',
      'of this one hangs: passed',
      'one: passed',
      'runs behind it: passed',
      'three: failed',
      'two: passed',
    ]);
  });
});
