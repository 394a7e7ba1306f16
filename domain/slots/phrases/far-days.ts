import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { anyOf, wordsOf } from '../words/index.ts';
import type { DateParts, DatePhrase } from './date.ts';
import { holidays } from './holidays.ts';

interface Wordings {
  /** "the second Tuesday of December"; groups: place, last, weekday, month */
  nthWeekday: string;
  /** a weekday one week further than the next; group: the weekday */
  weekLater: readonly string[];
  /** a week that not everybody counts alike, beside a weekday */
  thatWeek: string;
  /** groups: beginning, middle, end; then the next week */
  partOfWeek: string;
  /** "from Wednesday to Friday"; group: the first */
  weekdaySpan: string;
  /** a number of days from today, with how sure it is */
  inDays: readonly (readonly [wording: string, days: number, certainty: number])[];
  /** groups: number of days, number of weeks from now */
  fromNow: string;
  /** what names no day, and no shorter rule may find one in it */
  nobodyKnows: string;
  beforeHoliday: string;
}

const wordings: Readonly<Record<Language, Wordings>> = {
  en: {
    nthWeekday: '(?:on )?(?:the )?(?:(\\d)th|(last)) WEEKDAY (?:of|in) MONTH',
    weekLater: [
      '(?:the )?(?:next )?WEEKDAY but 1',
      '(?:the )?WEEKDAY after next',
      'a week on WEEKDAY',
      'a week from (?:next )?WEEKDAY',
      'WEEKDAY week(?! \\S)',
      'WEEKDAY fortnight',
      'the week after next on WEEKDAY',
    ],
    thatWeek: '(?:that week|the week after|sometime next week|some time next week)',
    partOfWeek:
      '(?:at |in |on |by )?(?:the )?(?:(beginning of|start of|early)|(middle of|mid)|(end of|late)) (?:the )?(?:(next)|this|the)? ?week',
    weekdaySpan: '(?:from |between )?WEEKDAY (?:to|till|until|through|and) (?:WEEKDAY)',
    inDays: [
      ['(?:in a fortnight|a fortnight (?:today|from now|from today|on))', 14, 0.6],
      ['(?:in )?a couple of days(?: from (?:now|today))?', 2, 0.6],
      ['(?:in )?a couple of weeks(?: from (?:now|today))?', 14, 0.6],
      ['(?:in )?a weeks? time', 7, 0.95],
    ],
    fromNow: '(?:in )?(\\d{1,2}) (days?|weeks?)(?: from (?:now|today)| time)',
    nobodyKnows:
      'any(?:thing| day| time| other day)? (?:but|except|apart from|other than|bar|save)(?: on)? (?:WEEKDAY)|(?:in )?(?:a|\\d) weeks? and a half',
    beforeHoliday: '(?:before|after|around|about|between|over)(?: the)?',
  },
  uk: {
    nthWeekday: '(?:на |у |в )?(?:(\\d)(?:m|h|d)|(останн\\S+)) WEEKDAY (?:в |у )?MONTH',
    weekLater: ['через (?:1 )?WEEKDAY', 'через тиждень (?:після|від) WEEKDAY'],
    thatWeek: '(?:на |у |в )?(?:тому|той|тот|той самий|слідуючому|слідуючий|слєдующій) тиж(?:ні|день|ня)',
    partOfWeek:
      '(?:десь )?(?:на |у |в )?(?:(початку|початок)|(середині|всередині|середину)|(кінці|кінець|наприкінці)) (?:(наступного|того|слідуючого) )?(?:цього )?тижня',
    weekdaySpan: '(?:з|із|зі|від|між|с|со) WEEKDAY (?:по|до|і|та|и) (?:WEEKDAY)',
    inDays: [
      ['(?:після ?післязавтра|післяпіслязавтра|послепослезавтра)', 3, 0.95],
      ['позавтра', 2, 0.95],
      ['за тиждень', 7, 0.95],
      ['через пару днів', 2, 0.6],
      ['через тиждень другий', 7, 0.6],
    ],
    fromNow: '(?:за|через) (\\d{1,2}) (день|дні|днів|тижні|тижнів)',
    nobodyKnows: 'через півтора тиж\\S+|через (?:кілька|декілька) \\S+|(?:за|через) (?:пару|кілька) тижнів',
    beforeHoliday: '(?:перед|після|до|по|біля|десь на|коло|за тиждень до|между|між|після)',
  },
  ru: {
    nthWeekday: '(?:на |в |во )?(?:(\\d)(?:m|h|d)|(последн\\S+)) WEEKDAY (?:в )?MONTH',
    weekLater: ['через (?:1 )?WEEKDAY', 'через неделю (?:после|от) WEEKDAY'],
    thatWeek: '(?:на |в )?(?:той|ту|той же) недел[еюи]',
    partOfWeek:
      '(?:где то )?(?:на |в )?(?:(начале|начало)|(середине|середину)|(конце|конец)) (?:(следующей|той) )?(?:этой )?недели',
    weekdaySpan: '(?:с|со|от|между|з|із) WEEKDAY (?:по|до|и|та) (?:WEEKDAY)',
    inDays: [
      ['(?:после ?послезавтра|послепослезавтра)', 3, 0.95],
      ['через недельку', 7, 0.6],
      ['через пару дн(?:ей|я)', 2, 0.6],
    ],
    fromNow: 'через (\\d{1,2}) (день|дня|дней|недели|недель)',
    nobodyKnows: 'через полтор\\S+ недел\\S+|через (?:несколько|пару) недель|(?:дня|недели) через \\d',
    beforeHoliday: '(?:перед|после|до|около|где то на|возле|за неделю до|между|после)',
  },
};

const named = (weekday: number, extra: { week?: 'this' | 'next'; weeksMore?: number } = {}): DateParts => ({
  is: 'weekday',
  weekday,
  ...extra,
});

/** Days that take more than one step to find, and days that only a name tells. They stand before the plain ones. */
export function farDays(language: Language): DatePhrase[] {
  const w = wordings[language];
  const { weekdays, months } = wordsOf[language];
  const weekdayNames = anyOf(Object.keys(weekdays));
  const rule = (source: string): RegExp =>
    wordPattern(
      source
        .replace('(?:WEEKDAY)', weekdayNames)
        .replace('WEEKDAY', `(${weekdayNames})`)
        .replace('MONTH', `(${anyOf(Object.keys(months))})`),
    );
  const weekdayOf = (text: string | undefined): number => weekdays[text ?? ''] ?? 0;
  const on = '(?:on |for |the |на |у |в |во )*';
  const nowhere = (): DateParts => ({ is: 'in-days', days: Number.NaN });
  const marked = true;
  return [
    { rule: rule(w.nobodyKnows), read: nowhere, marked },
    {
      rule: rule(w.nthWeekday),
      read: ([, nth, , day, month]) => ({
        is: 'nth-weekday',
        nth: nth === undefined ? -1 : Number(nth),
        weekday: weekdayOf(day),
        month: months[month ?? ''] ?? 0,
      }),
      marked,
    },
    ...w.weekLater.map(
      (source): DatePhrase => ({
        rule: rule(source),
        read: ([, day]) => named(weekdayOf(day), { weeksMore: 1 }),
        marked,
        certainty: 0.6,
      }),
    ),
    {
      rule: rule(`${w.thatWeek} ${on}WEEKDAY`),
      read: ([, day]) => named(weekdayOf(day), { week: 'next' }),
      marked,
      certainty: 0.6,
    },
    {
      rule: rule(`${on}WEEKDAY ${w.thatWeek}`),
      read: ([, day]) => named(weekdayOf(day), { week: 'next' }),
      marked,
      certainty: 0.6,
    },
    { rule: rule(w.weekdaySpan), read: ([, day]) => named(weekdayOf(day)), marked, certainty: 0.6 },
    {
      rule: rule(w.partOfWeek),
      read: ([, beginning, middle, , next]) =>
        named(beginning !== undefined ? 1 : middle !== undefined ? 3 : 5, {
          ...(next === undefined ? {} : { week: 'next' }),
        }),
      marked: false,
      certainty: 0.6,
    },
    ...w.inDays.map(
      ([source, days, certainty]): DatePhrase => ({
        rule: rule(source),
        read: () => ({ is: 'in-days', days }),
        marked,
        certainty,
      }),
    ),
    {
      rule: rule(w.fromNow),
      read: ([, n, unit]) => ({
        is: 'in-days',
        days: Number(n) * (/^(?:week|тиж|нед)/u.test(unit ?? '') ? 7 : 1),
      }),
      marked,
    },
    ...holidays[language].flatMap((holiday): DatePhrase[] => [
      { rule: rule(`${w.beforeHoliday} ${holiday.wording}`), read: nowhere, marked },
      {
        rule: rule(`${on}${holiday.wording}`),
        read: () => ({ is: 'holiday', holiday, language }),
        marked: false,
        ...(holiday.certain ? {} : { certainty: 0.6 }),
      },
    ]),
  ];
}
