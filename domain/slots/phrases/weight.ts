import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { first, halfMore, type MeasurePhrase, NUMBER as n, numberOf } from './measure.ts';

type Groups = readonly (string | undefined)[];
const marked = true;
const bare = false;

const kilosFromPounds = ([, value]: Groups): number => Math.round(numberOf(value) / 2.2046);

const kilosFromStone = ([, stone, pounds]: Groups): number =>
  Math.round((Number(stone) * 14 + Number(pounds ?? 0)) / 2.2046);
const withTenths = ([, whole, tenths]: Groups): number => Number(`${whole}.${tenths}`);

const hundredsApart = ([, hundreds, rest]: readonly (string | undefined)[]): number =>
  Number(hundreds) * 100 + Number(rest);

/** Kilograms. */
export const weightPhrases: Readonly<Record<Language, readonly MeasurePhrase[]>> = {
  en: [
    // "one sixty five": hundreds said like the hour of a time
    { rule: wordPattern('(1|2) ([1-9]\\d) (?:kilos?|kilograms?|kg|kgs)'), read: hundredsApart, marked },
    {
      rule: wordPattern('(?:weigh|weight(?: is)?)(?: about| around)* (1|2) ([1-9]\\d)'),
      read: hundredsApart,
      marked,
    },
    { rule: wordPattern('(1|2) ([1-9]\\d)(?= $)'), read: hundredsApart, marked: bare },
    { rule: wordPattern(`${n} and a half (?:kilos?|kilograms?|kg)`), read: halfMore, marked },
    {
      rule: wordPattern('(\\d{1,2}) stones?(?: (?:and )?(\\d{1,2})(?: pounds?| lbs)?)?'),
      read: kilosFromStone,
      marked,
    },
    {
      rule: wordPattern(`(\\d{1,3}) point (\\d)(?: (?:kilos?|kilograms?|kg|kgs))?`),
      read: withTenths,
      marked: bare,
    },
    { rule: wordPattern(`${n} (?:pounds?|lbs)`), read: kilosFromPounds, marked },
    { rule: wordPattern(`${n} (?:kilos?|kilograms?|kg|kgs)`), read: first, marked },
    {
      rule: wordPattern(
        `(?:weigh|weighs|weighing|weight(?: is)?|my weight(?: is)?)(?: about| around| roughly| approximately| only| now| is)* ${n}(?! (?:years?|months?))`,
      ),
      read: first,
      marked,
    },
    {
      rule: wordPattern(`${n}(?! (?:years?|months?|weeks?|days?|hours?|minutes?|times?))`),
      read: first,
      marked: bare,
    },
  ],
  uk: [
    {
      rule: wordPattern(`${n}(?: кіло\\S*| кг)? (?:з|із) половиною(?: кіло\\S*| кг)?`),
      read: halfMore,
      marked: bare,
    },
    { rule: wordPattern(`${n} (?:кіло\\S*|кг|килограмм\\S*|кілограм\\S*)`), read: first, marked },
    {
      rule: wordPattern(
        `(?:важу|важить|вага|вагою|моя вага|вешу)(?: десь| приблизно| близько| зараз| лише)* ${n}(?! (?:рок\\S+|рік|місяц\\S+))`,
      ),
      read: first,
      marked,
    },
    {
      rule: wordPattern(
        `${n}(?! (?:рок\\S+|рік|рочк\\S+|місяц\\S+|дн\\S*|тиж\\S*|годин\\S*|хвилин\\S*|раз\\S*))`,
      ),
      read: first,
      marked: bare,
    },
  ],
  ru: [
    {
      rule: wordPattern(`${n}(?: кило\\S*| кг)? с половиной(?: кило\\S*| кг)?`),
      read: halfMore,
      marked: bare,
    },
    { rule: wordPattern(`${n} (?:кило\\S*|кг|кіло\\S*)`), read: first, marked },
    {
      rule: wordPattern(
        `(?:вешу|весит|вес|весом|мой вес|важу)(?: где то| примерно| около| сейчас| всего)* ${n}(?! (?:год\\S*|лет|месяц\\S*))`,
      ),
      read: first,
      marked,
    },
    {
      rule: wordPattern(`${n}(?! (?:год\\S*|лет|месяц\\S*|дн\\S*|недел\\S*|час\\S*|минут\\S*|раз\\S*))`),
      read: first,
      marked: bare,
    },
  ],
};

export const weightHints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '$number [kilos]',
    '$number kilograms',
    '[i] weigh $number [kilos]',
    'my weight is $number [kilos]',
    'about $number [kilos]',
    'no $number kilos',
    '[i am] $number [years old] and [i] weigh $number [kilos]',
  ],
  uk: [
    '$number [кілограмів|кіло]',
    '[я] важу $number [кілограмів]',
    '[моя] вага $number',
    'ні $number [кілограмів]',
    'десь $number кілограмів',
  ],
  ru: [
    '$number [килограмм|кило]',
    '[я] вешу $number [килограмм]',
    '[мой] вес $number',
    'нет $number [килограмм]',
    'примерно $number килограмм',
  ],
};
