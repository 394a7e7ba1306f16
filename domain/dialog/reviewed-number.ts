import type { Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import type { Draft } from './draft.ts';
import { withFittingRules } from './fitting-rules.ts';
import { TAKEN_FROM, take } from './take.ts';
import type { SlotCandidate, Understanding } from './types.ts';
import { understandFor } from './understand-turn.ts';

/**
 * "Not sixty but sixty one", "no wait, I wanted four", to everything that was read out: the one number of it that this can
 * be. Where the refused number is told, it is the slot that holds it. True when something was taken.
 */
export function takeReviewedNumber(
  draft: Draft,
  review: readonly string[],
  understanding: Understanding,
): boolean {
  const { text } = normalise(understanding.text, draft.language);
  const { open, pending } = draft.memory;
  const isAsked = pending === null ? open !== null && review.length > 0 : pending.kind === 'which';
  if (!isAsked || !/ \d/.test(text) || !TALK[draft.language].test(text)) return false;
  const told = { ...understanding, text: withoutNo(draft, review, understanding.text, text) };
  const others = review.flatMap((slot) => anotherNumber(draft, slot, told));
  const refused = others.filter(({ slot }) => text.includes(` ${draft.slots[slot]?.value} `));
  const [only, another] = refused.length > 0 ? refused : others;
  return only !== undefined && another === undefined && take(draft, only, 'taken', true);
}

/** All that may stand around such a number: "flat seven" and "Franko Street seven" are none. */
const TALK: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:\d+|oh|no|not|nope|wait|sorry|stop|hold|on|actually|please|i|i m|im|am|we|said|asked|wanted|want|need|meant|mean|would|id|like|make|it|that|is|its|s|just|only|but|for|a|the|of|them|me|ordered|should|be|have|to|sets?|pieces?|pairs?|kilos?|kg|years?|old|weigh|my|age|weight|quantity))+ $/u,
  uk: /^(?: (?:\d+|ні|нє|не|нет|а|ой|та|стоп|почекайте|зачекайте|вибачте|давайте|краще|хочу|хотів|хотіла|б|би|треба|потрібно|просив|просила|казав|казала|сказав|сказала|забув|забула|сказати|я|ж|же|мені|тільки|лише|то|це|буде|має|бути|нехай|хай|штук\S*|шини|колеса|комплект\S*|пар\S*|кіло\S*|кг|рок\S*|рік|вік|вага|важу|кількість|дайте|зробіть))+ $/u,
  ru: /^(?: (?:\d+|нет|не|ні|а|ой|да|стоп|подождите|погодите|извините|давайте|лучше|хочу|хотел|хотела|бы|надо|нужно|просил|просила|говорил|говорила|сказал|сказала|забыл|забыла|сказать|я|ж|же|мне|только|лишь|то|это|будет|должно|быть|пусть|штук\S*|шины|колеса|комплект\S*|пар\S*|кило\S*|кг|лет|год\S*|возраст|вес|вешу|количество|дайте|сделайте))+ $/u,
};

/** "Не четыре надо" denies nothing that was read out: its "не" is a no, and four is wanted. */
function withoutNo(draft: Draft, review: readonly string[], original: string, text: string): string {
  const isHeld = review.some((slot) => text.includes(` ${draft.slots[slot]?.value} `));
  return isHeld ? original : original.replace(/^[\s,]*(?:не|нє|ні|нет|no|not)[\s,]+/iu, '');
}

/** A sure number for a reviewed slot that is not the one it holds. */
function anotherNumber(draft: Draft, slot: string, heard: Understanding): SlotCandidate[] {
  const held = draft.slots[slot]?.value;
  const definition = withFittingRules(draft, draft.scenario.slots)[slot];
  if (definition === undefined || typeof held !== 'number') return [];
  const { slots } = understandFor(draft, slot, definition, heard);
  return slots.filter((one) => one.value !== held && one.confidence >= TAKEN_FROM);
}
