import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { processIdentity } from '../setup/process-identity.mjs';
import { homeFolder } from '../stack/paths.ts';
import { eventLine, startStack } from '../stack/stack.ts';
import { stackOwner } from '../stack/stack-lock.ts';
import type { ServiceEvent } from '../stack/supervise.ts';
import { waitUntil } from '../stack/wait-until.ts';
import { linkTable } from './link-table.ts';

const usage = `npm run up [-- --json]          start the stack and follow it until Ctrl-C
npm run up -- --stop [--json]   end the stack that runs in the background

Starts Temporal with its Web UI, PostgreSQL, Redis, the speech worker, two call-workers, the media-edge, the admin API,
the store where a scenario asks one, and switch-control where FREESWITCH_ESL is set. A process that crashes is restarted.
  TEMPORAL_ADDRESS, DATABASE_URL, REDIS_URL, SPEECH_URL, STORE_URL   use these instead of own ones
  HOLDFAST_HOME                                           data, logs and state; default .local
  --json                                                  one JSON object per line: events, then the state;
                                                          with --stop {type: stopped or not-running, home}`;

/** `npm run up`: the local stack in the foreground. */
export const command: Command = {
  name: 'up',
  summary: 'start the local stack and follow it until Ctrl-C',
  usage,
  needs: 'setup',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, stop: { type: 'boolean', default: false } },
    });
    if (values.stop) return stopRunning(values.json);
    const print = (event: ServiceEvent) =>
      console.log(values.json ? JSON.stringify(event) : eventLine(event));
    const interrupted = listenForInterruption();
    const stack = await startStack({ onEvent: print, signal: interrupted.signal }).catch((error) => {
      if (interrupted.signal.aborted) return undefined;
      throw error;
    });
    if (!stack) return 130;
    console.log(
      values.json ? JSON.stringify({ type: 'state', ...stack.state }) : linkTable(stack.state, process.env),
    );
    await interrupted.promise;
    await stack.stop();
    return 0;
  },
};

async function stopRunning(json: boolean): Promise<number> {
  const home = homeFolder();
  const say = (type: 'stopped' | 'not-running', words: string) =>
    console.log(json ? JSON.stringify({ type, home }) : words);
  const owner = stackOwner(home);
  if (owner === undefined) {
    say('not-running', `no stack of ${home} runs`);
    return 0;
  }
  process.kill(owner, 'SIGTERM');
  await waitUntil(
    async () => {
      if (processIdentity(owner) !== undefined) throw new Error('it still runs');
    },
    { what: `the end of process ${owner}`, timeoutMs: 60_000 },
  );
  say('stopped', 'the stack is stopped');
  return 0;
}
