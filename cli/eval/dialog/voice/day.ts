import type { Language } from '../../../../domain/language.ts';
import { pick, type Random } from '../../../sim/random.ts';
import { daysBetween, weekdayIndex } from '../calendar.ts';

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  uk: ['понеділок', 'вівторок', 'середу', 'четвер', "п'ятницю", 'суботу', 'неділю'],
  ru: ['понедельник', 'вторник', 'среду', 'четверг', 'пятницу', 'субботу', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const ORDINALS: Readonly<Record<Language, readonly string[]>> = {
  uk: "_ першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого сімнадцятого вісімнадцятого дев'ятнадцятого двадцятого".split(
    ' ',
  ),
  ru: '_ первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого'.split(
    ' ',
  ),
  en: '_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  ),
};
const TENS: Readonly<Record<Language, { twenty: string; thirty: string; thirtieth: string }>> = {
  uk: { twenty: 'двадцять', thirty: 'тридцять', thirtieth: 'тридцятого' },
  ru: { twenty: 'двадцать', thirty: 'тридцать', thirtieth: 'тридцатого' },
  en: { twenty: 'twenty', thirty: 'thirty', thirtieth: 'thirtieth' },
};
const RELATIVE: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  uk: [['сьогодні'], ['завтра', 'на завтра'], ['післязавтра', 'на післязавтра']],
  ru: [['сегодня'], ['завтра', 'на завтра'], ['послезавтра', 'на послезавтра']],
  en: [['today'], ['tomorrow'], ['the day after tomorrow']],
};

/** A day (YYYY-MM-DD) as somebody says it on `today`, with its preposition. */
export function dayWords(day: string, today: string, language: Language, random: Random): string {
  const ahead = daysBetween(today, day);
  const [weekday, date] = [WEEKDAYS[language][weekdayIndex(day)] ?? '', dateWords(day, language)];
  const ways: string[] = [...(RELATIVE[language][ahead] ?? [])];
  if (ahead < 7) ways.push(...named(weekday, language));
  if (language === 'en') ways.push(`on the ${date}`);
  else ways.push(date, `на ${neuter(date, language)}`);
  if (ahead >= 3)
    ways.push(
      language === 'en'
        ? `on ${weekday}, the ${date}`
        : `у ${weekday}, ${date}`.replace(/^у/, language === 'ru' ? 'в' : 'у'),
    );
  return pick(random, ways);
}

/** "двадцять п'ятого листопада" → "двадцять п'яте листопада", as after "на". */
const neuter = (date: string, language: Language): string =>
  language === 'uk'
    ? date.replace('третього', 'третє').replace(/ого (?=\S+$)/, 'е ')
    : date.replace('третьего', 'третье').replace(/ого (?=\S+$)/, 'ое ');

function named(weekday: string, language: Language): string[] {
  if (language === 'en') return [`on ${weekday}`, `this ${weekday}`, weekday];
  const into = language === 'ru' ? (weekday.startsWith('вт') ? 'во' : 'в') : 'у';
  return [`на ${weekday}`, `${into} ${weekday}`, weekday];
}

function dateWords(day: string, language: Language): string {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const { twenty, thirty, thirtieth } = TENS[language];
  const unit = ORDINALS[language][date % 10] ?? '';
  const ordinal =
    date <= 20
      ? ORDINALS[language][date]
      : date < 30
        ? `${twenty} ${unit}`
        : date === 30
          ? thirtieth
          : `${thirty} ${unit}`;
  const name = MONTHS[language][month - 1] ?? '';
  return language === 'en' ? `${ordinal} of ${name}` : `${ordinal} ${name}`;
}
