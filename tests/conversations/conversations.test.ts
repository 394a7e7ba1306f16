import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../cli/scenario/load.ts';
import { outcomeOf } from '../../domain/dialog/outcome.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { expandHints } from '../../domain/slots/hint-lists.ts';
import { phrasePattern } from '../../domain/slots/hint-syntax.ts';
import { normalise } from '../../domain/slots/sentence.ts';
import { createEngineSpeaker } from './engine-speaker.ts';
import { type Conversation, onDay, orderLine, play, readConversations } from './play.ts';

const here = import.meta.dirname;
const conversations = await readConversations(here);
const scenarios = new Map<string, Scenario>();
for (const name of new Set(conversations.map(({ conversation }) => conversation.scenario)))
  scenarios.set(name, await mustLoad(join(here, '../../scenarios', name)));
const speakerOf = (conversation: Conversation) => {
  const scenario = scenarios.get(conversation.scenario);
  if (scenario === undefined) throw new Error(`no scenario ${conversation.scenario}`);
  return createEngineSpeaker(scenario, conversation);
};

describe('golden conversations', () => {
  it.each(conversations.map(({ file, conversation }) => ({ file, title: conversation.name, conversation })))(
    '$file: $title',
    async ({ conversation }) => {
      const speaker = speakerOf(conversation);
      const { expected, happened } = await play(conversation, speaker);
      expect(happened).toEqual(expected);
      if (conversation.outcome !== undefined) expect(outcomeOf(speaker.state())).toBe(conversation.outcome);
      if (conversation.appointments !== undefined)
        expect(speaker.standing().times).toEqual(onDay(conversation, speaker.today).appointments);
      if (conversation.patients !== undefined)
        expect(speaker.standing().patients).toEqual(conversation.patients);
      if (conversation.phones !== undefined) expect(speaker.standing().phones).toEqual(conversation.phones);
      if (conversation.callback !== undefined) {
        const [left] = speaker.tools.callbacks;
        const { callback } = onDay(conversation, speaker.today);
        expect({ phone: left?.phone, ...left?.details }).toEqual(callback);
      }
      if (conversation.orders !== undefined)
        expect(speaker.store.placed('demo').map(orderLine)).toEqual(conversation.orders);
      // what the dialog wants and what the calendar holds never part
      expect(speaker.parted()).toEqual([]);
    },
  );
});

/** Whether one of the hints is the whole line. */
function isHinted(line: string, hints: readonly string[]): boolean {
  const { text } = normalise(line, 'en');
  return hints.some((hint) => phrasePattern([hint], 'en', { anchors: ['^', ' $'] })?.test(text) === true);
}

describe('hints', () => {
  const english = conversations.filter(({ conversation }) => conversation.language === 'en');
  it.each(english.map(({ file, conversation }) => ({ file, conversation })))(
    'every line of $file can be heard by a recogniser that knows the hints alone',
    async ({ conversation }) => {
      const speaker = speakerOf(conversation);
      const unheard: string[] = [];
      for (const { caller, confidence, unhinted } of onDay(conversation, speaker.today).turns) {
        if (caller === undefined) {
          await speaker.start();
          continue;
        }
        const { language, hints } = speaker.lastReply().expects;
        const spoken = !caller.startsWith('(') && language === 'en' && unhinted !== true;
        if (spoken && !isHinted(caller, expandHints(hints, language))) unheard.push(caller);
        if ((await speaker.send(caller, confidence)).ended) break;
      }
      expect(unheard).toEqual([]);
    },
  );
});
