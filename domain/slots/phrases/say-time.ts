import type { Language } from '../../language.ts';

const list = (text: string): readonly string[] => text.split(' ');

const english = list(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const englishTens = list('- - twenty thirty forty fifty');
/** locative, as after «о»; 0-20 */
const ukrainianHours = list(
  'нульовій першій другій третій четвертій п’ятій шостій сьомій восьмій дев’ятій десятій одинадцятій дванадцятій тринадцятій чотирнадцятій п’ятнадцятій шістнадцятій сімнадцятій вісімнадцятій дев’ятнадцятій двадцятій',
);
const ukrainian = list(
  'нуль одна дві три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять',
);
const ukrainianTens = list('- - двадцять тридцять сорок п’ятдесят');
const russian = list(
  'ноль одна две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
);
const russianTens = list('- - двадцать тридцать сорок пятьдесят');

const cardinal = (n: number, small: readonly string[], tens: readonly string[]): string =>
  n < 20 ? (small[n] ?? `${n}`) : `${tens[Math.floor(n / 10)]}${n % 10 === 0 ? '' : ` ${small[n % 10]}`}`;

const ofDay = (hour: number): string =>
  hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening';

/**
 * A time of day, HH:MM, in words: "ten thirty in the morning"; Ukrainian in the locative, as after «о»: "десятій
 * тридцять"; Russian as after «в» and «на»: "десять тридцать".
 */
export function sayTime(time: string, language: Language): string {
  const [hour, minute] = time.split(':').map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour + minute)) return time;
  if (language === 'uk') {
    const hours = hour <= 20 ? ukrainianHours[hour] : `двадцять ${ukrainianHours[hour - 20]}`;
    return minute === 0 ? `${hours}` : `${hours} ${minutes(minute, ukrainian, ukrainianTens)}`;
  }
  if (language === 'ru') {
    const hours =
      hour === 1
        ? 'час'
        : hour === 21
          ? 'двадцать один'
          : cardinal(hour, russian, russianTens).replace(/две$/, 'два');
    if (minute > 0) return `${hour === 1 ? 'один' : hours} ${minutes(minute, russian, russianTens)}`;
    return hour === 1
      ? hours
      : `${hours} ${hour === 21 ? 'час' : [2, 3, 4, 22, 23].includes(hour) ? 'часа' : 'часов'}`;
  }
  if (hour === 12 && minute === 0) return 'noon';
  const hours = cardinal(hour % 12 === 0 ? 12 : hour % 12, english, englishTens);
  const spoken =
    minute === 0 ? hours : `${hours} ${minute < 10 ? 'oh ' : ''}${cardinal(minute, english, englishTens)}`;
  return `${spoken} ${ofDay(hour)}`;
}

const minutes = (n: number, small: readonly string[], tens: readonly string[]): string =>
  n < 10 ? `${small[0]} ${small[n]}` : cardinal(n, small, tens);
