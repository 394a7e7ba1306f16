import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { anyOf, wordsOf } from '../words/index.ts';
import { dateWordings } from './date-wordings.ts';
import { farDays } from './far-days.ts';
import type { Holiday } from './holidays.ts';

/** What a phrase says about a day. */
export type DateParts =
  | { is: 'in-days'; days: number }
  | { is: 'weekday'; weekday: number; week?: 'this' | 'next'; weeksMore?: number }
  /** counted from the day on which the appointment stands that is to be moved */
  | { is: 'from-standing'; days: number }
  /** nth -1: the last one of the month */
  | { is: 'nth-weekday'; nth: number; weekday: number; month: number }
  | { is: 'holiday'; holiday: Holiday; language: Language }
  | { is: 'day'; dayOfMonth: number; month?: number; year?: number };

type Groups = readonly (string | undefined)[];
export interface DatePhrase {
  rule: RegExp;
  read(groups: Groups): DateParts;
  /** means a day in any context; else only as an answer to its own question */
  marked: boolean;
  certainty?: number;
}

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
const yearOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text) < 100 ? 2000 + Number(text) : Number(text);

function phrases(language: Language): DatePhrase[] {
  const { weekdays, months } = wordsOf[language];
  const w = dateWordings[language];
  const weekday = `(${anyOf(Object.keys(weekdays))})`;
  const month = `(${anyOf(Object.keys(months))})`;
  const D = '(\\d{1,2})(?:th|d|h|m)?';
  const day = (dayText: string | undefined, monthNumber: number | undefined, year?: number): DateParts => ({
    is: 'day',
    dayOfMonth: Number(dayText),
    month: monthNumber,
    year,
  });
  const named = (week: 'this' | 'next' | undefined, text: string | undefined): DateParts => ({
    is: 'weekday',
    weekday: weekdays[text ?? ''] ?? 0,
    week,
  });
  // "in two weeks on Wednesday" leaves open which week is the first
  const inOneWeek = (weeks: string | undefined, text: string | undefined): DateParts =>
    (number(weeks) ?? 1) === 1 ? named('next', text) : { is: 'in-days', days: Number.NaN };
  const marked = true;
  const on = w.on;
  const dayMonth: DatePhrase[] = [
    {
      rule: wordPattern(`${on}${D} ${w.of}${month}${w.year}`),
      read: ([, d, m, y]) => day(d, months[m ?? ''], yearOf(y)),
      marked,
    },
    {
      // "the fifth of the twelfth", "п'ятого дванадцятого"
      rule: wordPattern(
        language === 'en' ? `${on}(\\d{1,2})th of the (\\d|1[0-2])th` : `${on}(\\d{1,2})d (\\d|1[0-2])d`,
      ),
      read: ([, d, m]) => day(d, Number(m)),
      marked: false,
    },
    {
      rule: wordPattern(`${on}${month} (?:the )?${D}${w.year}`),
      read: ([, m, d, y]) => day(d, months[m ?? ''], yearOf(y)),
      marked: language === 'en',
    },
    {
      rule: wordPattern(`${on}(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{2,4}))`),
      read: ([, d, m, y]) => day(d, Number(m), yearOf(y)),
      marked,
    },
    {
      rule: wordPattern(`${on}(\\d{1,2})[./](0\\d|1[0-2])`),
      read: ([, d, m]) => day(d, Number(m)),
      marked: false,
    },
  ];
  const weeks: DatePhrase[] = [
    { rule: wordPattern(`${on}${weekday} ${w.nextWeek}`), read: ([, text]) => named('next', text), marked },
    { rule: wordPattern(`${w.nextWeek} ${on}${weekday}`), read: ([, text]) => named('next', text), marked },
    { rule: wordPattern(`${on}${weekday} ${w.thisWeek}`), read: ([, text]) => named('this', text), marked },
    { rule: wordPattern(`${w.thisWeek} ${on}${weekday}`), read: ([, text]) => named('this', text), marked },
    { rule: wordPattern(`${on}${w.next} ${weekday}`), read: ([, text]) => named('next', text), marked },
    { rule: wordPattern(`${on}${w.this} ${weekday}`), read: ([, text]) => named('this', text), marked },
    { rule: wordPattern(`${on}${weekday}`), read: ([, text]) => named(undefined, text), marked },
  ];
  return [
    ...farDays(language),
    ...dayMonth,
    ...w.relative.map(([wording, days]) => ({
      rule: wordPattern(`${on}${wording}`),
      read: (): DateParts => ({ is: 'in-days', days }),
      marked,
    })),
    {
      rule: wordPattern(`${w.inWeeks} ${on}${weekday}`),
      read: ([, n, text]) => inOneWeek(n, text),
      marked,
      certainty: 0.6,
    },
    {
      rule: wordPattern(`${on}${weekday} ${w.inWeeks}`),
      read: ([, text, n]) => inOneWeek(n, text),
      marked,
      certainty: 0.6,
    },
    {
      rule: wordPattern(`${w.partOfMonth}${month}`),
      read: ([, beginning, middle, , m]) =>
        day(beginning !== undefined ? '1' : middle !== undefined ? '15' : '25', months[m ?? '']),
      marked: false,
      certainty: 0.8,
    },
    { rule: wordPattern(w.inDays), read: ([, n]) => ({ is: 'in-days', days: countOf(n, 1) }), marked },
    {
      rule: wordPattern(w.inWeeks),
      read: ([, n]) => ({ is: 'in-days', days: 7 * (number(n) ?? 1) }),
      marked,
    },
    { rule: wordPattern(`${on}${D} ${w.ofMonth}`), read: ([, d]) => day(d, undefined), marked },
    ...weeks,
    { rule: wordPattern(w.markedOrdinal), read: ([, d]) => day(d, undefined), marked },
    {
      rule: wordPattern(`${on}(?:${w.bareOrdinal})`),
      read: ([, a, b]) => day(a ?? b, undefined),
      marked: false,
    },
    {
      rule: wordPattern(w.nextWeek),
      read: () => named('next', Object.keys(weekdays)[0]),
      marked: false,
      certainty: 0.8,
    },
    {
      rule: wordPattern(w.thisWeek),
      read: () => ({ is: 'in-days', days: 0 }),
      marked: false,
      certainty: 0.8,
    },
    {
      rule: wordPattern(w.weekend),
      read: () =>
        named(
          undefined,
          Object.keys(weekdays).find((name) => weekdays[name] === 6),
        ),
      marked: false,
      certainty: 0.8,
    },
    { rule: wordPattern(w.soonest), read: () => ({ is: 'in-days', days: 0 }), marked: false, certainty: 0.8 },
  ];
}

/** "a couple of days" is two; "several" is anybody's guess, so it names no day. */
function countOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d+$/.test(text)) return Number(text);
  return /^(?:a couple of|пару)$/.test(text) ? 2 : Number.NaN;
}

/** Ordered: an earlier rule keeps later ones from reading the same words. */
export const datePhrases: Readonly<Record<Language, readonly DatePhrase[]>> = {
  en: phrases('en'),
  uk: phrases('uk'),
  ru: phrases('ru'),
};
