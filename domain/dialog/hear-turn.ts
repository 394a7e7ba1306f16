import { normalise } from '../slots/sentence.ts';
import { namesImpossibleDay } from '../slots/types/date.ts';
import { advance, askAgain, jump, sayOnly } from './advance.ts';
import { takeAnswers } from './answers.ts';
import { aboutMentioned, answerOf, withoutQuestion } from './caller-questions.ts';
import { type Draft, stateOf } from './draft.ts';
import { hearErrand } from './errands.ts';
import { fillSlot } from './fill.ts';
import { followLanguage, globalStep, isSmallTalk, isYesToWhich } from './intents.ts';
import { narrow } from './kinds.ts';
import { isLastMiss, miss } from './misses.ts';
import { offeringState, wishPart } from './offers.ts';
import { answerPending } from './pending-answers.ts';
import { phrase } from './question.ts';
import { refuseRecording } from './refuse-recording.ts';
import { promiseCallback } from './transfer-failed.ts';
import type { Step, Understanding } from './types.ts';
import { slotContext } from './understand-turn.ts';
import { render } from './values.ts';

/** "Thank you very much." */
const SHORT_THANKS_WORDS = 4;

/**
 * What follows from what a caller said, in the order in which it counts: another errand, what is always understood, the
 * engine's own question, the caller's, the open one; what is left is small talk, of no use, or not understood.
 */
export function hearTurn(draft: Draft, heardNow: Understanding): Step {
  followLanguage(draft, heardNow);
  const rest = refuseRecording(draft, heardNow);
  if (rest === null) return askAgain(draft);
  const { taken: turned, understanding } = hearErrand(draft, rest);
  if (turned) return advance(draft);
  const { pending } = draft.memory;
  const global = globalStep(draft, understanding);
  if (global !== null) return global;
  const answered = answerPending(draft, understanding);
  if (answered === 'leave' && pending?.kind === 'callback') return promiseCallback(draft);
  if (answered === 'leave' && pending?.kind === 'intent')
    return jump(draft, draft.scenario.globals[pending.intent] ?? draft.scenario.globals.goodbye);
  if (answered === 'answered') return advance(draft);
  wishPart(draft, understanding);
  const answer = answerOf(aboutMentioned(draft, understanding), understanding);
  const { open } = draft.memory;
  const heard = answer === null ? understanding : withoutQuestion(draft, understanding, answer.words);
  const taken = answer === null && narrow(draft, understanding) ? 'answered' : takeAnswers(draft, heard);
  if (answer !== null) {
    draft.memory.answered += 1;
    draft.memory.questions = [...new Set([...draft.memory.questions, answer.name])];
    if (answer.isObjection) draft.memory.objections += 1;
    if (answer.refusesRecording) draft.memory.recordingRefused = true;
    draft.says.push(answer.answer);
    return taken === 'answered' ? advance(draft) : askAgain(draft);
  }
  if (taken === 'answered') {
    // a miss on the way to this answer is forgiven, except that a refused read-back leads to the keypad
    const readBack = Object.values(draft.slots).some(({ confirmed }) => !confirmed);
    draft.misses = { noInput: 0, noMatch: readBack ? draft.misses.noMatch : 0 };
    return advance(draft);
  }
  if (isYesToWhich(draft, understanding)) return askAgain(draft);
  if (isSmallTalk(understanding)) {
    // "thank you, but could you …" is no goodbye
    const isShort = understanding.text.trim().split(/\s+/).length <= SHORT_THANKS_WORDS;
    const declines = isShort && understanding.intents.includes('thanks') && open !== null;
    if (!declines || draft.scenario.asking[open]?.thanksMeansNo !== true) return askAgain(draft);
    fillSlot(draft, open, false);
    return advance(draft);
  }
  if (open !== null && pending === null && isImpossibleDay(draft, open, understanding.text)) {
    if (isLastMiss(draft)) return miss(draft, 'noMatch');
    draft.misses.noMatch += 1;
    draft.says.push(phrase(draft, 'notThatDay'));
    return askAgain(draft);
  }
  const declined = openToAnother(draft, understanding) ?? helped(draft, understanding);
  return declined ?? miss(draft, 'noMatch');
}

/** An offer that is turned down without a word about what would suit; a plain yes to several leaves open which. */
function openToAnother(draft: Draft, { intents }: Understanding): Step | null {
  const { open } = draft.memory;
  if (open === null || draft.memory.pending !== null || offeringState(draft, open) === undefined) return null;
  if (intents.includes('yes')) return askAgain(draft);
  if (!intents.includes('no') || isLastMiss(draft)) return null;
  draft.misses.noMatch += 1;
  draft.says.push(phrase(draft, 'whichSuits'));
  return sayOnly(draft);
}

/** "I do not know" is heard right: an example or a way round helps more than the same question. */
function helped(draft: Draft, { intents }: Understanding): Step | null {
  const { open, pending } = draft.memory;
  const help = open === null ? undefined : draft.scenario.asking[open]?.help?.[draft.language];
  if (help === undefined || pending !== null || !intents.includes('unsure') || isLastMiss(draft)) return null;
  draft.misses.noMatch += 1;
  draft.says.push(render(draft, help));
  return sayOnly(draft);
}

/** A day that has passed, does not exist or is too far ahead: heard right, but of no use. */
function isImpossibleDay(draft: Draft, slot: string, text: string): boolean {
  const definition = draft.scenario.slots[slot];
  if (definition?.type !== 'date') return false;
  const context = slotContext(draft.scenario, stateOf(draft), draft.context);
  return namesImpossibleDay(normalise(text, draft.language), definition, context);
}
