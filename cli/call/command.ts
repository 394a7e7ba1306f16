import { parseArgs } from 'node:util';
import { createAdminClient } from '../admin-client.ts';
import { detailLines, turnLines } from '../calls/format.ts';
import type { Command } from '../command.ts';
import { type Follower, followCall } from '../demo/follow.ts';
import { withFreshNumber } from '../demo/fresh-number.ts';
import { voiceCall } from '../demo/voice-call.ts';
import { listenForInterruption } from '../interruption.ts';
import { type CallReport, loadConversation } from '../sim/place-call.ts';
import { withStack } from '../stack/stack.ts';

const usage = `npm run call -- CONVERSATION [--seed N] [--json]

Places a simulated call on the running stack (or one of its own): any conversation of cli/sim/conversations, or a
.yaml file, spoken over the simulated switch. Nothing is judged; npm run calls -- show ID tells what became of it.
  --json   one JSON object per line: each turn as it happens, then the caller's own report
Example: npm run call -- clinic-booking.en --seed 3`;

/** `npm run call`: one simulated call of any conversation. */
export const command: Command = {
  name: 'call',
  summary: 'place a simulated call with any conversation',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
    });
    const [name] = positionals;
    if (name === undefined || positionals.length > 1 || !/^\d{1,9}$/.test(values.seed)) {
      console.error(usage);
      return 2;
    }
    const seed = Number(values.seed);
    const loaded = await loadConversation(name);
    // a file of one's own calls from where it says
    const template = name.endsWith('.yaml') ? loaded : withFreshNumber(loaded);
    const interruption = listenForInterruption();
    const { signal } = interruption;
    try {
      return await withStack({ quiet: values.json }, async (stack) => {
        const admin = createAdminClient(stack.admin);
        let following: ReturnType<typeof followCall> | undefined;
        const onStart = (callId: string) => {
          following = followCall(admin, callId, tellTurns(values.json));
        };
        const { report } = await voiceCall(stack, template, seed, onStart, signal).finally(() =>
          following?.stop(),
        );
        console.log(values.json ? JSON.stringify(report) : endLine(report));
        return signal.aborted ? 130 : 0;
      });
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error('interrupted');
      return 130;
    } finally {
      interruption.ignore();
    }
  },
};

function tellTurns(json: boolean): Follower {
  const print = (lines: readonly string[]) => {
    for (const line of lines) console.log(line);
  };
  return json
    ? { turn: () => {}, details: (turn) => print([JSON.stringify(turn)]) }
    : { turn: (turn) => print(turnLines(turn)), details: (turn) => print(detailLines(turn)) };
}

const endLine = ({ callId, ended, cause, transferredTo, durationMs }: CallReport): string =>
  `call ${callId}: ended by ${ended} (${cause}) after ${Math.round(durationMs / 1000)} s${transferredTo === null ? '' : `, transferred to ${transferredTo}`}`;
