import type { Language } from '../language.ts';
import { type Sentence, textOf } from './sentence.ts';
import { anyOf, wordsOf } from './words/index.ts';

type Rules = { before: RegExp; refusedBefore: RegExp; refusedBehind: RegExp; corrects: RegExp; or: RegExp };
const rules: Readonly<Record<Language, Rules>> = { en: compile('en'), uk: compile('uk'), ru: compile('ru') };

function compile(language: Language): Rules {
  const words = wordsOf[language];
  return {
    before: new RegExp(` ${anyOf(words.negations)}(?: ${anyOf(words.beforeValue)})* $`, 'u'),
    refusedBefore: new RegExp(` ${words.refusedBefore} $`, 'u'),
    refusedBehind: new RegExp(`^ ${words.refusedBehind} `, 'u'),
    corrects: new RegExp(` ${anyOf(words.selfCorrections)} `, 'u'),
    or: new RegExp(` ${anyOf(words.or)} `, 'u'),
  };
}

/** "I can't on Monday, but on Tuesday": what stands behind is not refused. */
const contrast = / (?:а|але|но|зато|but|only|тільки|только|лише|хіба)(?: (?:у|в|во|на|о|об|on|at|the))* $/u;

/** Whether tokens [from, to) are ruled out: "not Monday", "I can't do Monday", "Monday does not work". */
export function isNegated(sentence: Sentence, from: number, to: number): boolean {
  const { before, refusedBefore, refusedBehind } = rules[sentence.language];
  const ahead = textOf(sentence, clauseStart(sentence, from), from);
  if (before.test(ahead) || (refusedBefore.test(ahead) && !contrast.test(ahead))) return true;
  return refusedBehind.test(textOf(sentence, to, clauseEnd(sentence, to)));
}

/** Whether words between two values say that the later one counts: "Monday, no, Tuesday". */
export const correctsItself = (sentence: Sentence, from: number, to: number): boolean =>
  rules[sentence.language].corrects.test(textOf(sentence, from, to));

const preferred = / (?:than|over|instead of|ніж|замість|чем|вместо|нежели) /u;

/** Whether words between two values say that the earlier one counts: "rather Wednesday than Thursday". */
export const prefersEarlier = (sentence: Sentence, from: number, to: number): boolean =>
  preferred.test(textOf(sentence, from, to));

/** Whether words between two values leave the choice open: "Monday or Tuesday". */
export const leavesOpen = (sentence: Sentence, from: number, to: number): boolean =>
  rules[sentence.language].or.test(textOf(sentence, from, to));

function clauseStart({ tokens }: Sentence, at: number): number {
  let start = at;
  while (start > 0 && !tokens[start]?.afterBreak) start -= 1;
  return start;
}

function clauseEnd({ tokens }: Sentence, at: number): number {
  if (tokens[at]?.afterBreak) return at;
  let end = at;
  while (end < tokens.length && (end === at || !tokens[end]?.afterBreak)) end += 1;
  return end;
}
