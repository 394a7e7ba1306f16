import type { Language } from '../../language.ts';

/** Wordings of days in one language, as regular expressions. */
export interface Wordings {
  on: string;
  this: string;
  next: string;
  nextWeek: string;
  weekend: string;
  /** groups: beginning, middle, end */
  partOfMonth: string;
  thisWeek: string;
  relative: readonly (readonly [wording: string, days: number])[];
  inDays: string;
  inWeeks: string;
  soonest: string;
  /** words after a bare number that make it a day */
  ofMonth: string;
  of: string;
  /** a bare ordinal that means a day under any question */
  markedOrdinal: string;
  bareOrdinal: string;
  year: string;
}

/** Per language; the rules that they go into are in date.ts. */
export const dateWordings: Readonly<Record<Language, Wordings>> = {
  en: {
    on: '(?:on |for )?(?:the )?',
    this: '(?:this|the coming|coming|the nearest)',
    next: '(?:the )?(?:next|following)',
    nextWeek: '(?:of )?next week',
    weekend: '(?:at |on |for )?(?:the |this )?weekend',
    partOfMonth: '(?:at |in |on )?(?:the )?(?:(beginning of|early)|(middle of|mid)|(end of|late)) ',
    thisWeek: '(?:of )?this week',
    relative: [
      ['(?:the )?day after tomorrow', 2],
      ['tomorrow', 1],
      ['yesterday', -1],
      ['in a month', 30],
      ['(?:today|tonight|this (?:morning|afternoon|evening))', 0],
      ['(?:in )?a week from (?:now|today)', 7],
    ],
    inDays: 'in (\\d+|a couple of) days?',
    inWeeks: 'in (?:(\\d+)|a) weeks?',
    soonest:
      '(?:as (?:soon|early|quickly|fast) as (?:possible|you can|you could|can be|i can)|asap|first available|(?:the )?(?:soonest|earliest) you (?:have|can|got)|(?:the )?(?:soonest|earliest|nearest)(?: (?:possible|available|free))?(?: (?:day|date|time))?|any (?:day|time)|whenever(?: \\S+){0,4}|it does not matter|i do not mind)',
    ofMonth: '(?!)',
    of: '(?:of )?(?:the )?',
    markedOrdinal: '(?:on|for) the (\\d{1,2})th(?! (?:one|1|of|time|option))',
    bareOrdinal: '(?:the )?(\\d{1,2})th(?! (?:one|1|time|option))|the (\\d{1,2})',
    year: '(?: (\\d{4}))?',
  },
  uk: {
    on: '(?:на |у |в )?',
    this: '(?:цей|цю|ця|найближчий|найближчу|найближча|этот|эту)',
    next: '(?:наступний|наступну|наступна|наступного|наступної|наступне|следующий|следующую)',
    nextWeek: '(?:на )?наступн(?:ого|ому|ий) тиж(?:ня|ні|день)',
    weekend: '(?:на |у |в )?вихідн(?:і|их|ий)',
    partOfMonth: '(?:(на початку)|((?:у|в) середині)|(наприкінці|(?:у|в) кінці)) ',
    thisWeek: '(?:на )?ць(?:ого|ому) тижн[яі]',
    relative: [
      ['(?:на )?(?:післязавтра|після завтра|послезавтра)', 2],
      ['(?:на )?(?:завтра|завтрашній день)', 1],
      ['(?:на )?(?:сьогодні|сегодня)', 0],
      ['(?:вчора|учора)', -1],
      ['через місяць', 30],
    ],
    inDays: 'через (\\d+|пару|кілька)? ?(?:день|дні|днів)',
    inWeeks: 'через (?:(\\d+) )?тиж(?:день|ні|нів)',
    soonest:
      '(?:якнайшвидше|якнайскоріше|чим (?:швидше|скоріше)(?: тим краще)?|як(?:омога| можна) (?:швидше|скоріше|раніше|бистріше)|найраніше|найближч(?:ий|им|ого|е) (?:вільн\\S+|час|часом|день|дня)|(?:на )?найближчий|коли завгодно|будь який день|будь коли|коли (?:є|буде) (?:вільне|вільний|вільно|місце|час)(?: \\S+)?|все одно|без різниці|байдуже|однаково)',
    ofMonth: 'числ[оаі]',
    of: '',
    markedOrdinal: 'на (\\d{1,2})d',
    bareOrdinal: '(\\d{1,2})d',
    year: '(?: (\\d{4})d?(?: рок[уа]| рік)?)?',
  },
  ru: {
    on: '(?:на |во |в |к )?',
    this: '(?:этот|эту|эта|ближайший|ближайшую|ближайшая|цей|цю)',
    next: '(?:следующий|следующую|следующая|следующего|следующей|следующее|наступну|наступний)',
    nextWeek: '(?:на )?следующ(?:ей|ую) недел[еию]',
    weekend: '(?:на |в )?выходн(?:ые|ых|ой)',
    partOfMonth: '(?:(в начале)|(в середине)|(в конце)) ',
    thisWeek: '(?:на )?эт(?:ой|у) недел[еию]',
    relative: [
      ['(?:на )?(?:послезавтра|после завтра|післязавтра)', 2],
      ['(?:на )?(?:завтра|завтрашний день)', 1],
      ['(?:на )?(?:сегодня|сьогодні)', 0],
      ['вчера', -1],
      ['через месяц', 30],
    ],
    inDays: 'через (\\d+|пару|несколько)? ?(?:день|дня|дней)',
    inWeeks: 'через (?:(\\d+) )?недел[юиь]',
    soonest:
      '(?:(?:как можно|чем) (?:скорее|быстрее|раньше|скорей|быстрей|поскорее)(?: тем лучше)?|поскорее|побыстрее|пораньше|ближайш(?:ее|ий|им|его) (?:свободн\\S+|время|день|временем)|(?:на )?ближайший|когда угодно|любой день|когда (?:есть|будет) (?:свободное|свободный|свободно|место|время)(?: \\S+)?|все равно|без разницы|неважно)',
    ofMonth: 'числ[оа]',
    of: '',
    markedOrdinal: 'на (\\d{1,2})d',
    bareOrdinal: '(\\d{1,2})d',
    year: '(?: (\\d{4})d?(?: года?)?)?',
  },
};
