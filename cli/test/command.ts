import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { resultText } from '../check/command.ts';
import { runSteps } from '../check/run-steps.ts';
import { inScratch } from '../check/scratch.ts';
import { staticSteps } from '../check/steps.ts';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { type Counts, noTests, sum } from './reports.ts';
import { type Runner, runners, runRunner, waves } from './runners.ts';

const PARTS = ['static', ...runners.map(({ name }) => name)] as const;

const usage = `npm test [-- [--only static|unit|python|system]… [--json] [FILE…]]

Everything: static checks, unit tests, Python tests, and system tests, which start a Temporal server, PostgreSQL and
Redis of their own. FILE chooses test files of unit and system. The last line is the sum; exit 0 only when something ran
and nothing failed.
  --only   one part, may be given several times; --json: a JSON object per check and runner, the last one the sum
Example: npm test -- --only system tests/servers`;

/** `npm test`: what continuous integration runs. */
export const command: Command = {
  name: 'test',
  summary: 'every check and every test; the last line is the sum',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals: patterns } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
    });
    const only = values.only ?? (patterns.length > 0 ? ['unit', 'system'] : [...PARTS]);
    const unknown = only.find((name) => !PARTS.some((part) => part === name));
    if (unknown) throw new Error(`--only ${unknown}: choose from ${PARTS.join(', ')}`);
    const { signal } = listenForInterruption();
    const print = (object: object, text: string) => console.log(values.json ? JSON.stringify(object) : text);
    const totals: Counts[] = [];
    if (only.includes('static')) {
      const width = availableParallelism();
      const onResult = (result: Parameters<typeof resultText>[0]) => print(result, resultText(result));
      for (const { passed } of await runSteps(staticSteps(), { width, signal, onResult }))
        totals.push({ ...noTests, [passed ? 'passed' : 'failed']: 1 });
    }
    await inScratch(async (folder) => {
      for (const wave of waves(only)) {
        if (signal.aborted) return;
        const run = async (runner: Runner) => {
          const quiet = runner !== wave.at(-1);
          const counts = await runRunner(runner, { folder, patterns, signal, toStderr: values.json, quiet });
          print({ name: runner.name, ...counts }, `${runner.name}: ${countsText(counts)}`);
          totals.push(counts);
        };
        await Promise.all(wave.map(run));
      }
    });
    const total = sum(totals);
    print({ name: 'total', ...total }, countsText(total));
    if (signal.aborted) return 130;
    return total.failed === 0 && total.passed > 0 ? 0 : 1;
  },
};

const countsText = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
