import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { anyOf, wordsOf } from '../words/index.ts';
import { farDays } from './far-days.ts';
import type { Holiday } from './holidays.ts';

/** What a phrase says about a day. */
export type DateParts =
  | { is: 'in-days'; days: number }
  | { is: 'weekday'; weekday: number; week?: 'this' | 'next'; weeksMore?: number }
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

interface Wordings {
  on: string;
  this: string;
  next: string;
  nextWeek: string;
  weekend: string;
  /** groups: beginning, middle, end */
  partOfMonth: string;
  thisWeek: string;
  relative: readonly (readonly [wording: string, days: number])[];
  inDays: string;
  inWeeks: string;
  soonest: string;
  /** words after a bare number that make it a day */
  ofMonth: string;
  of: string;
  /** a bare ordinal that means a day under any question */
  markedOrdinal: string;
  bareOrdinal: string;
  year: string;
}

const wordings: Readonly<Record<Language, Wordings>> = {
  en: {
    on: '(?:on |for )?(?:the )?',
    this: '(?:this|the coming|coming|the nearest)',
    next: '(?:the )?(?:next|following)',
    nextWeek: '(?:of )?next week',
    weekend: '(?:at |on |for )?(?:the |this )?weekend',
    partOfMonth: '(?:at |in |on )?(?:the )?(?:(beginning of|early)|(middle of|mid)|(end of|late)) ',
    thisWeek: '(?:of )?this week',
    relative: [
      ['(?:the )?day after tomorrow', 2],
      ['tomorrow', 1],
      ['yesterday', -1],
      ['in a month', 30],
      ['(?:today|tonight|this (?:morning|afternoon|evening))', 0],
      ['(?:in )?a week from (?:now|today)', 7],
    ],
    inDays: 'in (\\d+|a couple of) days?',
    inWeeks: 'in (?:(\\d+)|a) weeks?',
    soonest:
      '(?:as (?:soon|early|quickly|fast) as (?:possible|you can|you could|can be|i can)|asap|first available|(?:the )?(?:soonest|earliest) you (?:have|can|got)|(?:the )?(?:soonest|earliest|nearest)(?: (?:possible|available|free))?(?: (?:day|date|time))?|any (?:day|time)|whenever(?: \\S+){0,4}|it does not matter|i do not mind)',
    ofMonth: '(?!)',
    of: '(?:of )?(?:the )?',
    markedOrdinal: '(?:on|for) the (\\d{1,2})th(?! (?:one|1|of|time|option))',
    bareOrdinal: '(?:the )?(\\d{1,2})th(?! (?:one|1|time|option))|the (\\d{1,2})',
    year: '(?: (\\d{4}))?',
  },
  uk: {
    on: '(?:на |у |в )?',
    this: '(?:цей|цю|ця|найближчий|найближчу|найближча|этот|эту)',
    next: '(?:наступний|наступну|наступна|наступного|наступної|наступне|следующий|следующую)',
    nextWeek: '(?:на )?наступн(?:ого|ому|ий) тиж(?:ня|ні|день)',
    weekend: '(?:на |у |в )?вихідн(?:і|их|ий)',
    partOfMonth: '(?:(на початку)|((?:у|в) середині)|(наприкінці|(?:у|в) кінці)) ',
    thisWeek: '(?:на )?ць(?:ого|ому) тижн[яі]',
    relative: [
      ['(?:на )?(?:післязавтра|після завтра|послезавтра)', 2],
      ['(?:на )?(?:завтра|завтрашній день)', 1],
      ['(?:на )?(?:сьогодні|сегодня)', 0],
      ['(?:вчора|учора)', -1],
      ['через місяць', 30],
    ],
    inDays: 'через (\\d+|пару|кілька)? ?(?:день|дні|днів)',
    inWeeks: 'через (?:(\\d+) )?тиж(?:день|ні|нів)',
    soonest:
      '(?:якнайшвидше|якнайскоріше|чим (?:швидше|скоріше)(?: тим краще)?|як(?:омога| можна) (?:швидше|скоріше|раніше|бистріше)|найраніше|найближч(?:ий|им|ого) (?:час|часом|день|дня)|(?:на )?найближчий|коли завгодно|будь який день|будь коли|коли (?:є|буде) (?:вільне|вільний|вільно|місце|час)(?: \\S+)?|все одно|без різниці|байдуже|однаково)',
    ofMonth: 'числ[оаі]',
    of: '',
    markedOrdinal: 'на (\\d{1,2})d',
    bareOrdinal: '(\\d{1,2})d',
    year: '(?: (\\d{4})d?(?: рок[уа]| рік)?)?',
  },
  ru: {
    on: '(?:на |во |в |к )?',
    this: '(?:этот|эту|эта|ближайший|ближайшую|ближайшая|цей|цю)',
    next: '(?:следующий|следующую|следующая|следующего|следующей|следующее|наступну|наступний)',
    nextWeek: '(?:на )?следующ(?:ей|ую) недел[еию]',
    weekend: '(?:на |в )?выходн(?:ые|ых|ой)',
    partOfMonth: '(?:(в начале)|(в середине)|(в конце)) ',
    thisWeek: '(?:на )?эт(?:ой|у) недел[еию]',
    relative: [
      ['(?:на )?(?:послезавтра|после завтра|післязавтра)', 2],
      ['(?:на )?(?:завтра|завтрашний день)', 1],
      ['(?:на )?(?:сегодня|сьогодні)', 0],
      ['вчера', -1],
      ['через месяц', 30],
    ],
    inDays: 'через (\\d+|пару|несколько)? ?(?:день|дня|дней)',
    inWeeks: 'через (?:(\\d+) )?недел[юиь]',
    soonest:
      '(?:(?:как можно|чем) (?:скорее|быстрее|раньше|скорей|быстрей|поскорее)(?: тем лучше)?|поскорее|побыстрее|пораньше|ближайш(?:ее|ий|им|его) (?:время|день|временем)|(?:на )?ближайший|когда угодно|любой день|когда (?:есть|будет) (?:свободное|свободный|свободно|место|время)(?: \\S+)?|все равно|без разницы|неважно)',
    ofMonth: 'числ[оа]',
    of: '',
    markedOrdinal: 'на (\\d{1,2})d',
    bareOrdinal: '(\\d{1,2})d',
    year: '(?: (\\d{4})d?(?: года?)?)?',
  },
};

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
const yearOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text) < 100 ? 2000 + Number(text) : Number(text);

function phrases(language: Language): DatePhrase[] {
  const { weekdays, months } = wordsOf[language];
  const w = wordings[language];
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
