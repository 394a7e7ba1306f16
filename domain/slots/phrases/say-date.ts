import type { Language } from '../../language.ts';
import { type Day, dayOfMonth, monthOf, weekdayOf } from '../calendar.ts';

const list = (text: string): readonly string[] => text.split(' ');

/** Ukrainian and Russian in the accusative, as after «на» and «у/в». */
const weekdays: Readonly<Record<Language, readonly string[]>> = {
  en: list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
  uk: list('понеділок вівторок середу четвер п’ятницю суботу неділю'),
  ru: list('понедельник вторник среду четверг пятницу субботу воскресенье'),
};
const months: Readonly<Record<Language, readonly string[]>> = {
  en: list('January February March April May June July August September October November December'),
  uk: list('січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'),
  ru: list('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
};
/** 1st to 20th, then 30th; genitive in Ukrainian and Russian */
const ordinals: Readonly<Record<Language, readonly string[]>> = {
  en: list(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
  ),
  uk: list(
    'першого другого третього четвертого п’ятого шостого сьомого восьмого дев’ятого десятого одинадцятого дванадцятого тринадцятого чотирнадцятого п’ятнадцятого шістнадцятого сімнадцятого вісімнадцятого дев’ятнадцятого двадцятого тридцятого',
  ),
  ru: list(
    'первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого тридцатого',
  ),
};
const tens: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['twenty', 'thirty'],
  uk: ['двадцять', 'тридцять'],
  ru: ['двадцать', 'тридцать'],
};

/** 1-31 as an ordinal in words */
function ordinalWord(n: number, language: Language): string {
  if (n <= 20) return ordinals[language][n - 1] ?? `${n}`;
  if (n === 30) return ordinals[language][20] ?? `${n}`;
  return `${tens[language][n < 30 ? 0 : 1]} ${ordinals[language][(n % 10) - 1] ?? ''}`;
}

/** "Tuesday the fifteenth of December"; "вівторок, п’ятнадцятого грудня". In words, since voices misread figures. */
export function sayDay(day: Day, language: Language): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  const weekday = weekdays[language][weekdayOf(day) - 1] ?? '';
  const month = months[language][monthOf(day) - 1] ?? '';
  const nth = ordinalWord(dayOfMonth(day), language);
  return language === 'en' ? `${weekday} the ${nth} of ${month}` : `${weekday}, ${nth} ${month}`;
}
