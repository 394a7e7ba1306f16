import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';

/** A phrase for a sum: hundredths, so that no fraction is ever rounded, and a currency where one is said. */
export interface MoneyPhrase {
  rule: RegExp;
  read(groups: readonly (string | undefined)[]): { hundredths: number; currency?: string };
  /** means a sum beside any question; else only as an answer to its own */
  marked: boolean;
}

/** Words of a currency, ISO 4217 → a regular expression. */
const currencies: Readonly<Record<string, string>> = {
  UAH: 'гривень|гривні|гривню|гривня|гривен|гривны|гривну|гривна|грн|hryvnias?|hryvnya|grivnas?|uah',
  USD: 'долар\\S*|доллар\\S*|бакс\\S*|dollars?|bucks|usd',
  EUR: 'євро|евро|euros?|eur',
};
const currencyWord = `(${Object.values(currencies).join('|')})`;
const currencyOf = (word: string | undefined): string | undefined =>
  Object.keys(currencies).find((code) => new RegExp(`^(?:${currencies[code]})$`, 'u').test(word ?? ''));

const hundredthsOf = (amount: string | undefined): number =>
  Math.round(Number((amount ?? '').replace(',', '.')) * 100);

const cents = '(?:копій\\S*|копее?\\S*|коп|kopecks?|kopiykas?|cents?|цент\\S*)';
const n = '(\\d{1,6}(?:[.,]\\d{1,2})?)';
/** "one and a half thousand", "дві з половиною тисячі": groups: whole, one and a half */
const halfThousands: Readonly<Record<Language, string>> = {
  en: '(?:(\\d{1,2})|(an?)) and a half (?:1000|thousand|grand|k)',
  uk: '(?:(\\d{1,2}) з половиною|(півтор\\S+|полтор\\S+)) 1000',
  ru: '(?:(\\d{1,2}) с половиной|(полтор\\S+|півтор\\S+)) 1000',
};

function phrases(language: Language): MoneyPhrase[] {
  const thousands = halfThousands[language];
  const halves = ([, whole]: readonly (string | undefined)[]): number => (Number(whole ?? 1) + 0.5) * 100_000;
  return [
    {
      rule: wordPattern(`${thousands} ${currencyWord}`),
      read: (groups) => ({ hundredths: halves(groups), currency: currencyOf(groups[3]) }),
      marked: true,
    },
    { rule: wordPattern(thousands), read: (groups) => ({ hundredths: halves(groups) }), marked: false },
    {
      rule: wordPattern(`${n} ${currencyWord} (?:and |і |та |и )?(\\d{1,2})(?: ${cents})`),
      read: ([, whole, word, rest]) => ({
        hundredths: hundredthsOf(whole) + Number(rest),
        currency: currencyOf(word),
      }),
      marked: true,
    },
    {
      rule: wordPattern(`${n} ${currencyWord}`),
      read: ([, amount, word]) => ({ hundredths: hundredthsOf(amount), currency: currencyOf(word) }),
      marked: true,
    },
    {
      rule: wordPattern(`${n}(?! \\S*\\d)`),
      read: ([, amount]) => ({ hundredths: hundredthsOf(amount) }),
      marked: false,
    },
  ];
}

/** Ordered: an earlier rule keeps later ones from reading the same words. */
export const moneyPhrases: Readonly<Record<Language, readonly MoneyPhrase[]>> = {
  en: phrases('en'),
  uk: phrases('uk'),
  ru: phrases('ru'),
};

/** Words before a sum that make it a limit or a guess. */
export const roughSums: Readonly<Record<Language, RegExp>> = {
  en: / (?:up to|at most|no more than|not more than|less than|more than|under|over|below|around|about|roughly|approximately|maybe|almost|nearly|within|between|from|say)(?: an?)? $/u,
  uk: / (?:до|не більше|не більш|не дорожче|максимум|менше|більше|понад|десь|приблизно|близько|може|майже|в межах|від|орієнтовно)(?: ніж)? $/u,
  ru: / (?:до|не больше|не более|не дороже|максимум|меньше|больше|свыше|где то|примерно|около|может|почти|в пределах|от|порядка)(?: чем)? $/u,
};

export const moneyHints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '$number',
    '$number hryvnias',
    '$number hundred [hryvnias]',
    '$number thousand [hryvnias]',
    'up to $number thousand',
  ],
  uk: [
    '$number',
    '$number гривень',
    'тисяча [гривень]',
    '$number (тисяча|тисячі|тисяч) [гривень]',
    'півтори тисячі',
  ],
  ru: [
    '$number',
    '$number гривен',
    'тысяча [гривен]',
    '$number (тысяча|тысячи|тысяч) [гривен]',
    'полторы тысячи',
  ],
};
