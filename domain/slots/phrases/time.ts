import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { anyOf, wordsOf } from '../words/index.ts';

/** What a phrase says about a time: hours 0-24 as said, so three may be 15:00. */
export interface TimeParts {
  hour: number;
  minute: number;
  /** said on the 24-hour clock or as noon: nothing to guess */
  exact?: boolean;
}

type Groups = readonly (string | undefined)[];
export interface TimePhrase {
  rule: RegExp;
  read(groups: Groups): TimeParts | null;
  /** means a time in any context; else only as an answer to its own question */
  marked: boolean;
}

const N = '(\\d{1,2})(?:th|h|d|m)?';
const past = (hour: string | undefined, minute: number): TimeParts => ({ hour: Number(hour), minute });
/** minutes before an hour: "quarter to five", "пів на п'яту", "без пяти пять" */
const before = (hour: string | undefined, minutes: number): TimeParts => ({
  hour: Number(hour) === 0 ? 23 : Number(hour) === 1 ? 12 : Number(hour) - 1,
  minute: 60 - minutes,
});
/** "за двадцять третя" and "без двадцати три" read as one number, 23: it is twenty before three */
const beforeSplit = (both: string | undefined): TimeParts | null => {
  const value = Number(both);
  return value > 20 && value % 10 > 0 ? before(`${value % 10}`, value - (value % 10)) : null;
};

/** Behind a number, these make it something else than an hour: a date, an age, a weight, a duration. */
export const notAnHour = (language: Language): string => {
  const units: Record<Language, string> = {
    en: 'years?|months?|weeks?|days?|kilos?|kilograms?|kg|pounds?|percent|hryvnias?|times|of',
    uk: 'рок\\S*|рік|місяц\\S*|тиж\\S*|дн\\S*|день|кіло\\S*|кг|числ\\S*|гривень|раз\\S*|рази',
    ru: 'год\\S*|лет|месяц\\S*|недел\\S*|дн[яей]\\S*|день|кило\\S*|кг|числ\\S*|гривен|раз\\S*',
  };
  // "на 3 дня" is three days, "на 3 дня" after an hour word cannot be told, so the day part wins only with "в"
  return `(?! (?:${units[language]}|${anyOf(Object.keys(wordsOf[language].months))}) )`;
};

const marked = true;
const clock: TimePhrase = {
  rule: wordPattern('(?:(?:at|for|about|around|о|об|на|у|в|к|до) )?(\\d{1,2}):(\\d{2})'),
  read: ([, h, m]) => past(h, Number(m)),
  marked,
};
const dotted: TimePhrase = {
  rule: wordPattern('(?:(?:at|for|о|об|на|у|в|к) )?(\\d{1,2})\\.(\\d{2})'),
  read: ([, h, m]) => past(h, Number(m)),
  marked: false,
};

const english: readonly TimePhrase[] = [
  clock,
  dotted,
  { rule: wordPattern('(?:at )?(\\d{1,2})00 hours'), read: ([, h]) => past(h, 0), marked },
  { rule: wordPattern(`(?:at )?half (?:past )?${N}`), read: ([, h]) => past(h, 30), marked },
  { rule: wordPattern(`(?:at )?(?:a )?quarter (?:past|after) ${N}`), read: ([, h]) => past(h, 15), marked },
  {
    rule: wordPattern(`(?:at )?(?:a )?quarter (?:to|of|before|till) ${N}`),
    read: ([, h]) => before(h, 15),
    marked,
  },
  {
    rule: wordPattern(`(?:at )?(\\d{1,2})(?: minutes)? (?:past|after) ${N}`),
    read: ([, m, h]) => past(h, Number(m)),
    marked: false,
  },
  {
    rule: wordPattern(`(?:at )?(5|10|15|20|25)(?: minutes)? (?:to|before|till) ${N}`),
    read: ([, m, h]) => before(h, Number(m)),
    marked: false,
  },
  {
    rule: wordPattern(`(?:(?:at|for|about|around) )?(\\d{1,2}) (?:oclock|o clock)`),
    read: ([, h]) => past(h, 0),
    marked,
  },
  {
    rule: wordPattern(`(?:at|about|around) (\\d{1,2}) (\\d{2})${notAnHour('en')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked,
  },
  {
    rule: wordPattern(`(?:at|about|around) (\\d{1,2}) 0 (\\d)`),
    read: ([, h, m]) => past(h, Number(m)),
    marked,
  },
  {
    rule: wordPattern('(?:at )?(?:noon|midday|12 noon)'),
    read: () => ({ hour: 12, minute: 0, exact: true }),
    marked,
  },
  {
    rule: wordPattern(
      `(\\d{1,2})(?: (\\d{2}))? (?:am|pm|a m|p m|in the (?:morning|afternoon|evening)|at night|tonight)`,
    ),
    read: ([, h, m]) => past(h, Number(m ?? 0)),
    marked,
  },
  { rule: wordPattern(`at (\\d{1,2})(?! \\d)${notAnHour('en')}`), read: ([, h]) => past(h, 0), marked },
  {
    rule: wordPattern(`(?:for |the )?(\\d{1,2}) (\\d{2})(?! \\d)${notAnHour('en')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked: false,
  },
  {
    rule: wordPattern(`(?:for )?(\\d{1,2}) 0 (\\d)(?! \\d)`),
    read: ([, h, m]) => past(h, Number(m)),
    marked: false,
  },
  {
    // "the afternoon one" is one of those on offer
    rule: wordPattern(
      `(?<! (?:morning|afternoon|evening|early|earlier|late|later|other|which|any|good) )(?:for |the |about )?(\\d{1,2})(?! \\d)${notAnHour('en')}`,
    ),
    read: ([, h]) => past(h, 0),
    marked: false,
  },
];

const uk = '(?:(?:о|об|на|у|в|до|к) )?';
const ukrainian: readonly TimePhrase[] = [
  clock,
  dotted,
  { rule: wordPattern(`${uk}(?:пів|половин[аіу]) (?:на |до )?${N}`), read: ([, h]) => before(h, 30), marked },
  { rule: wordPattern(`${uk}(?:чверть|четверть) на ${N}`), read: ([, h]) => before(h, 45), marked },
  { rule: wordPattern(`${uk}(?:чверть|четверть) по ${N}`), read: ([, h]) => past(h, 15), marked },
  { rule: wordPattern(`(?:за чверть|без чверті|чверть до) ${N}`), read: ([, h]) => before(h, 15), marked },
  {
    rule: wordPattern(`(?:за|без) (\\d{1,2})(?:h)?(?: хвилин[иу]?)? ${N}`),
    read: ([, m, h]) => before(h, Number(m)),
    marked,
  },
  {
    rule: wordPattern('(?:за|без) (2[1-9]|3[1-9]|4[1-9]|5[1-9])h?'),
    read: ([, both]) => beforeSplit(both),
    marked,
  },
  {
    rule: wordPattern(`${uk}(\\d{1,2}) (?:хвилин[иу]? )?на (\\d{1,2})h`),
    read: ([, m, h]) => before(h, 60 - Number(m)),
    marked,
  },
  { rule: wordPattern(`(\\d{1,2}) хвилин[иу]? по ${N}`), read: ([, m, h]) => past(h, Number(m)), marked },
  {
    rule: wordPattern(`${uk}${N} годин[аиіу]?(?: (\\d{1,2})(?: хвилин[иу]?)?)?`),
    read: ([, h, m]) => past(h, Number(m ?? 0)),
    marked,
  },
  { rule: wordPattern(`(?:о|об) ${N} (\\d{2})`), read: ([, h, m]) => past(h, Number(m)), marked },
  { rule: wordPattern(`${uk}${N} 0 (\\d)(?! \\d)`), read: ([, h, m]) => past(h, Number(m)), marked: false },
  { rule: wordPattern(`${uk}(\\d{1,2})h (\\d{2})(?! \\d)`), read: ([, h, m]) => past(h, Number(m)), marked },
  {
    rule: wordPattern('(?:опівдні|полудень|о полудні)'),
    read: () => ({ hour: 12, minute: 0, exact: true }),
    marked,
  },
  { rule: wordPattern(`(?:о|об) ${N}(?! \\d)${notAnHour('uk')}`), read: ([, h]) => past(h, 0), marked },
  {
    rule: wordPattern(`(?:на|до|в|у) (\\d{1,2})h(?! \\d)${notAnHour('uk')}`),
    read: ([, h]) => past(h, 0),
    marked,
  },
  { rule: wordPattern(`(\\d{1,2})h? (?:ранку|дня|вечора|ночі)`), read: ([, h]) => past(h, 0), marked: false },
  {
    rule: wordPattern(`${uk}${N} (\\d{2})(?! \\d)${notAnHour('uk')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked: false,
  },
  { rule: wordPattern(`${uk}${N}(?! \\d)${notAnHour('uk')}`), read: ([, h]) => past(h, 0), marked: false },
];

const ru = '(?:(?:в|во|на|к|до|о|об) )?';
const russian: readonly TimePhrase[] = [
  clock,
  dotted,
  { rule: wordPattern(`${ru}(?:пол|половин[аеуы]|пів) ${N}`), read: ([, h]) => before(h, 30), marked },
  { rule: wordPattern(`${ru}без четверти ${N}`), read: ([, h]) => before(h, 15), marked },
  { rule: wordPattern('без четверти час'), read: () => before('1', 15), marked },
  { rule: wordPattern(`${ru}четверть (\\d{1,2})d`), read: ([, h]) => before(h, 45), marked },
  {
    rule: wordPattern(`${ru}без (\\d{1,2})(?: минут[ыу]?)? ${N}`),
    read: ([, m, h]) => before(h, Number(m)),
    marked,
  },
  {
    rule: wordPattern(`${ru}без (\\d{1,2})(?: минут[ыу]?)? час`),
    read: ([, m]) => before('1', Number(m)),
    marked,
  },
  { rule: wordPattern(`${ru}без (2[1-9])`), read: ([, both]) => beforeSplit(both), marked },
  {
    rule: wordPattern(`${ru}(\\d{1,2})(?: минут[ыу]?)? (\\d{1,2})d`),
    read: ([, m, h]) => before(h, 60 - Number(m)),
    marked: false,
  },
  {
    rule: wordPattern(`${ru}${N} (?:час(?:а|ов|у|ам)?|годин[аиіу]?)(?: (?:и )?(\\d{1,2})(?: минут[ыу]?)?)?`),
    read: ([, h, m]) => past(h, Number(m ?? 0)),
    marked,
  },
  { rule: wordPattern('(?:в|к|на|до) час(?:у)?'), read: () => ({ hour: 1, minute: 0 }), marked },
  { rule: wordPattern('час дня'), read: () => ({ hour: 1, minute: 0 }), marked },
  {
    rule: wordPattern(`(?:в|к) ${N} (\\d{2})(?! \\d)${notAnHour('ru')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked,
  },
  // "на 10 30": a number of things has no minutes
  {
    rule: wordPattern(`на (\\d{1,2}) ([0-5][05])(?! \\d)${notAnHour('ru')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked,
  },
  { rule: wordPattern(`(?:в|к|на) ${N} 0 (\\d)(?! \\d)`), read: ([, h, m]) => past(h, Number(m)), marked },
  { rule: wordPattern(`${ru}${N} 0 (\\d)(?! \\d)`), read: ([, h, m]) => past(h, Number(m)), marked: false },
  {
    rule: wordPattern('(?:в |к )?(?:полдень|полудню)'),
    read: () => ({ hour: 12, minute: 0, exact: true }),
    marked,
  },
  { rule: wordPattern('на (\\d{1,2}) (?:утра|вечера|ночи)'), read: ([, h]) => past(h, 0), marked },
  { rule: wordPattern(`(?:в|к) (\\d{1,2})(?! \\d)${notAnHour('ru')}`), read: ([, h]) => past(h, 0), marked },
  {
    rule: wordPattern(`${ru}(\\d{1,2}) (?:утра|дня|вечера|ночи)`),
    read: ([, h]) => past(h, 0),
    marked: false,
  },
  {
    rule: wordPattern(`${ru}${N} (\\d{2})(?! \\d)${notAnHour('ru')}`),
    read: ([, h, m]) => past(h, Number(m)),
    marked: false,
  },
  { rule: wordPattern(`${ru}${N}(?! \\d)${notAnHour('ru')}`), read: ([, h]) => past(h, 0), marked: false },
];

/** Ordered: an earlier rule keeps later ones from reading the same words. */
export const timePhrases: Readonly<Record<Language, readonly TimePhrase[]>> = {
  en: english,
  uk: ukrainian,
  ru: russian,
};
