import { parseArgs } from 'node:util';
import type { CallLine } from '../../admin/api/calls/routes.ts';
import { AdminApiError, createAdminClient } from '../admin-client.ts';
import type { Command } from '../command.ts';
import { withStack } from '../stack/stack.ts';
import { callPage, callTable, type ShownCall } from './format.ts';
import { saveRecording } from './save-recording.ts';

const usage = `npm run calls -- [--limit N] [--json]
npm run calls -- show CALL-ID [--json]
npm run calls -- save CALL-ID [FILE.wav]

Lists calls, live ones too, newest first; or shows one: transcript with its place in the recording (minutes:seconds),
slots, latency of each stage, cost; or saves its recording, left the caller, right the agent.
Uses the running stack, or brings its own up for the question.`;

/** `npm run calls`: what happened, from the terminal. */
export const command: Command = {
  name: 'calls',
  summary: 'list calls, show one with transcript, slots, cost and latency, or save its recording',
  usage,
  needs: 'setup',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, limit: { type: 'string', default: '50' } },
    });
    const [verb, callId, file] = positionals;
    if (verb !== undefined && (!['show', 'save'].includes(verb) || callId === undefined)) {
      console.error(`"${positionals.join(' ')}" is not understood\n\n${usage}`);
      return 2;
    }
    if (!/^[1-9]\d{0,2}$/.test(values.limit) || Number(values.limit) > 500)
      throw new Error(`--limit "${values.limit}" is not a whole number from 1 to 500`);
    return withStack({ quiet: true }, async (stack) => {
      const admin = createAdminClient(stack.admin);
      if (callId !== undefined) {
        const id = callId.replace(/^call-/, '');
        if (verb === 'save') {
          const saved = await saveRecording(stack.admin, id, file ?? `${id}.wav`);
          console.log(values.json ? JSON.stringify(saved) : `${saved.path}  (${saved.bytes} bytes)`);
          return 0;
        }
        const call = await admin
          .request<ShownCall>('GET', `/calls/${encodeURIComponent(id)}`)
          .catch((error) => {
            if (error instanceof AdminApiError && [400, 404].includes(error.status))
              throw new Error(`no call "${id}": npm run calls lists them`);
            throw error;
          });
        console.log(values.json ? JSON.stringify(call) : callPage(call));
        return 0;
      }
      const { calls } = await admin.request<{ calls: CallLine[] }>(
        'GET',
        `/calls?limit=${encodeURIComponent(values.limit)}`,
      );
      if (values.json) for (const call of calls) console.log(JSON.stringify(call));
      else console.log(callTable(calls));
      return 0;
    });
  },
};
