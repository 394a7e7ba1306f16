import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';
import { notAnHour, type TimeParts } from './time.ts';

/** A phrase for a span of the day: group 1 is where it begins, group 2 where it ends, one of them may be missing. */
export interface TimeRangePhrase {
  rule: RegExp;
  /** which end the first group is, where a phrase names only one */
  names: 'both' | 'from' | 'to' | 'lunch-to' | 'none';
  /** means this beside any question; else only as an answer to "what time?" */
  marked: boolean;
}

interface Wordings {
  between: string;
  /** between the two ends */
  and: string;
  from: readonly string[];
  fromBehind?: string;
  to: readonly string[];
  toBehind?: string;
  afterLunch: string;
  /** TIME stands for the time that is refused up to, or from */
  neverBefore: string;
  neverAfter: string;
  /** TIME stands for when the caller's own work ends: free from then on; `busyFromTo` for all of it */
  busyUntil: readonly string[];
  busyFromTo: string;
  /** "in two hours" is no two o'clock */
  durations: string;
  /** "from ten", only to "what time?" */
  since?: string;
  /** what may stand behind a time that is one beside other questions, too */
  behind: string;
}

const clock: Readonly<Record<Language, string>> = {
  en: '((?:half (?:past )?)?\\d{1,2}(?::\\d{2}| [0-5][05])?(?: oclock| o clock)?(?: ish)?(?: (?:am|pm|a m|p m|in the (?:morning|afternoon|evening)))?|noon|midday|lunch)',
  uk: '((?:(?:пів|половин\\S) (?:на )?)?\\d{1,2}h?(?::\\d{2}| [0-5][05])?(?: годин\\S*)?(?: (?:ранку|дня|вечора|утра|вечера))?|полудня|полудні|полудень|опівдня|полудню)',
  ru: '((?:(?:пол|половин\\S) )\\d{1,2}d|\\d{1,2}h?(?::\\d{2}| [0-5][05])?(?: час(?:а|ов|ам)?)?(?: (?:утра|дня|вечера|ранку|вечора))?|час[ау]?(?: дня)?|полудня|полудню|полдня)',
};

const wordings: Readonly<Record<Language, Wordings>> = {
  en: {
    between: '(?:between|from)',
    and: '(?:and|to|till|til|until|through)',
    from: [
      '(?:not|no|nothing|never|any ?time but not) (?:before|earlier than|sooner than|until|till|prior to)',
      '(?:any ?time |some ?time |anything |only )?(?<! (?:quarter|minutes|\\d+) )(?:after|later than|starting from|starting at|from)',
    ],
    fromBehind: '(?:or later|or after|onwards?|at the earliest|and later|and after)',
    to: [
      '(?:not|no|nothing|never) (?:later than|after|past)',
      '(?:any ?time |some ?time |anything |only )?(?<! (?:quarter|minutes|\\d+) )(?:before|until|till|up to|earlier than|by|no later than|prior to)',
    ],
    toBehind: '(?:or earlier|or before|at the latest|latest|tops)',
    neverBefore:
      '(?:cannot|can not|cant|could not|couldnt|wont|will not|not able to|unable to|never)(?: (?:do|make|come|manage|get|be|there|it|in|to|free|available)){0,4} (?:before|until|till|earlier than) TIME',
    neverAfter:
      '(?:cannot|can not|cant|could not|couldnt|wont|will not|not able to|unable to|never)(?: (?:do|make|come|manage|get|be|there|it|in|to|free|available)){0,4} (?:after|later than|past) TIME',
    busyUntil: [
      '(?:work|working|busy|tied up|at work|on shift|teaching|in class)(?: \\S+){0,2}? (?:till|until|til|up to|to) TIME',
      '(?:finish|get off|knock off|come off|done|through)(?: (?:work|working|my shift|with work))? (?:at|by|around|about) TIME',
    ],
    durations:
      '(?:in|for|within|about|takes?) (?:an?|\\d+|half an|a couple of|a few)(?: and a half)? (?:hours?|minutes?)',
    busyFromTo: '(?:work|working|busy|at work|on shift)(?: from)? TIME (?:till|until|to) TIME',
    afterLunch: '(?:after lunch|in the afternoon|afternoon)',
    behind: '$|please|or|but|if|on|in|would|is|and|any|because|thanks',
  },
  uk: {
    between: '(?:між|межи|з|із|зі|від|между|с|со)',
    and: '(?:та|і|й|и|до|по|а)',
    from: [
      'не (?:раніше|раньше|швидше|до)(?: ніж| як| чем)?(?: о| об| за| в| на| з)?',
      '(?:десь |вже |тільки |лише |хіба )?(?:після|опісля|пізніше|позже|після того як|починаючи з|післі|после)(?: ніж| за| о| об)?',
    ],
    fromBehind: '(?:або пізніше|чи пізніше|і пізніше|і далі|і після)',
    to: [
      'не (?:пізніше|позже|пізніш|після)(?: ніж| як| чем)?(?: о| об| за| в| на)?',
      '(?:десь |тільки |лише |хіба )?(?<! (?:ближче|ближе|близько) )(?:до|раніше|перед|раньше)(?: ніж| за| о| об)?',
    ],
    toBehind: '(?:або раніше|чи раніше|максимум|крайній)',
    neverBefore: '(?:раніше|раньше|до|швидше)(?: ніж| за| о| об)? TIME (?:ніяк )?не (?:\\S+)',
    neverAfter: '(?:пізніше|позже|після)(?: ніж| за| о| об)? TIME (?:ніяк )?не (?:\\S+)',
    busyUntil: [
      '(?:працюю|зайнят\\S+|на роботі|на зміні|на парах|роблю)(?: \\S+)? до TIME',
      'до TIME (?:я |ще |ж |мені )*(?:працюю|зайнят\\S+|на роботі|на зміні|на парах|роблю)',
      '(?:закінчую|звільняюсь|звільняюся)(?: роботу| працювати)?(?: о| об| десь о) TIME',
    ],
    durations:
      '(?:через|за|протягом) (?:\\d+|пару|кілька|пів|півтори)? ?(?:годин\\S*|півгодин\\S*|хвилин\\S*|час[аов]*|мінут\\S*)',
    busyFromTo:
      '(?:працюю |зайнят\\S+ |на роботі )?(?:з|із|від) TIME до TIME(?: (?:я )?(?:працюю|зайнят\\S+|на роботі))',
    since: '(?:з|із|зі|від)',
    afterLunch: '(?:після обіду|по обіді|пополудні|вдень|удень|после обеда)',
    behind: '$|ранку|дня|вечора|будь|якщо|або|чи|але|а|бо|можна|коли|в|у|на|дякую|то|і',
  },
  ru: {
    between: '(?:между|с|со|от|между|між|з)',
    and: '(?:и|до|по|і|та)',
    from: [
      'не (?:раньше|ранее|раніше|до)(?: чем| ніж)?(?: в| к| с)?',
      '(?:где то |уже |только |лишь )?(?:после|позже|попозже|позднее|начиная с|після)(?: чем| в| к)?',
    ],
    fromBehind: '(?:или позже|или попозже|и позже|и дальше|и после)',
    to: [
      'не (?:позже|позднее|пізніше|после)(?: чем| ніж)?(?: в| к| с)?',
      '(?:где то |только |лишь )?(?<! (?:ближе|ближче) )(?:до|раньше|пораньше|перед)(?: чем| в| к)?',
    ],
    toBehind: '(?:или раньше|максимум|крайнее|самое позднее)',
    neverBefore: '(?:раньше|до|раніше)(?: чем| в| к)? TIME (?:никак )?не (?:\\S+)',
    neverAfter: '(?:позже|позднее|после)(?: чем| в| к)? TIME (?:никак )?не (?:\\S+)',
    busyUntil: [
      '(?:работаю|занят\\S*|на работе|на смене|на парах)(?: \\S+)? до TIME',
      'до TIME (?:я |еще |же |мне )*(?:работаю|занят\\S*|на работе|на смене|на парах)',
      '(?:заканчиваю|освобождаюсь)(?: работу| работать)?(?: в| где то в) TIME',
    ],
    durations:
      '(?:через|за|в течение) (?:\\d+|пару|несколько|пол|полтора)? ?(?:час(?:а|ов|ик|ика|иков)?|получас\\S*|полчас\\S*|минут\\S*|годин\\S*)',
    busyFromTo:
      '(?:работаю |занят\\S* |на работе )?(?:с|от) TIME до TIME(?: (?:я )?(?:работаю|занят\\S*|на работе))',
    since: '(?:с|со|от)',
    afterLunch: '(?:после обеда|пополудни|днем|після обіду)',
    behind: '$|утра|дня|вечера|если|или|но|а|потому|можно|когда|в|на|спасибо|то|и|пожалуйста',
  },
};

function phrases(language: Language): TimeRangePhrase[] {
  const w = wordings[language];
  const time = clock[language];
  const hour = `${time}${notAnHour(language)}`;
  const near = '(?:(?:somewhere|sometime|about|around|десь|приблизно|где то|примерно) )*';
  const told = `(?= (?:${w.behind}))`;
  const one = (rules: readonly string[], names: 'from' | 'to'): TimeRangePhrase[] =>
    rules.flatMap((rule) => [
      { rule: wordPattern(`${near}${rule} ${hour}${told}`), names, marked: true },
      { rule: wordPattern(`${near}${rule} ${hour}`), names, marked: false },
    ]);
  const behind = (rule: string | undefined, names: 'from' | 'to'): TimeRangePhrase[] =>
    rule === undefined ? [] : [{ rule: wordPattern(`(?:at )?${hour} ${rule}`), names, marked: true }];
  return [
    // "I work till five": what stands behind a value that is none keeps shorter rules from reading a part of it
    { rule: wordPattern(w.busyFromTo.replaceAll('TIME', time)), names: 'none', marked: true },
    ...w.busyUntil.map((rule) => ({
      rule: wordPattern(rule.replace('TIME', hour)),
      names: 'from' as const,
      marked: true,
    })),
    { rule: wordPattern(w.durations), names: 'none', marked: true },
    { rule: wordPattern(`${near}${w.between} ${time} ${w.and} ${hour}`), names: 'both', marked: true },
    ...(language === 'en'
      ? [
          {
            // "ten to four" is a time of its own
            rule: wordPattern(`((?!5 |10 |15 |20 |25 )\\d{1,2}) (?:to|till|until) ${hour}`),
            names: 'both',
            marked: false,
          } as const,
        ]
      : []),
    {
      rule: wordPattern(
        `${w.afterLunch}(?: (?:but|and|але|та|і|но|и|only|тільки|только))* (?:${w.to.join('|')}) ${hour}`,
      ),
      names: 'lunch-to',
      marked: true,
    },
    // "I can't make it before nine", "раніше дев'ятої не зможу"
    { rule: wordPattern(w.neverBefore.replace('TIME', hour)), names: 'from', marked: true },
    { rule: wordPattern(w.neverAfter.replace('TIME', hour)), names: 'to', marked: true },
    ...behind(w.fromBehind, 'from'),
    ...behind(w.toBehind, 'to'),
    ...one(w.from.slice(0, 1), 'from'),
    ...one(w.to.slice(0, 1), 'to'),
    ...one(w.from.slice(1), 'from'),
    ...one(w.to.slice(1), 'to'),
    ...(w.since === undefined
      ? []
      : [{ rule: wordPattern(`${w.since} ${hour}`), names: 'from', marked: false } as const]),
  ];
}

/** Ordered: an earlier rule keeps later ones from reading the same words. */
export const timeRangePhrases: Readonly<Record<Language, readonly TimeRangePhrase[]>> = {
  en: phrases('en'),
  uk: phrases('uk'),
  ru: phrases('ru'),
};

/** Reads the words of one end: "half past two", "пів на третю", "14h 30", "noon". */
export function readClock(words: string): TimeParts {
  if (/^(?:noon|midday|lunch|пол|опів)/u.test(words) && !/\d/.test(words))
    return { hour: 12, minute: 0, exact: true };
  const [, half, before, hour = '1', minute = '0'] =
    /^(?:(half)(?: past)? |((?:пів|пол|половин\S)(?: на)?) )?(\d{1,2})(?:h|d)?(?:[: ](\d{2}))?/u.exec(
      words,
    ) ?? [];
  if (before !== undefined) return { hour: Number(hour) === 1 ? 12 : Number(hour) - 1, minute: 30 };
  return { hour: Number(hour), minute: half === undefined ? Number(minute) : 30 };
}
