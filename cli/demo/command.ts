import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { loadConversation } from '../sim/place-call.ts';
import { withStack } from '../stack/stack.ts';
import { demo } from './demo.ts';

const usage = `npm run demo -- [--seed N] [--lang en|uk|ru] [--conversation NAME|FILE.yaml] [--text] [--keep] [--json]

One call to the clinic, from the INVITE to the row in the sheet, on the local stack: real audio, recogniser, voice,
workflow, booking. Prints each turn as it happens, then what became of the call and where to look.
  --seed N          draws name, study, day, age, weight and corrections; the same seed says the same words (default 1)
  --lang uk|ru      the agent speaks it; the caller is heard by the scripted recogniser, since no package brings a model
  --conversation X  another conversation of cli/sim/conversations, or a file
  --text            the same conversation without audio, in a few seconds
  --keep            leaves the stack up in the background: npm run up -- --stop ends it
  --json            stdout is one JSON object, progress goes to stderr
Exit code 0 only when the booking and the row exist exactly once and agree with what was said.`;

const STAYS_UP = 'stays up: npm run up -- --stop ends it';

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
    if (!['en', 'uk', 'ru'].includes(lang)) throw new Error(`--lang "${lang}": choose en, uk or ru`);
    const template = await loadConversation(values.conversation ?? `clinic-booking.${lang}`);
    const print = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
    const interruption = listenForInterruption();
    const { signal } = interruption;
    let isUp = false;
    try {
      return await withStack({ keep }, async (stack) => {
        isUp = true;
        const { report, faults } = await demo(stack, { template, seed: Number(seed), text, print, signal });
        if (keep) print(`stack      ${STAYS_UP}`);
        for (const fault of faults) print(`NOT AS SAID: ${fault}`);
        if (json) console.log(JSON.stringify(report));
        return faults.length === 0 ? 0 : 1;
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
