import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import type { DateParts } from './date.ts';

interface Wordings {
  sameDay: string;
  nextDay: string;
  dayBefore: string;
  /** groups: number, unit */
  later: readonly string[];
  earlier: readonly string[];
  /** begins the words for a week */
  week: RegExp;
}

const wordings: Readonly<Record<Language, Wordings>> = {
  en: {
    sameDay: '(?:on |for )?(?:the |that )?(?:very |exact )?same day',
    nextDay: '(?:on )?(?:the )?(?:next|following) day|(?:the )?day after(?: that)?(?! tomorrow)',
    dayBefore: '(?:on )?(?:the )?(?:day before(?: that)?|previous day)',
    later: [
      '(?:exactly |just )?(a|1|\\d{1,2}|the) (days?|weeks?) (?:later|after(?: that)?(?! next)|afterwards)',
      '(?:by|back|forward) (a|1|\\d{1,2}) (days?|weeks?)',
      '(the)? ?following (week)',
    ],
    earlier: ['(?:exactly |just )?(a|1|\\d{1,2}|the) (days?|weeks?) (?:earlier|before|sooner)'],
    week: /^week/u,
  },
  uk: {
    sameDay:
      '(?:на |в |у )?(?:цей|той|тот) (?:же |ж |самий |саме )+день|(?:того|цього) (?:ж |же |самого |саме )*дня|(?:на |в |у )?той (?:самий )?день',
    nextDay:
      '(?:на |у |в )?наступн(?:ий|ого) д(?:ень|ня)|(?:на )?(?:1 )?ден(?:ь|ем) (?:пізніше|після)|днем пізніше',
    dayBefore: '(?:на |у |в )?попередн(?:ій|ього) д(?:ень|ня)|(?:на )?(?:1 )?день раніше|днем раніше',
    later: [
      '(?:рівно |десь )?(?:на |через )?(?:(1|\\d{1,2}) )?(день|дні|днів|тиждень|тижнем|тижні|тижнів) (?:пізніше|позже|вперед|після (?:цього|того)|далі)',
    ],
    earlier: [
      '(?:рівно )?(?:на )?(?:(1|\\d{1,2}) )?(день|дні|днів|тиждень|тижнем|тижні|тижнів) (?:раніше|назад)',
    ],
    week: /^тиж/u,
  },
  ru: {
    sameDay:
      '(?:на |в )?(?:тот|этот) (?:же |самый )+день|того же (?:самого )?дня|(?:на |в )?тот (?:самый )?день',
    nextDay: '(?:на |в )?следующ(?:ий|его) д(?:ень|ня)|(?:на )?(?:1 )?день (?:позже|после)|днем позже',
    dayBefore: '(?:на |в )?предыдущ(?:ий|его) д(?:ень|ня)|(?:на )?(?:1 )?день раньше|днем раньше',
    later: [
      '(?:ровно |где то )?(?:на |через )?(?:(1|\\d{1,2}) )?(день|дня|дней|неделю|неделей|недели|недель) (?:позже|попозже|вперед|после (?:этого|того)|дальше)',
    ],
    earlier: [
      '(?:ровно )?(?:на )?(?:(1|\\d{1,2}) )?(день|дня|дней|неделю|неделей|недели|недель) (?:раньше|пораньше|назад)',
    ],
    week: /^нед/u,
  },
};

/** A day told from the one on which the appointment stands that is to be moved. */
export interface StandingDay {
  rule: RegExp;
  read(groups: readonly (string | undefined)[]): DateParts;
}

/** "A week later", "the same day", "the next day". They stand before the plain ones and count only where a day stands. */
export const standingDays: Readonly<Record<Language, readonly StandingDay[]>> = {
  en: rulesOf('en'),
  uk: rulesOf('uk'),
  ru: rulesOf('ru'),
};

function rulesOf(language: Language): StandingDay[] {
  const w = wordings[language];
  const by =
    (sign: 1 | -1) =>
    ([, count, unit]: readonly (string | undefined)[]): DateParts => {
      const number = Number(count);
      const days = (Number.isNaN(number) ? 1 : number) * (w.week.test(unit ?? '') ? 7 : 1);
      return { is: 'from-standing', days: sign * days };
    };
  const always = (days: number) => (): DateParts => ({ is: 'from-standing', days });
  return [
    ...w.later.map((source) => ({ rule: wordPattern(source), read: by(1) })),
    ...w.earlier.map((source) => ({ rule: wordPattern(source), read: by(-1) })),
    { rule: wordPattern(w.sameDay), read: always(0) },
    { rule: wordPattern(w.nextDay), read: always(1) },
    { rule: wordPattern(w.dayBefore), read: always(-1) },
  ];
}
