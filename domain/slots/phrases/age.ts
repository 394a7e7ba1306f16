import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { first, halfMore, type MeasurePhrase, NUMBER as n, numberOf } from './measure.ts';

type Groups = readonly (string | undefined)[];
const months = ([, value]: Groups): number => Math.round((numberOf(value) / 12) * 100) / 100;
/** Months count only for the little ones. */
const yearsAndMonths = ([, years, rest]: Groups): number =>
  Number(years ?? 1) >= 5 ? Number(years) : Math.round((Number(years ?? 1) + Number(rest) / 12) * 100) / 100;
const half = () => 0.5;
const oneAndHalf = () => 1.5;
const marked = true;
const bare = false;

/** Ordered: an earlier rule keeps later ones from reading the same words. Years. */
export const agePhrases: Readonly<Record<Language, readonly MeasurePhrase[]>> = {
  en: [
    { rule: wordPattern('(?:half a year|a half year|6 months)(?: old)?'), read: half, marked: bare },
    {
      rule: wordPattern('(?:a|1) (?:year and a half|and a half years?|half years)(?: old)?'),
      read: oneAndHalf,
      marked: bare,
    },
    { rule: wordPattern(`${n} and a half(?: years?)?(?: old)?`), read: halfMore, marked: bare },
    {
      rule: wordPattern('(?:(\\d{1,2}) |a )years? (?:and )?(\\d{1,2}) months?(?: old)?'),
      read: yearsAndMonths,
      marked: bare,
    },
    {
      rule: wordPattern('(\\d{1,3}) (?:and )?(\\d{1,2}) months?(?: old)?'),
      read: yearsAndMonths,
      marked: bare,
    },
    { rule: wordPattern(`${n} months? old`), read: months, marked },
    { rule: wordPattern(`${n} months?(?! ago)`), read: months, marked: bare },
    { rule: wordPattern(`${n} years? old`), read: first, marked },
    {
      rule: wordPattern(
        `(?:(?:(?:my|the|his|her) )?age(?: is)?|aged|turned|(?:will be|i am|im|i just turned) (?:only |just |already |now |about |almost |nearly )?) ?${n}(?: years?)?(?! (?:kilos?|kg|kilograms?|pounds?|minutes?|hours?|of|weeks?|days?|am|pm|a m|p m|\\d))`,
      ),
      read: first,
      marked,
    },
    {
      rule: wordPattern(
        `(?:he is|hes|she is|shes|they are) (?:only |just |already |now )?${n}(?: years?)?(?! (?:kilos?|kg|kilograms?|pounds?|of|weeks?|days?|\\d))`,
      ),
      read: first,
      marked,
    },
    // a correction wherever the call has got to: "no, thirty four years"
    {
      rule: wordPattern(`(?<= (?:no|sorry)(?: i| im| i am| am)? )${n} years?(?: old)?(?= $)`),
      read: first,
      marked,
    },
    { rule: wordPattern(`${n} years?(?! (?:ago|now|already|since))`), read: first, marked: bare },
    {
      rule: wordPattern(
        `${n}(?! (?:kilos?|kg|kilograms?|pounds?|lbs|stone|weeks?|days?|hours?|minutes?|times?|percent))`,
      ),
      read: first,
      marked: bare,
    },
  ],
  uk: [
    {
      rule: wordPattern('(?:пів (?:року|рочку)|піврічний|піврічна|піврочку|півроку)'),
      read: half,
      marked: bare,
    },
    { rule: wordPattern('(?:півтора|півтори) (?:року|роки|рочки)'), read: oneAndHalf, marked: bare },
    {
      rule: wordPattern('(?:(\\d{1,2}) )?(?:рік|роки|років|рочок|рочки) (?:і |та |й )?(\\d{1,2}) місяц\\S+'),
      read: yearsAndMonths,
      marked: bare,
    },
    {
      rule: wordPattern(`${n}(?: роки?| років)? (?:з|із) половиною(?: роки?| років)?`),
      read: halfMore,
      marked: bare,
    },
    {
      rule: wordPattern(
        `(?:мені|йому|їй|дитині|дитинці|синові|сину|доньці|дочці|вік|вік дитини|виповнилось|виповнилося)(?: вже| буде| лише| тільки| зараз| щойно)? ${n} місяц\\S+`,
      ),
      read: months,
      marked,
    },
    { rule: wordPattern(`${n} місяц\\S+(?! тому)`), read: months, marked: bare },
    {
      rule: wordPattern(
        `(?:мені|йому|їй|дитині|дитинці|синові|сину|доньці|дочці|мамі|татові|бабусі|чоловікові|дружині|вік|мій вік|вік дитини|виповнилось|виповнилося)(?: вже| буде| лише| тільки| зараз| щойно)? ${n}(?: рок\\S+| рік| рочк\\S+)?(?! (?:кіло\\S*|кг|днів|дні|тиж\\S*|годин\\S*|хвилин\\S*|\\d))`,
      ),
      read: first,
      marked,
    },
    { rule: wordPattern(`(?<= (?:ні|нет|ой)(?: мені)? )${n} (?:рок\\S+|рік)(?= $)`), read: first, marked },
    {
      rule: wordPattern(`${n} (?:повних )?(?:рок\\S+|рік|рочк\\S+|літ)(?! (?:тому|вже))`),
      read: first,
      marked: bare,
    },
    {
      rule: wordPattern(`${n}(?! (?:кіло\\S*|кг|дн\\S*|тиж\\S*|годин\\S*|хвилин\\S*|раз\\S*))`),
      read: first,
      marked: bare,
    },
  ],
  ru: [
    { rule: wordPattern('(?:пол ?года|полгодика|полгода)'), read: half, marked: bare },
    { rule: wordPattern('(?:полтора|полторы) (?:года|годика)'), read: oneAndHalf, marked: bare },
    {
      rule: wordPattern('(?:(\\d{1,2}) )?(?:год|года|лет|годик|годика) (?:и )?(\\d{1,2}) месяц\\S*'),
      read: yearsAndMonths,
      marked: bare,
    },
    {
      rule: wordPattern(`${n}(?: года?| лет)? [сз] половиной?(?: года?| лет)?`),
      read: halfMore,
      marked: bare,
    },
    {
      rule: wordPattern(
        `(?:мне|ему|ей|ребенку|сыну|дочке|дочери|возраст|исполнилось)(?: уже| будет| только| всего| сейчас)? ${n} месяц\\S*`,
      ),
      read: months,
      marked,
    },
    { rule: wordPattern(`${n} месяц\\S*(?! назад)`), read: months, marked: bare },
    {
      rule: wordPattern(
        `(?:мне|ему|ей|ребенку|сыну|дочке|дочери|маме|отцу|бабушке|мужу|жене|возраст|мой возраст|возраст ребенка|исполнилось)(?: уже| будет| только| всего| сейчас)? ${n}(?: год\\S*| лет| годик\\S*)?(?! (?:кило\\S*|кг|дн\\S*|недел\\S*|час\\S*|минут\\S*|\\d))`,
      ),
      read: first,
      marked,
    },
    { rule: wordPattern(`(?<= (?:нет|ой|ні)(?: мне)? )${n} (?:год\\S*|лет)(?= $)`), read: first, marked },
    { rule: wordPattern(`${n} (?:полных )?(?:год\\S*|лет)(?! (?:назад|уже))`), read: first, marked: bare },
    {
      rule: wordPattern(`${n}(?! (?:кило\\S*|кг|дн\\S*|недел\\S*|час\\S*|минут\\S*|раз\\S*))`),
      read: first,
      marked: bare,
    },
  ],
};

export const ageHints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '$number [years old]',
    '[i am] $number [years old]',
    '[i am] $number [years old] and [i] weigh $number [kilos]',
    '$number [years old] and $number kilos',
    '$number years and $number kilos',
    '(he|she) is $number [years old]',
    '(two|three|four|five|six|seven|eight|nine|ten|eleven) months old',
    'half a year [old]',
    'a year and a half',
    'my age is $number',
    'no i am $number [years old]',
  ],
  uk: [
    '[мені] $number [років|роки|рік]',
    '[мені] $number [років|роки|рік] [і] важу $number [кілограмів]',
    '$number (років|роки|рік) $number кілограмів',
    '(йому|їй) $number [років|роки]',
    '$number місяців',
    'півроку',
    'півтора року',
  ],
  ru: [
    '[мне] $number [лет|года|год]',
    '[мне] $number [лет|года|год] [и] вешу $number [килограмм]',
    '$number (лет|года|год) $number килограмм',
    '(ему|ей) $number [лет|года]',
    '$number месяцев',
    'полгода',
    'полтора года',
  ],
};
