import { normalise } from '../slots/sentence.ts';
import type { Draft } from './draft.ts';
import { mentioned } from './mentions.ts';
import type { Understanding } from './types.ts';
import { spoken } from './values.ts';

/** The scenario's answer to a question of the caller's, and the words of the utterance that ask it. */
export interface AnsweredQuestion {
  /** the scenario's name for it */
  name: string;
  answer: string;
  /** in normal form, with a blank at each end */
  words: string;
  isObjection: boolean;
  /** who asks this is not recorded any more */
  refusesRecording: boolean;
}

/** The answer to the question with the longest wording; null when there is none. */
export function answerOf(draft: Draft, understanding: Understanding): AnsweredQuestion | null {
  const sentence = normalise(understanding.text, draft.language);
  let best = { words: '', name: '' };
  for (const [name, question] of Object.entries(draft.scenario.questions)) {
    if (question.objection === true && refuses(draft, understanding)) continue;
    for (const phrases of [question.phrases, question.rare]) {
      const words = mentioned(sentence, phrases[draft.language]);
      if (words.length > best.words.length) best = { words, name };
    }
  }
  const question = draft.scenario.questions[best.name];
  if (question === undefined) return null;
  const isObjection = question.objection === true;
  const objections = draft.memory.objections + (isObjection ? 1 : 0);
  const { text: answer } = spoken({ ...draft, memory: { ...draft.memory, objections } }, question.say);
  const refusesRecording = question.record === false;
  const words = `${best.words.trimEnd()} `;
  return answer === '' ? null : { name: best.name, answer, words, isObjection, refusesRecording };
}

/** "No, that is too expensive" is a no and its reason; "that is expensive" still wants an answer. */
const refuses = ({ memory }: Draft, { intents, slots }: Understanding): boolean =>
  intents.includes('no') || slots.some(({ slot, value }) => slot === memory.open && value === false);

/**
 * What a question names is no answer: "are you open on Saturday?" chooses no day. Nor is it an answer to a question
 * that takes any text.
 */
export function withoutQuestion(draft: Draft, understanding: Understanding, words: string): Understanding {
  const { open } = draft.memory;
  const asked = ([from, to]: readonly [number, number]): boolean =>
    words.includes(normalise(understanding.text.slice(from, to), draft.language).text);
  // "and what does a CT cost?" does not give up the MRI
  const compared = (slot: string): boolean =>
    draft.scenario.catalogue[slot] !== undefined && draft.slots[slot] !== undefined && slot !== open;
  const slots = understanding.slots.filter(
    ({ slot, span }) =>
      !asked(span) && !compared(slot) && !(slot === open && draft.scenario.slots[slot]?.type === 'text'),
  );
  return { ...understanding, slots };
}

/** The call as if the caller had chosen what the utterance names: a question is about that. */
export function aboutMentioned(draft: Draft, { slots }: Understanding): Draft {
  const mentioned = slots.filter(({ slot }) => draft.scenario.catalogue[slot] !== undefined);
  if (mentioned.length === 0) return draft;
  const chosen = mentioned.map(({ slot, value, say, confidence }) => [
    slot,
    { value, say, confidence, confirmed: true, turnSeq: draft.turnSeq },
  ]);
  return { ...draft, slots: { ...draft.slots, ...Object.fromEntries(chosen) } };
}
