import type { Language } from '../../../../domain/language.ts';
import { pick, type Random } from '../../../sim/random.ts';
import { numberWords } from './number-words.ts';

/** uk: hours as ordinals in the locative; the accusative ends in -у. */
const UK_HOURS =
  "_ першій другій третій четвертій п'ятій шостій сьомій восьмій дев'ятій десятій одинадцятій дванадцятій тринадцятій чотирнадцятій п'ятнадцятій шістнадцятій сімнадцятій вісімнадцятій дев'ятнадцятій".split(
    ' ',
  );
const RU_HALVES =
  '_ первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'.split(
    ' ',
  );
const RU_GENITIVE =
  '_ часа двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати'.split(
    ' ',
  );

const accusative = (locative: string): string =>
  locative.endsWith('третій') ? locative.replace(/ій$/, 'ю') : locative.replace(/ій$/, 'у');
const genitive = (locative: string): string =>
  locative.endsWith('третій') ? locative.replace(/ій$/, 'ьої') : locative.replace(/ій$/, 'ої');
const twelve = (hour: number): number => ((hour + 11) % 12) + 1;

/** A time HH:MM as callers name it, with its preposition. */
export function timeWords(time: string, language: Language, random: Random): string {
  const [hour, minute] = [Number(time.slice(0, 2)), Number(time.slice(3))];
  return pick(random, WAYS[language](hour, minute));
}

/** An hour as the bound of a wish: "після {hour}", "after {hour}". */
export function boundWords(time: string, language: Language): string {
  const hour = Number(time.slice(0, 2));
  if (language === 'uk') return genitive(UK_HOURS[hour] ?? '');
  if (language === 'ru') return RU_GENITIVE[hour] ?? '';
  return hour === 12 ? 'noon' : `${numberWords(twelve(hour), 'en')} ${hour < 12 ? 'am' : 'pm'}`;
}

const WAYS: Readonly<Record<Language, (hour: number, minute: number) => string[]>> = {
  uk(hour, minute) {
    const at = UK_HOURS[hour] ?? '';
    const preposition = at.startsWith('о') ? 'об' : 'о';
    if (minute === 0) {
      const ways = [`${preposition} ${at}`, `на ${accusative(at)}`, `${preposition} ${at} годині`];
      return hour > 12 ? [...ways, `о ${UK_HOURS[hour - 12]} ${hour < 17 ? 'дня' : 'вечора'}`] : ways;
    }
    const words = numberWords(minute, 'uk');
    const ways = [`${preposition} ${at} ${words}`, `на ${accusative(at)} ${words}`];
    if (minute === 30)
      ways.push(
        `о пів на ${accusative(UK_HOURS[twelve(hour + 1)] ?? '')}${hour > 12 ? (hour < 16 ? ' дня' : ' вечора') : ''}`,
      );
    return ways;
  },
  ru(hour, minute) {
    const words = numberWords(hour, 'ru');
    if (minute === 0) {
      const ways = [
        `в ${words}`,
        `на ${words}`,
        `в ${words} ${hour === 1 ? 'час' : hour < 5 ? 'часа' : 'часов'}`,
      ];
      return hour > 12
        ? [
            ...ways,
            `в ${numberWords(hour - 12, 'ru')} ${hour === 13 ? 'час' : hour < 17 ? 'часа' : 'часов'} ${hour < 17 ? 'дня' : 'вечера'}`,
          ]
        : ways;
    }
    const ways = [`в ${words} ${numberWords(minute, 'ru')}`, `на ${words} ${numberWords(minute, 'ru')}`];
    if (minute === 30)
      ways.push(
        `в половине ${RU_HALVES[twelve(hour + 1)]}${hour > 12 ? (hour < 16 ? ' дня' : ' вечера') : ''}`,
      );
    return ways;
  },
  en(hour, minute) {
    const words = numberWords(twelve(hour), 'en');
    const half = hour < 12 ? 'am' : 'pm';
    const part = hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening';
    if (hour === 12 && minute === 0) return ['at noon', 'at twelve', 'twelve'];
    if (minute === 0) return [`at ${words}`, `${words} ${half}`, `${words} o'clock`, `at ${words} ${part}`];
    const ways = [
      `at ${words} ${numberWords(minute, 'en')}`,
      `${words} ${numberWords(minute, 'en')} ${half}`,
    ];
    return minute === 30 ? [...ways, `half past ${words}`] : ways;
  },
};
