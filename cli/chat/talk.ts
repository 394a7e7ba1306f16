import { createInterface } from 'node:readline/promises';
import type { DialogReply } from '../../contracts/text-channel.ts';
import { AdminApiError, type AdminClient } from '../admin-client.ts';
import { slotLines } from '../calls/format.ts';

const KEYS = /^\/keys\s+([\d*#]+)$/;
export const HELP =
  'type what the caller says; an empty line is silence, /keys 123# presses keys, /state shows what is known, /quit hangs up';

export interface Talk {
  admin: AdminClient;
  sessionId: string;
  /** nothing but objects, for machines */
  json: boolean;
  print(line: object, words: string): void;
  /** ends the talk, also one that waits for a line or an answer */
  signal: AbortSignal;
}

/** Says each line of standard input in the session until it ends; true where the dialog itself has ended. */
export async function talk({ admin, sessionId, json, print, signal }: Talk): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: json ? undefined : process.stdout });
  let open = true;
  terminal.once('close', () => {
    open = false; // piped input ends before its last answer has come
  });
  const leave = () => terminal.close();
  signal.addEventListener('abort', leave);
  const prompt = () => {
    if (open && process.stdin.isTTY && !json) terminal.prompt();
  };
  terminal.setPrompt('caller  ');
  prompt();
  try {
    for await (const line of terminal) {
      if (signal.aborted) break;
      const typed = line.trim();
      if (!process.stdin.isTTY) print({ caller: typed }, `caller  ${typed}`);
      if (typed === '/quit') break;
      if (typed === '/state') {
        const known = await admin.request<{ state: string; slots: object }>('GET', `/session/${sessionId}`);
        print(known, [`        [${known.state}]`, ...slotLines({ ...known.slots })].join('\n'));
      } else if (typed.startsWith('/') && !KEYS.test(typed)) {
        const words = `"${typed}" is not understood: ${HELP}`;
        print({ error: words }, words);
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
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', leave);
    terminal.close(); // else a pipe that stays open keeps us alive
  }
  return false;
}
