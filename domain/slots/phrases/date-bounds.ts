import type { Language } from '../../language.ts';

/** Words right before or behind a day that make it one that has passed. */
export const pastDays: Readonly<Record<Language, { before: RegExp; behind: RegExp }>> = {
  en: { before: / (?:since|last|from|previous|past) /u, behind: / (?:ago|last) /u },
  uk: { before: / (?:з|із|зі|від|минул\S+|позаминул\S+|с) /u, behind: / (?:тому|минул\S+) /u },
  ru: { before: / (?:с|со|от|прошл\S+|позапрошл\S+) /u, behind: / (?:назад|прошл\S+) /u },
};

/** What a day beside another question is told of, when no appointment is meant: "tomorrow I'm seeing the doctor". */
export const toldDays: Readonly<Record<Language, RegExp>> = {
  en: / (?:seeing|see (?:him|her|them|the|my|a)|going to (?:the|a|see|my|have)|visiting|flying|leaving|operation|surgery|fell|started|began) /u,
  uk: / (?:піду|йду|іду|їду|поїду|лечу|операці\S*|почал\S+|почав\S*|впав|впала|вдарил\S+|боліл\S+|болів|ходив|ходила) /u,
  ru: / (?:пойду|иду|еду|поеду|лечу|операци\S*|начал\S+|упал|упала|ударил\S*|болел\S*|ходил|ходила) /u,
};

/** Words before a number of days or weeks that only guess at it: "in about a week". */
export const guessedDays: Readonly<Record<Language, RegExp>> = {
  en: / (?:about|around|roughly|maybe|perhaps|approximately|say|like)(?: in)? $/u,
  uk: / (?:десь|приблизно|може|можливо|мабуть|орієнтовно|так)(?: через| за)? $/u,
  ru: / (?:где то|примерно|может|возможно|наверное|ориентировочно|так)(?: через)? $/u,
};

/**
 * Words that make a day the end of a span, or one of several: "not before Wednesday", "by Friday", "tomorrow or the day
 * after". `before` ends, and `behind` begins, at the day; what they match belongs to it. The caller is asked.
 */
export const boundedDays: Readonly<Record<Language, { before: RegExp; within: RegExp; behind: RegExp }>> = {
  en: {
    before:
      / (?:(?:not|no|nothing) (?:before|earlier than|sooner than|later than|after|until)|after|before|by|until|till|around|(?<!(?:how|what) )about|later than|earlier than|past)(?: the)? $/u,
    within: /^ (?:by|before|after|until) /u,
    behind:
      /^ (?:or (?!please|if)(?:the |some|any|later|earlier|so|after|before|next|\S*day)|onwards?|at the (?:latest|earliest)|ish|if not|and if) ?/u,
  },
  uk: {
    before:
      / (?:не (?:раніше|раньше|пізніше|позже|швидше)(?: ніж| як)?(?: у| в| на| за)?|після|опісля|перед|раніше|пізніше|по|до|десь біля|біля|ближче до|близько|около|после|не до) $/u,
    within: /^ до /u,
    behind: /^ (?:(?:або|чи|или|либо) |і далі|і пізніше|максимум|крайній) ?/u,
  },
  ru: {
    before:
      / (?:не (?:раньше|ранее|позже|позднее|раніше)(?: чем)?(?: в| во| на| к)?|после|перед|раньше|позже|по|до|где то возле|возле|ближе к|около|після|не до) $/u,
    within: /^ (?:до|к) /u,
    behind: /^ (?:(?:или|либо|або|чи) |и дальше|и позже|максимум|крайний) ?/u,
  },
};
