import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { AdminApiError, createAdminClient } from '../admin-client.ts';
import { slotLines } from '../calls/format.ts';
import type { Command } from '../command.ts';
import { withStack } from '../stack/stack.ts';

const usage = `npm run chat -- [--lang en|uk|ru] [--to NUMBER] [--from NUMBER] [--json]

Talks to the clinic by keyboard: the same durable workflow as a phone call. An empty line is the caller's silence,
/keys 123# are pressed keys, /state shows what is known, /quit hangs up.
  --json   one JSON object per line; what you type is still read from standard input
Example: printf 'My name is Olena Kovalenko\\n' | npm run chat -- --lang en --json`;

const KEYS = /^\/keys\s+([\d*#]+)$/;
const HELP =
  'type what the caller says; an empty line is silence, /keys 123# presses keys, /state shows what is known, /quit hangs up';

/** `npm run chat`: the text channel in a terminal. */
export const command: Command = {
  name: 'chat',
  summary: 'hold the conversation by keyboard',
  usage,
  needs: 'setup',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lang: { type: 'string' },
        to: { type: 'string', default: '' },
        from: { type: 'string', default: '+380671234567' },
        json: { type: 'boolean', default: false },
      },
    });
    // a number has a language of its own
    const language = values.lang ?? (values.to === '' ? 'en' : undefined);
    if (language !== undefined && !['en', 'uk', 'ru'].includes(language))
      throw new Error(`--lang "${values.lang}": choose en, uk or ru`);
    const print = (line: object, words: string) => console.log(values.json ? JSON.stringify(line) : words);
    return withStack({ quiet: values.json }, async (stack) => {
      const admin = createAdminClient(stack.admin);
      const session = await admin.request<{ sessionId: string; greeting: string }>('POST', '/session', {
        to: values.to,
        from: values.from,
        language,
      });
      if (process.stdin.isTTY && !values.json) console.log(`${HELP}\n`);
      print(session, `agent   ${session.greeting}`);
      const ended = await talk(session.sessionId);
      if (!ended) await admin.request('DELETE', `/session/${session.sessionId}`).catch(() => undefined);
      if (!values.json) console.log(`look    npm run calls -- show ${session.sessionId}`);
      return 0;

      async function talk(sessionId: string): Promise<boolean> {
        const terminal = createInterface({
          input: process.stdin,
          output: values.json ? undefined : process.stdout,
        });
        let open = true;
        terminal.once('close', () => {
          open = false; // piped input ends before its last answer has come
        });
        const prompt = () => {
          if (open && process.stdin.isTTY && !values.json) terminal.prompt();
        };
        terminal.setPrompt('caller  ');
        prompt();
        try {
          for await (const line of terminal) {
            const typed = line.trim();
            if (!process.stdin.isTTY) print({ caller: typed }, `caller  ${typed}`);
            if (typed === '/quit') break;
            if (typed === '/state') {
              const known = await admin.request<{ state: string; slots: object }>(
                'GET',
                `/session/${sessionId}`,
              );
              print(known, [`        [${known.state}]`, ...slotLines({ ...known.slots })].join('\n'));
            } else if (typed.startsWith('/') && !KEYS.test(typed)) {
              print(
                { error: `"${typed}" is not understood: ${HELP}` },
                `"${typed}" is not understood: ${HELP}`,
              );
            } else {
              const keys = KEYS.exec(typed)?.[1];
              try {
                const reply = await admin.request<DialogReply>('POST', '/dialog', {
                  sessionId,
                  message: keys ?? typed,
                  ...(keys === undefined ? {} : { kind: 'dtmf' }),
                });
                print(reply, `agent   ${reply.reply}\n        [${reply.state}]`);
                if (reply.ended) return true;
              } catch (error) {
                if (!(error instanceof AdminApiError)) throw error;
                print({ error: error.message }, `error   ${error.message}`);
                if (error.status === 410) return true;
              }
            }
            prompt();
          }
        } finally {
          terminal.close(); // else a pipe that stays open keeps us alive
        }
        return false;
      }
    });
  },
};
