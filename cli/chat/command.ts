import { parseArgs } from 'node:util';
import { createAdminClient } from '../admin-client.ts';
import type { Command } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { withStack } from '../stack/stack.ts';
import { HELP, talk } from './talk.ts';

const usage = `npm run chat -- [--lang en|uk|ru] [--to NUMBER] [--from NUMBER] [--json]

Talks to the clinic by keyboard: the same durable workflow as a phone call. An empty line is the caller's silence,
/keys 123# are pressed keys, /state shows what is known, /quit hangs up.
  --json   one JSON object per line; what you type is still read from standard input
Example: printf 'My name is Olena Kovalenko\\n' | npm run chat -- --lang en --json`;

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
    const interruption = listenForInterruption();
    const { signal } = interruption;
    let begun = '';
    try {
      return await withStack({ quiet: values.json }, async (stack) => {
        const admin = createAdminClient(stack.admin);
        // not ended by a signal: a session that begins must be known, to be ended
        const session = await admin.request<{ sessionId: string; greeting: string }>('POST', '/session', {
          to: values.to,
          from: values.from,
          language,
        });
        begun = session.sessionId;
        if (process.stdin.isTTY && !values.json) console.log(`${HELP}\n`);
        print(session, `agent   ${session.greeting}`);
        const ended = await talk({
          ...{ admin: createAdminClient(stack.admin, signal), sessionId: begun, signal, print },
          json: values.json,
        });
        const isOver =
          ended ||
          (await admin.request('DELETE', `/session/${begun}`).then(
            () => true,
            () => false,
          ));
        if (!values.json) console.log(`look    npm run calls -- show ${begun}`);
        if (!signal.aborted) return 0;
        console.error(isOver ? 'interrupted: the session is ended' : 'interrupted');
        return 130;
      });
    } catch (error) {
      if (!signal.aborted) throw error;
      console.error(begun === '' ? 'interrupted: no session was begun' : 'interrupted');
      return 130;
    } finally {
      interruption.ignore();
    }
  },
};
