import type { Language } from '../../language.ts';
import { wordPattern } from '../sentence.ts';

/** Half of the day that a caller named, or that the words imply. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Words that name a part of the day; greetings ("good morning") are no part. */
export const dayParts: Readonly<Record<Language, readonly (readonly [RegExp, DayPart])[]>> = {
  en: [
    [/(?<! good) (?:am|a m|morning|mornings)(?= )/u, 'morning'],
    [/(?<! good) (?:pm|p m|afternoon|after lunch)(?= )/u, 'afternoon'],
    [/(?<! good) (?:evening|tonight)(?= )/u, 'evening'],
    [/ at night(?= )/u, 'night'],
  ],
  uk: [
    [/(?<! добр\S+) (?:ранку|зранку|вранці|ранок|уранці|до обіду|ранковий|утра)(?= )/u, 'morning'],
    [/(?<! добр\S+)(?<! через \d+) (?:дня|вдень|удень|після обіду|обід)(?= )/u, 'afternoon'],
    [/(?<! добр\S+) (?:вечора|ввечері|увечері|вечір)(?= )/u, 'evening'],
    [/ (?:ночі|вночі)(?= )/u, 'night'],
  ],
  ru: [
    [/(?<! добр\S+) (?:утра|утром|с утра|утро|до обеда|ранку)(?= )/u, 'morning'],
    [/(?<! добр\S+)(?<! через \d+) (?:дня|днем|после обеда|обед)(?= )/u, 'afternoon'],
    [/(?<! добр\S+) (?:вечера|вечером|вечер)(?= )/u, 'evening'],
    [/ (?:ночи|ночью)(?= )/u, 'night'],
  ],
};

/** Choosing among offered times by their order in the day. */
export const orderWords: Readonly<Record<Language, Readonly<Record<'earlier' | 'later' | 'any', RegExp>>>> = {
  en: {
    earlier: wordPattern('(?:the )?(?:earlier|earliest|sooner|soonest)(?: (?:one|1|time))?'),
    later: wordPattern('(?:the )?(?:later|latest)(?: (?:one|1|time))?'),
    any: wordPattern(
      '(?:any(?: (?:of them|time|one|1))?|either(?: (?:one|1|is fine))?|whichever|(?:it )?(?:does not|doesnt) matter|i do not mind|i dont mind)',
    ),
  },
  uk: {
    earlier: wordPattern('(?:на )?(?:раніше|раніший|ранішу|найраніш\\S+|ближче|найближч\\S+)(?: час)?'),
    later: wordPattern('(?:на )?(?:пізніше|пізніший|пізнішу|найпізніш\\S+)(?: час)?'),
    any: wordPattern('(?:будь який|будь яка|будь коли|байдуже|без різниці|однаково|все одно|немає різниці)'),
  },
  ru: {
    earlier: wordPattern('(?:на )?(?:раньше|пораньше|ранн\\S+|самое раннее|ближе|ближайш\\S+)(?: время)?'),
    later: wordPattern('(?:на )?(?:позже|попозже|поздн\\S+|самое позднее)(?: время)?'),
    any: wordPattern('(?:любое|любой|без разницы|все равно|неважно|нет разницы)'),
  },
};
