import type { Language } from '../language.ts';

/** Letters and small words that only one of the two has; a word that both know says nothing. */
const RUSSIAN =
  /^(?:\p{L}*[ыэъё]\p{L}*|что|как|мне|меня|нужно|очень|пожалуйста|здравствуйте|сейчас|или|есть|когда|какой|какая|какие|какое|болит|хотел|хотела|хотелось|хорошо|сегодня|конечно|только|если|уже|еще|где|сколько|стоит|его|утром|вечером|после|потому|зовут|лет|завтра|скажите|записаться|записать|можно|нет|спасибо|понимаю|говорить|по|русски|добрый|день|обследование|голова|голову|вторник|среду|пятницу|тоже|чтобы|почему)$/iu;
const UKRAINIAN =
  /^(?:\p{L}*[іїєґ]\p{L}*|\p{L}+['’ʼ]\p{L}+|що|як|добрий|доброго|мені|мене|потрібно|треба|дуже|зараз|це|або|чи|коли|який|яка|які|болить|хотів|хотіла|хотілося|добре|сьогодні|тільки|якщо|вже|ще|де|скільки|коштує|його|вранці|ввечері|після|тому|звати|років|скажіть|записатися|записатись|записати|можна|ні|дякую|розумію|говорити|будь|ласка|обстеження|голова|голову|вівторок|середу|теж|щоб|чому|та|й)$/iu;
/** Both have them, so they are no evidence either way. */
const SHARED = /^(?:завтра|голова|голову|як|по|день|тому|та|треба)$/iu;

/** A number dictated in one language is no speech in it. */
const NUMBER =
  /^(?:дві|двісті|п['’ʼ]?ят\p{L}*|шіст\p{L}*|сім|сімдесят|сімсот|вісім\p{L}*|дев['’ʼ]?ят\p{L}*|четыр\p{L}*|тысяч\p{L}*)$/iu;

const ENGLISH =
  /^(?:a|an|and|am|can|do|for|have|hello|i|in|is|it|my|need|of|on|please|the|to|want|would|you)$/i;

const ENGLISH_FROM_WORDS = 4;
/** Fewer words are a slip, a name or a quotation. */
const NEIGHBOUR_FROM_WORDS = 5;
const NEIGHBOUR_EVIDENCE = 4;

/**
 * The language in which a whole sentence is spoken, where that is beyond doubt and another one than the call's; null where it
 * is not. Ukrainian and Russian mix in every second mouth, so one word of the call's own language outweighs all of the other.
 */
export function spokenLanguage(text: string, language: Language): Language | null {
  const words = text.match(/[\p{L}'’ʼ]+/gu) ?? [];
  const count = (pattern: RegExp): number =>
    words.filter((word) => pattern.test(word) && !SHARED.test(word) && !NUMBER.test(word)).length;
  if (
    language !== 'en' &&
    words.length >= ENGLISH_FROM_WORDS &&
    words.every((word) => /^[a-z']+$/i.test(word))
  )
    return words.filter((word) => ENGLISH.test(word)).length >= 2 ? 'en' : null;
  if (language === 'en' || words.length < NEIGHBOUR_FROM_WORDS) return null;
  const [own, other, name] =
    language === 'uk'
      ? [count(UKRAINIAN), count(RUSSIAN), 'ru' as const]
      : [count(RUSSIAN), count(UKRAINIAN), 'uk' as const];
  return own === 0 && other >= NEIGHBOUR_EVIDENCE && other * 2 >= words.length ? name : null;
}
