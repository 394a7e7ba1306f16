import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { withStack } from '../stack/stack.ts';
import { type Figure, figureLine, heading, kept, ratioOf } from './figures.ts';
import { inOwnHome } from './own-stack.ts';
import { SUITES } from './suites.ts';

const usage = `npm run bench -- [SUITE …] [--json]

Measures the promised figures on this machine, each beside its baseline of the same run.
Suites: ${Object.keys(SUITES).join(', ')}; without a name all of them run, one after the other.
Each has a stack of its own in a temporary folder, whatever the environment names; nothing stays behind.
  --json   one JSON object per figure: {suite, name, value, baseline, ratio, unit, goal, kept}
Exit code 1 when a promise was missed or a suite could not be measured.`;

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
    if (!values.json) console.log(heading);
    let missed = 0;
    for (const name of names) {
      try {
        const figures = await inOwnHome(() => measure(name));
        for (const figure of figures)
          console.log(values.json ? JSON.stringify(withVerdict(figure)) : figureLine(figure));
        missed += figures.filter((figure) => kept(figure) === false).length;
      } catch (error) {
        missed++;
        console.error(`${name}: not measured: ${error instanceof Error ? error.message : error}`);
      }
    }
    return missed === 0 ? 0 : 1;
  },
};

async function measure(name: string): Promise<Figure[]> {
  const suite = await SUITES[name]?.();
  if (suite === undefined) return [];
  if (!suite.needsStack) return suite.run(progress);
  return withStack({ quiet: true }, (stack) => suite.run(stack, progress));
}

const withVerdict = (figure: Figure) => ({ ...figure, ratio: ratioOf(figure), kept: kept(figure) });

const progress = (line: string): void => {
  process.stderr.write(`  … ${line}\n`);
};
