import { parseArgs } from 'node:util';
import { LANGUAGES } from '../../domain/language.ts';
import type { Command } from '../command.ts';
import { withStack } from '../stack/stack.ts';
import { type Clinic, openClinic } from './dialog/clinic.ts';
import { withOwnDatabase } from './dialog/database.ts';
import { modelOf } from './dialog/model-words.ts';
import { faultCounts, missed, reportLines, reportOf } from './dialog/report.ts';
import { openStackClinic } from './dialog/stack-clinic.ts';
import { type EvaluatedCall, evaluate, type SuiteOptions } from './dialog/suite.ts';
import { phraseLines, phraseScores } from './phrases/report.ts';

const usage = `npm run eval -- dialog [--language uk|ru|en] [--persona ID] [--noise clean|noisy|both] [--seed N] [--runs N]
                       [--wordings all|shared|held-out] [--stack] [--verbose] [--json]
npm run eval -- phrases [--language uk|ru|en] [--json]

phrases: single phrases of callers, per question: heard right, not for sure (asked again) or wrong. Exit code 1 when one is
wrong that rules were written for.

dialog: simulated people call the clinic: each persona once on a clean line and once on a noisy one, by text, with the real
dialog and a PostgreSQL of this run's own. What stands in the database afterwards is compared with what the caller
wanted. With LLM_BASE_URL the model words the replies, as in a call.
  --persona ID   one persona; --verbose prints what was said, of all calls or of this one
  --failed       with --verbose: only the calls that failed
  --seed N       other wordings and other noise (default 1); --runs N calls of each persona, clean and noisy
  --wordings     all; shared; held-out: only those that no rule was tuned on, where there are any
  --stack        call the running stack (or one brought up for it) by its text channel: today, with its calendar; what
                 they book is freed again. Callers who need another day or a prepared calendar do not call.
  --json         one JSON object per call, the last line the figures
Exit code 1 when a booking is wrong, or fewer calls succeed than promised: 95 % clean, 85 % noisy, per language.`;

/** `npm run eval`: how well callers are served, measured by simulated ones. */
export const command: Command = {
  name: 'eval',
  summary: 'let simulated callers measure how well they are served',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        language: { type: 'string', multiple: true },
        persona: { type: 'string' },
        noise: { type: 'string', default: 'both' },
        seed: { type: 'string', default: '1' },
        runs: { type: 'string', default: '1' },
        wordings: { type: 'string', default: 'all' },
        verbose: { type: 'boolean', default: false },
        failed: { type: 'boolean', default: false },
        stack: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const suite = positionals.join(' ');
    if (suite !== 'dialog' && suite !== 'phrases')
      throw new Error(`no suite "${suite}": there are "dialog" and "phrases"`);
    if (suite === 'phrases') {
      const scores = phraseScores(
        (values.language ?? LANGUAGES).map((one) => oneOf('--language', LANGUAGES, one)),
      );
      const lines = values.json ? scores.map((score) => JSON.stringify(score)) : phraseLines(scores);
      console.log(lines.join('\n'));
      return scores.some(({ wordings, score }) => wordings === 'tuned' && score.wrong > 0) ? 1 : 0;
    }
    const options: SuiteOptions = {
      languages: (values.language ?? LANGUAGES).map((one) => oneOf('--language', LANGUAGES, one)),
      ...(values.persona === undefined ? {} : { persona: values.persona }),
      noise: oneOf('--noise', ['clean', 'noisy', 'both'], values.noise),
      wordings: oneOf('--wordings', ['all', 'shared', 'held-out'], values.wordings),
      seed: wholeNumber('--seed', values.seed),
      runs: wholeNumber('--runs', values.runs),
    };
    const model = modelOf(process.env);
    const show = (call: EvaluatedCall): void => {
      if (values.json) console.log(JSON.stringify(lineOf(call)));
      else if (values.verbose && !(values.failed && call.verdict.success)) console.log(dialogue(call));
      else if (!call.verdict.success && !values.verbose) console.log(titleOf(call));
    };
    const calls: EvaluatedCall[] = [];
    const call = async (clinic: Clinic): Promise<void> => {
      try {
        for await (const one of evaluate(clinic, options)) {
          calls.push(one);
          show(one);
        }
      } finally {
        await clinic.close();
      }
    };
    if (values.stack) await withStack({ quiet: values.json }, (stack) => call(openStackClinic(stack)));
    else await withOwnDatabase(async (url) => call(await openClinic(url, model?.wordReply ?? null)));
    const report = reportOf(calls);
    const faults = missed(report);
    if (values.json) console.log(JSON.stringify({ ...report, model: model?.name ?? null, missed: faults }));
    else
      console.log(
        [
          '',
          ...faultCounts(calls).map(([fault, count]) => `${`${count}`.padStart(4)} × ${fault}`),
          '',
          ...reportLines(report),
          ...faults.map((fault) => `MISSED  ${fault}`),
        ].join('\n'),
      );
    return faults.length === 0 ? 0 : 1;
  },
};

const titleOf = ({ persona, noisy, verdict }: EvaluatedCall): string =>
  `${verdict.success ? 'ok    ' : 'FAILED'} ${persona.id.padEnd(28)} ${noisy ? 'noisy' : 'clean'}  ${verdict.faults.join('; ')}`;

const dialogue = (call: EvaluatedCall): string =>
  [
    `── ${titleOf(call)}  (seed ${call.seed})`,
    `   ${call.persona.about}`,
    ...call.conversation.lines.flatMap(({ agent, state, caller }) => [
      `agent   ${agent}  [${state}]`,
      ...(caller === '' ? [] : [`caller  ${caller}`]),
    ]),
    '',
  ].join('\n');

const lineOf = ({ persona, noisy, seed, conversation, verdict }: EvaluatedCall) => ({
  persona: persona.id,
  language: persona.language,
  noisy,
  seed,
  success: verdict.success,
  faults: verdict.faults,
  turns: conversation.turns,
  repairs: conversation.repairs,
  outcome: conversation.end.outcome,
  action: conversation.end.action,
});

function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${option} "${value}": choose of ${allowed.join(', ')}`);
  return found;
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${option} "${value}": expected a whole number such as 1`);
  return Number(value);
}
