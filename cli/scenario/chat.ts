import { createInterface } from 'node:readline/promises';
import type { Language } from '../../domain/language.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { createEngineSpeaker } from '../../tests/conversations/engine-speaker.ts';
import type { Answer, Speaker } from '../../tests/conversations/play.ts';

export interface ChatOptions {
  language: Language;
  /** the caller's number, '' when hidden */
  from: string;
  json: boolean;
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  print(line: string): void;
}

/** The dialog engine with calendar, callbacks and store in memory: nothing has to run. */
export function engineSpeaker(scenario: Scenario, { language, from }: ChatOptions): Speaker {
  return createEngineSpeaker(scenario, {
    name: 'by keyboard',
    scenario: scenario.name,
    language,
    from,
    at: new Date().toISOString(),
    turns: [{}],
  });
}

/**
 * Holds a conversation by keyboard: an empty line is silence, `/keys 12#` are pressed keys, `/slots` shows what is known,
 * `/quit` ends it. Answers when it has ended.
 */
export async function chat(speaker: Speaker, { json, input, print }: ChatOptions): Promise<void> {
  const show = (answer: Answer) =>
    print(json ? JSON.stringify(answer) : `agent   ${answer.reply}\n        [${answer.state}]`);
  let last = await speaker.start();
  show(last);
  const typed = Boolean(input.isTTY);
  const terminal = createInterface({ input, output: typed && !json ? process.stdout : undefined });
  terminal.setPrompt('caller  ');
  if (typed && !json && !last.ended) terminal.prompt();
  for await (const line of terminal) {
    const words = line.trim();
    if (words === '/quit') break;
    if (words === '/slots') print(JSON.stringify(last.slots, null, json ? 0 : 2));
    else {
      if (!typed && !json) print(`caller  ${words}`);
      const keys = /^\/keys\s+([\d*#]+)$/.exec(words)?.[1];
      last = await speaker.send(keys === undefined ? words || '(silence)' : `(keys ${keys})`);
      show(last);
      if (last.ended) break;
    }
    if (typed && !json) terminal.prompt();
  }
  terminal.close();
}
