import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { runSteps, type StepResult } from './run-steps.ts';
import { jestStep, staticSteps } from './steps.ts';

const usage = `npm run check [-- --json]

Formatting, lint, types (with and without Node's), awaited promises, Python, import walls and unit tests: what takes
less than a minute. \`npm test\` runs everything. \`npm run format\` repairs the formatting.`;

/** `npm run check`: before each commit. */
export const command: Command = {
  name: 'check',
  summary: 'format, lint, types, import walls and unit tests',
  usage,
  needs: 'setup',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const interruption = listenForInterruption();
    const results = await runSteps([jestStep('unit', ['--silent']), ...staticSteps()], {
      width: availableParallelism(),
      signal: interruption.signal,
      onResult: (result) => console.log(values.json ? JSON.stringify(result) : resultText(result)),
    });
    if (interruption.signal.aborted) return 130;
    return results.every(({ passed }) => passed) ? 0 : 1;
  },
};

/** One line, and what the program said where it did not pass. */
export const resultText = ({ name, passed, seconds, output }: StepResult): string =>
  `${name.padEnd(20)} ${passed ? 'ok' : 'FAILED'.padEnd(8)} ${seconds.toFixed(1)} s${passed ? '' : `\n${output.trimEnd()}\n`}`;
