import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readScenarioFiles } from '../../cli/scenario/read-folder.ts';
import { outcomeOf } from '../../domain/dialog/outcome.ts';
import { parseScenario } from '../../domain/scenario/bundle.ts';
import { createEngineSpeaker } from './engine-speaker.ts';
import { play, readConversations } from './play.ts';

const here = import.meta.dirname;
const conversations = await readConversations(here);
const parsed = parseScenario(await readScenarioFiles(join(here, '../../scenarios/clinic')));
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults, null, 2));
const { scenario } = parsed;

describe('golden conversations', () => {
  it.each(conversations.map(({ file, conversation }) => ({ file, title: conversation.name, conversation })))(
    '$file: $title',
    async ({ conversation }) => {
      const speaker = createEngineSpeaker(scenario, conversation);
      const { expected, happened } = await play(conversation, speaker);
      expect(happened).toEqual(expected);
      if (conversation.outcome !== undefined) expect(outcomeOf(speaker.state())).toBe(conversation.outcome);
      if (conversation.appointments !== undefined)
        expect([...speaker.tools.held.values()].map((time) => time.slice(0, 16))).toEqual(
          conversation.appointments,
        );
      // what the dialog wants and what the calendar holds never part
      const wanted = speaker.state().appointments.flatMap(({ time }) => (time === null ? [] : [time]));
      expect(wanted).toEqual([...speaker.tools.held.values()]);
    },
  );
});
