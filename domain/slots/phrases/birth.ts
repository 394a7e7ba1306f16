import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { anyOf, wordsOf } from '../words/index.ts';

/** When somebody was born: a whole date, or the year alone. */
export interface Birth {
  year: number;
  month?: number;
  dayOfMonth?: number;
}

export interface BirthPhrase {
  rule: RegExp;
  read(groups: readonly (string | undefined)[], thisYear: number): Birth;
  /** tells a birth beside any question; else only as an answer to "how old?" */
  marked: boolean;
}

/** "1960", "19 60", "60": two digits are of this century where that is no year to come. */
function yearOf(text: string | undefined, thisYear: number): number {
  const digits = (text ?? '').replace(/\D/g, '');
  if (digits.length > 2) return Number(digits);
  const ofThisCentury = 2000 + Number(digits);
  return ofThisCentury <= thisYear ? ofThisCentury : ofThisCentury - 100;
}

interface Wordings {
  /** right before the date or year */
  born: string;
  year: string;
  /** a year as nobody would say anything else to "how old?" */
  bareYear: string;
  yearWord: string;
  bornBehind: string;
  of: string;
}

const wordings: Readonly<Record<Language, Wordings>> = {
  en: {
    born: '(?:born|birthday|date of birth|birth ?date|d o b|dob|year of birth|birth year)(?: (?:is|was|in|on|back|the|year))*',
    year: '((?:19|20) ?\\d{2}|\\d{2})',
    bareYear: '((?:19|20) ?\\d{2})|(?:(?:i am|im|hes|shes|he is|she is) )?an? (\\d{2})(?: baby)?',
    yearWord: '',
    bornBehind: '(?!)',
    of: '(?:of )?',
  },
  uk: {
    born: '(?:народи\\S+|нарожд\\S+|народжен\\S+|родил\\S+|дата народження|рік народження|день народження|рожден\\S+)(?: (?:в|у|на|є|це|мій|моя|я))*',
    year: '((?:19|20)\\d{2}d?|\\d{2}d)',
    bareYear: '((?:19|20)\\d{2}d?|\\d{2}d)',
    yearWord: '(?: (?:рок\\S*|рік|год\\S*|р))',
    bornBehind: '(?: (?:народження|нарождення|рождения|народжений|народжена))',
    of: '',
  },
  ru: {
    born: '(?:родил\\S+|рожден\\S+|дата рождения|год рождения|день рождения|народи\\S+|народжен\\S+)(?: (?:в|во|на|это|мой|моя|я))*',
    year: '((?:19|20)\\d{2}d?|\\d{2}d)',
    bareYear: '((?:19|20)\\d{2}d?|\\d{2}d)',
    yearWord: '(?: (?:год\\S*|рок\\S*|рік|г))',
    bornBehind: '(?: (?:рождения|народження|рожденный|рожденная))',
    of: '',
  },
};

function phrases(language: Language): BirthPhrase[] {
  const { months } = wordsOf[language];
  const { born, year, bareYear, yearWord, bornBehind, of } = wordings[language];
  const month = `(${anyOf(Object.keys(months))})`;
  const anyYear = year.replaceAll('d|', 'd?|').replace(/\\d\{2\}d\)$/, '\\d{2}d?)');
  const end = `(?:${yearWord === '' ? '(?!)' : yearWord})?(?:${bornBehind})?`;
  const day = `(?:the )?(\\d{1,2})(?:th|d|m)? ${of}${month} ${anyYear}`;
  const date = ([, d, m, y]: readonly (string | undefined)[], thisYear: number): Birth => ({
    year: yearOf(y, thisYear),
    month: months[m ?? ''] ?? 0,
    dayOfMonth: Number(d),
  });
  const alone = (groups: readonly (string | undefined)[], thisYear: number): Birth => ({
    year: yearOf(groups[1] ?? groups[2], thisYear),
  });
  return [
    { rule: wordPattern(`${born} ${day}${end}`), read: date, marked: true },
    { rule: wordPattern(`${day}${end}`), read: date, marked: false },
    ...(language === 'en'
      ? [
          {
            rule: wordPattern(`(?:${born} )?${month} (?:the )?(\\d{1,2})(?:th)? ((?:19|20) ?\\d{2})`),
            read: ([, m, d, y]: readonly (string | undefined)[], thisYear: number): Birth =>
              date([undefined, d, m, y], thisYear),
            marked: false,
          },
        ]
      : []),
    { rule: wordPattern(`${born} ${anyYear}${end}`), read: alone, marked: true },
    ...(yearWord === ''
      ? []
      : [{ rule: wordPattern(`${anyYear}${yearWord}${bornBehind}`), read: alone, marked: true }]),
    { rule: wordPattern(`(?:${bareYear})${end}`), read: alone, marked: false },
  ];
}

/** Ordered: an earlier rule keeps later ones from reading the same words. */
export const birthPhrases: Readonly<Record<Language, readonly BirthPhrase[]>> = {
  en: phrases('en'),
  uk: phrases('uk'),
  ru: phrases('ru'),
};
