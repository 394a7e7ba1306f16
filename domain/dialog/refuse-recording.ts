import type { Draft } from './draft.ts';
import { phrase } from './question.ts';
import type { Understanding } from './types.ts';
import { spoken } from './values.ts';

/**
 * "Do not record me": nothing more is recorded, whatever else the utterance says. Answers that rest; null where there is
 * none, so that the open question is asked again.
 */
export function refuseRecording(draft: Draft, understanding: Understanding): Understanding | null {
  if (!understanding.intents.includes('no-recording')) return understanding;
  draft.memory.recordingRefused = true;
  draft.says.push(answer(draft));
  const intents = understanding.intents.filter((intent) => intent !== 'no-recording');
  const said = intents.filter((intent) => intent !== 'greeting' && intent !== 'thanks');
  return said.length + understanding.slots.length === 0 ? null : { ...understanding, intents };
}

/** The scenario's own words for it, where it has a question that is answered by not recording. */
function answer(draft: Draft): string {
  if (draft.scenario.record === false) return phrase(draft, 'notRecorded');
  const own = Object.values(draft.scenario.questions).find(({ record }) => record === false);
  const text = own === undefined ? '' : spoken(draft, own.say).text;
  return text === '' ? phrase(draft, 'recordingOff') : text;
}
