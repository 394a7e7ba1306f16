import { parseArgs } from 'node:util';
import { createAdminClient } from '../admin-client.ts';
import type { Command } from '../command.ts';
import { drawConversation } from '../sim/caller/conversation.ts';
import { loadConversation } from '../sim/place-call.ts';
import { seededRandom } from '../sim/random.ts';
import { withStack } from '../stack/stack.ts';
import type { StackState } from '../stack/state.ts';
import { finishedCall, followCall } from './follow.ts';
import { demoReport, outcomeLines, turnLines } from './report.ts';
import { textCall } from './text-call.ts';
import { disagreements, gatherEvidence } from './verdict.ts';
import { type VoiceCall, voiceCall } from './voice-call.ts';

const usage = `npm run demo -- [--seed N] [--lang en|uk|ru] [--conversation NAME|FILE.yaml] [--text] [--keep] [--json]

One call to the clinic, from the INVITE to the row in the sheet, on the local stack: real audio, recogniser, voice,
workflow, booking. Prints each turn as it happens, then what became of the call and where to look.
  --seed N          draws name, study, day, voice and corrections; the same seed says the same words (default 1)
  --lang uk|ru      the agent speaks it; the caller is heard by the scripted recogniser, since no package brings a model
  --conversation X  another conversation of cli/sim/conversations, or a file
  --text            the same conversation without audio, in a few seconds
  --keep            leaves the stack up in the background: npm run up -- --stop ends it
  --json            stdout is one JSON object, progress goes to stderr
Exit code 0 only when the booking and the row exist exactly once and agree with what was said.`;

/** `npm run demo`: a call, start to end. */
export const command: Command = {
  name: 'demo',
  summary: 'place one call to the clinic, start to end, and show what became of it',
  usage,
  needs: 'setup',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        lang: { type: 'string', default: 'en' },
        conversation: { type: 'string' },
        text: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const seed = Number(values.seed);
    if (!Number.isInteger(seed)) throw new Error(`--seed "${values.seed}" is not a whole number`);
    if (!['en', 'uk', 'ru'].includes(values.lang))
      throw new Error(`--lang "${values.lang}": choose en, uk or ru`);
    const options = {
      seed,
      conversation: values.conversation ?? `clinic-booking.${values.lang}`,
      text: values.text,
      json: values.json,
    };
    return withStack({ keep: values.keep }, (stack) => demo(stack, options));
  },
};

interface DemoOptions {
  seed: number;
  conversation: string;
  text: boolean;
  json: boolean;
}

async function demo(stack: StackState, { seed, conversation, text, json }: DemoOptions): Promise<number> {
  const print = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
  const admin = createAdminClient(stack.admin);
  const template = await loadConversation(conversation);
  if (!text && template.language !== 'en') {
    print('The caller is heard by the scripted recogniser: no package brings a model for this language.');
  }
  let voice: VoiceCall | null = null;
  let callId: string;
  if (text) {
    ({ callId } = await textCall(admin, template, seed));
    const { transcript } = await finishedCall(admin, callId);
    for (const turn of transcript) print(turnLines(turn));
  } else {
    let follower: ReturnType<typeof followCall> | undefined;
    try {
      voice = await voiceCall(stack, template, seed, (id) => {
        print(`call ${id} (seed ${seed})`);
        follower = followCall(admin, id, (turn) => print(turnLines(turn)));
      });
    } finally {
      await follower?.stop();
    }
    callId = voice.report.callId;
  }
  const call = await finishedCall(admin, callId);
  const { goal } = drawConversation(template, seededRandom(seed));
  const found = disagreements(goal, await gatherEvidence(stack, callId, call.opening.timeZone));
  const report = demoReport(call, voice, { recordingsDir: stack.recordingsDir, disagreements: found });
  print(
    outcomeLines(report, {
      sheet: stack.sheetCsvPath,
      uiUrl: stack.temporal.uiUrl,
    }),
  );
  if (json) console.log(JSON.stringify(report));
  return found.length === 0 ? 0 : 1;
}
