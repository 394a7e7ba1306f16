import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { loadConversation } from '../sim/place-call.ts';
import { withStack } from '../stack/stack.ts';
import type { StackState } from '../stack/state.ts';
import { demo } from './demo.ts';
import { runSeeds } from './run-seeds.ts';
import { keepsPromise, parseSeeds, SEED_HEAD, seedLines, summaryLine, summaryOf } from './seeds.ts';

const usage = `npm run demo -- [--seed N] [--lang en|uk|ru] [--conversation NAME|FILE.yaml] [--text] [--keep] [--json]
npm run demo -- --seeds 1-10 [--at-once N] …

One call to the clinic, from the INVITE to the row in the sheet, on the local stack: real audio, recogniser, voice,
workflow, booking. Prints each turn as it happens, then what became of the call and where to look.
  --seed N          draws name, study, day, age, weight, voice and corrections; the same seed says the same words
                    (default 1)
  --seeds A-B,C     one call per seed; prints what became of each and how many were booked as said
  --at-once N       so many of them at the same time (default 2)
  --lang uk|ru      the agent speaks it; the caller is heard by the scripted recogniser, since no package brings a model
  --conversation X  another conversation of cli/sim/conversations, or a file
  --text            the same conversation without audio, in a few seconds
  --keep            leaves the stack up in the background: npm run up -- --stop ends it
  --json            stdout is one JSON object (with --seeds one per call and one of all), progress goes to stderr
Exit code 0 only when the booking and the row exist exactly once and agree with what was said; with --seeds when at least
four of five do and none says anything else.`;

const STAYS_UP = 'stays up: npm run up -- --stop ends it';
const LINKS_NEED_IT = 'its links open while it is up: npm run up, or npm run demo -- --keep';

/** `npm run demo`: a call, start to end. */
export const command: Command = {
  name: 'demo',
  summary: 'place one call to the clinic, start to end, and show what became of it',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string' },
        'at-once': { type: 'string', default: '2' },
        lang: { type: 'string', default: 'en' },
        conversation: { type: 'string' },
        text: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { seed, lang, text, keep, json } = values;
    if (positionals.length > 0)
      throw new Error(
        `"${positionals.join(' ')}" is not understood: options go behind "--", as in npm run demo -- --lang uk`,
      );
    if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed "${seed}" is not a whole number from 0 on`);
    const seeds = values.seeds === undefined ? null : parseSeeds(values.seeds);
    const atOnce = values['at-once'];
    if (!/^[1-9]\d?$/.test(atOnce)) throw new Error(`--at-once "${atOnce}" is not a number from 1 to 99`);
    if (!['en', 'uk', 'ru'].includes(lang)) throw new Error(`--lang "${lang}": choose en, uk or ru`);
    const template = await loadConversation(values.conversation ?? `clinic-booking.${lang}`);
    const print = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
    const interruption = listenForInterruption();
    const { signal } = interruption;
    const oneCall = async (stack: StackState): Promise<boolean> => {
      const { report, faults } = await demo(stack, { template, seed: Number(seed), text, print, signal });
      for (const fault of faults) print(`NOT AS SAID: ${fault}`);
      if (json) console.log(JSON.stringify(report));
      return faults.length === 0;
    };
    const manyCalls = async (stack: StackState, drawn: readonly number[]): Promise<boolean> => {
      print(SEED_HEAD);
      const results = await runSeeds(stack, {
        ...{ template, seeds: drawn, atOnce: Number(atOnce), text, signal },
        onResult(result) {
          for (const line of seedLines(result)) print(line);
          if (json) console.log(JSON.stringify(result));
        },
      });
      const summary = summaryOf(results);
      print(summaryLine(summary));
      if (json) console.log(JSON.stringify(summary));
      return keepsPromise(summary);
    };
    let isUp = false;
    try {
      return await withStack({ keep }, async (stack) => {
        isUp = true;
        const sound = await (seeds === null ? oneCall(stack) : manyCalls(stack, seeds));
        print(`stack      ${keep ? STAYS_UP : LINKS_NEED_IT}`);
        return sound ? 0 : 1;
      });
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error(keep && isUp ? `interrupted; the stack ${STAYS_UP}` : 'interrupted');
      return 130;
    } finally {
      interruption.ignore();
    }
  },
};
