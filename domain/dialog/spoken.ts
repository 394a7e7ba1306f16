import type { Json } from '../json.ts';
import type { Language } from '../language.ts';

const HRYVNIA: Readonly<Record<Language, (whole: number) => string>> = {
  en: (n) => (n === 1 ? 'hryvnia' : 'hryvnias'),
  uk: (n) => plural(n, 'гривня', 'гривні', 'гривень'),
  ru: (n) => plural(n, 'гривна', 'гривны', 'гривен'),
};

/** Slavic plural: 1, 2-4, 5-20. */
function plural(n: number, one: string, few: string, many: string): string {
  if (n % 100 >= 11 && n % 100 <= 14) return many;
  return n % 10 === 1 ? one : n % 10 >= 2 && n % 10 <= 4 ? few : many;
}

/** "1600 гривень"; currencies other than UAH are said by their code. */
export function sayMoney(amount: number, currency: string, language: Language): string {
  const number = Number.isInteger(amount) ? `${amount}` : amount.toFixed(2);
  return `${number} ${currency === 'UAH' ? HRYVNIA[language](Math.floor(amount)) : currency}`;
}

/** "a", "a or b", "a, b or c". */
export function sayList(items: readonly string[], or: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${or} ${last}`;
}

/** "eight in the morning, nine in the morning" → "eight, nine in the morning". */
export function sayOnce(times: readonly string[]): string[] {
  const part = (time: string | undefined): string => / in the \w+$/.exec(time ?? '')?.[0] ?? '';
  return times.map((time, index) =>
    part(time) !== '' && part(time) === part(times[index + 1]) ? time.slice(0, -part(time).length) : time,
  );
}

/** Last four digits one by one, so that no voice reads them as a year. */
export function sayNumberEnding(number: string): string {
  return [...number.replace(/\D/g, '').slice(-4)].join(' ');
}

/** Text with its first letter large: a value that opens a sentence. */
export const sentenceCase = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Plain values as they are; anything else has no spoken form. */
export const sayPlain = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
