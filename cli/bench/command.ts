import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { withStack } from '../stack/stack.ts';
import { figureLine, heading, kept, ratioOf } from './figures.ts';
import { SUITES } from './suites.ts';

const usage = `npm run bench -- [SUITE …] [--json]

Measures the promised figures on this machine, each beside its baseline of the same run.
Suites: ${Object.keys(SUITES).join(', ')}; without a name all of them run, one after the other.
  --json   one JSON object per figure: {suite, name, value, baseline, ratio, unit, kept}
Exit code 1 when a promise was missed.`;

/** `npm run bench`: speed, with a baseline beside it. */
export const command: Command = {
  name: 'bench',
  summary: 'measure latency, recovery and load beside baselines of the same run',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const unknown = positionals.filter((name) => !(name in SUITES));
    if (unknown.length > 0) {
      console.error(`no suite "${unknown.join('", "')}": choose of ${Object.keys(SUITES).join(', ')}`);
      return 2;
    }
    const names = positionals.length > 0 ? positionals : Object.keys(SUITES);
    let missed = 0;
    if (!values.json) console.log(heading);
    for (const name of names) {
      const suite = await SUITES[name]?.();
      if (suite === undefined) continue;
      const figures = suite.needsStack
        ? await withStack({ quiet: true }, (stack) => suite.run(stack, progress))
        : await suite.run(progress);
      for (const figure of figures) {
        if (kept(figure) === false) missed++;
        console.log(
          values.json
            ? JSON.stringify({ ...figure, ratio: ratioOf(figure), kept: kept(figure) })
            : figureLine(figure),
        );
      }
    }
    return missed === 0 ? 0 : 1;
  },
};

const progress = (line: string): void => {
  process.stderr.write(`  … ${line}\n`);
};
