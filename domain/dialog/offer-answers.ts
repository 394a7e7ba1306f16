import type { Language } from '../language.ts';

/** How callers answer offered times without naming one. */
export const OFFER_ANSWERS: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
  first: {
    en: [
      'the first [one]',
      'any [time]',
      'any of them',
      'as (early|soon) as (possible|you can)',
      '[the] earliest',
      'first thing',
    ],
    uk: [
      '(якомога|як можна|чим) (раніше|скоріше|швидше)',
      'якнайраніше',
      'найраніше',
      'перший',
      'перша',
      'перше',
      'будь-який',
      'все одно',
      'будь-коли',
    ],
    ru: [
      '(как можно|максимально|чем) (раньше|скорее|пораньше)',
      'самое раннее',
      'первый',
      'первое',
      'любой',
      'любое',
      'все равно',
    ],
  },
  second: { en: ['the second [one]'], uk: ['другий', 'друге', 'другу'], ru: ['второй', 'второе'] },
  third: {
    en: ['the (third|last) one'],
    uk: ['третій', 'третє', 'останній'],
    ru: ['третий', 'третье', 'последний'],
  },
  later: {
    en: ['[something|a bit] later'],
    uk: ['пізніше', 'пізніший'],
    ru: ['позже', 'попозже'],
  },
  earlier: {
    en: ['[something|a bit] earlier'],
    uk: ['раніше', 'раніший'],
    ru: ['раньше', 'пораньше'],
  },
  morning: {
    en: ['in the morning', '($weekday|tomorrow|this|the) morning'],
    uk: ['зранку', 'вранці', 'уранці', 'ранком', 'до обіду', 'з самого ранку', 'рано'],
    ru: ['утром', 'с утра', 'до обеда', 'рано', 'с самого утра'],
  },
  afternoon: {
    en: [
      'in the afternoon',
      'after lunch',
      '[at|around] lunch time',
      '[at|around] lunchtime',
      'afternoon',
      '($weekday|tomorrow|this|the) afternoon',
    ],
    uk: ['вдень', 'удень', 'після обіду', '(в|у) обід', 'в обідній час', 'по обіді'],
    ru: ['днем', 'после обеда', 'в обед', 'ближе к обеду', 'к обеду', 'в обеденное время'],
  },
  evening: {
    en: ['in the evening', '($weekday|tomorrow|this|the) evening', 'after work'],
    uk: ['ввечері', 'увечері', 'ближче до вечора', 'під вечір', 'після роботи'],
    ru: ['вечером', 'ближе к вечеру', 'под вечер', 'после работы'],
  },
  'another-day': {
    en: ['[on] another day', '[on] a different day'],
    uk: ['[на] інший день', 'іншого дня'],
    ru: ['[на|в] другой день'],
  },
};

/** What may be said to an offer, for the recogniser. */
export const offerHints = (language: Language): string[] =>
  Object.values(OFFER_ANSWERS).flatMap((phrases) => [...phrases[language]]);
