import type { Language } from '../../../../domain/language.ts';

interface Numerals {
  units: readonly string[];
  tens: readonly string[];
  hundreds: readonly string[];
}

const NUMERALS: Readonly<Record<Language, Numerals>> = {
  uk: {
    units:
      "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять".split(
        ' ',
      ),
    tens: "_ _ двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто".split(' '),
    hundreds: "_ сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот".split(' '),
  },
  ru: {
    units:
      'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(
        ' ',
      ),
    tens: '_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' '),
    hundreds: '_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' '),
  },
  en: {
    units:
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
        ' ',
      ),
    tens: '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
    hundreds: [],
  },
};

/** A whole number 0..999 as people say it. */
export function numberWords(value: number, language: Language): string {
  const { units, tens, hundreds } = NUMERALS[language];
  if (value >= 100) {
    const hundred = Math.floor(value / 100);
    const head = language === 'en' ? `${units[hundred]} hundred` : `${hundreds[hundred]}`;
    return value % 100 === 0 ? head : `${head} ${numberWords(value % 100, language)}`;
  }
  if (value < 20) return `${units[value]}`;
  const ten = `${tens[Math.floor(value / 10)]}`;
  return value % 10 === 0 ? ten : `${ten} ${units[value % 10]}`;
}

/** A group of digits: zeros one by one, the rest as one number: "067" → "нуль шістдесят сім". */
export function groupWords(digits: string, language: Language): string {
  const zeros = /^0*/.exec(digits)?.[0].length ?? 0;
  const rest = digits.slice(zeros);
  const zero = numberWords(0, language);
  return [
    ...Array<string>(zeros).fill(zero),
    ...(rest === '' ? [] : [numberWords(Number(rest), language)]),
  ].join(' ');
}

/** Digit by digit; English says "oh" for zero as often as not. */
export const digitWords = (digits: string, language: Language, zero = numberWords(0, language)): string =>
  [...digits].map((digit) => (digit === '0' ? zero : numberWords(Number(digit), language))).join(' ');
