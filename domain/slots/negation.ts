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

/** "I can't at ten at twelve I can": what is agreed to right behind it is not refused by what stands before. */
const agreed =
  /^ (?:можу|могу|зможу|смогу|підходить|подходит|зручно|удобно|добре|хорошо|нормально|так|да|i can|i could|works|suits|is (?:fine|good|ok|okay)|fine|ok|okay)(?= )/u;

const exception =
  / (?:except|besides|apart from|other than|крім|окрім|кроме|хіба що|разве что)(?: (?:for|my|the|at|on|на|в|у|о))* $/u;
const exceptionBehind =
  /^ (?:\S+ ){0,3}?(?:except|besides|apart from|other than|but (?:my|the|for)|крім|окрім|кроме|хіба що|разве что) \S/u;
const nothing = / (?:nothing|nobody|none|no|not|never|нічого|ніде|нікуди|ничего|нигде|никуда|не) /u;
/** "It hurt yesterday today not": a bare no that ends the utterance without a pause belongs to the word before it. */
const deniedAtEnd = /^ (?:ні|нє|нет|not) $/u;

/** Whether tokens [from, to) are ruled out: "not Monday", "I can't do Monday", "Monday does not work". */
export function isNegated(sentence: Sentence, from: number, to: number): boolean {
  const { before, refusedBefore, refusedBehind } = rules[sentence.language];
  const ahead = textOf(sentence, clauseStart(sentence, from), from);
  const behind = textOf(sentence, to, clauseEnd(sentence, to));
  // "nothing hurts except the knee" is about the knee, and "nothing" is not all of it
  if (exception.test(ahead) && nothing.test(ahead)) return false;
  if (nothing.test(textOf(sentence, from, to)) && exceptionBehind.test(behind)) return true;
  if (before.test(ahead)) return true;
  if (refusedBefore.test(ahead) && !contrast.test(ahead) && !agreed.test(behind)) return true;
  return refusedBehind.test(behind) || deniedAtEnd.test(behind);
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

const whichever =
  / (?:either|eithers|whichever|both (?:are|is|work)|обидва|обидві|хоч так хоч|будь який з|любой из|оба|обе|и так и так) /u;

/** Whether the words behind two values say that both will do: "Thursday or Friday, either's fine". */
export const leavesEither = (sentence: Sentence, to: number): boolean =>
  whichever.test(textOf(sentence, to, sentence.tokens.length));

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
