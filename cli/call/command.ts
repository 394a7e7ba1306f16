import { parseArgs } from 'node:util';
import { createAdminClient } from '../admin-client.ts';
import type { Command } from '../command.ts';
import { followCall } from '../demo/follow.ts';
import { turnLines } from '../demo/report.ts';
import { voiceCall } from '../demo/voice-call.ts';
import { loadConversation } from '../sim/place-call.ts';
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
    const seed = Number(values.seed);
    if (name === undefined || !Number.isInteger(seed)) {
      console.error(usage);
      return 2;
    }
    const template = await loadConversation(name);
    return withStack({ quiet: values.json }, async (stack) => {
      const admin = createAdminClient(stack.admin);
      let follower: ReturnType<typeof followCall> | undefined;
      const { report } = await voiceCall(stack, template, seed, (callId) => {
        follower = followCall(admin, callId, (turn) =>
          console.log(values.json ? JSON.stringify(turn) : turnLines(turn)),
        );
      });
      await follower?.stop();
      const { callId, ended, cause, transferredTo, durationMs } = report;
      console.log(
        values.json
          ? JSON.stringify(report)
          : `call ${callId}: ended by ${ended} (${cause}) after ${Math.round(durationMs / 1000)} s${transferredTo === null ? '' : `, transferred to ${transferredTo}`}`,
      );
      return 0;
    });
  },
};
