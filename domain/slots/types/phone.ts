import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { matches, type Sentence, textOf, wordPattern } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';
import { anyOf, wordsOf } from '../words/index.ts';

const schema = z.strictObject({
  type: z.literal('phone'),
  /** country of numbers said without a country code, ISO 3166-1 alpha-2 */
  country: z.string().length(2).default('UA'),
  ...common,
});

/** A telephone number, E.164. */
export const phone: SlotType<typeof schema> = {
  schema,
  patience: 'digits',
  find(sentence, { country }, { open, context }) {
    const dictated = dictations[sentence.language];
    const found = matches(sentence, dictated).flatMap(({ from, to }) => {
      const whole = readPhone(textOf(sentence, from, to), country);
      if (whole !== null) return [withTailCorrected(sentence, { ...whole, from, to }, country)];
      return open ? restarted(sentence, from, to, country) : [];
    });
    if (found.length === 0 && open) found.push(...withGroupCorrected(sentence, country));
    const own = parsePhoneNumberFromString(context.facts.from, country as CountryCode);
    if (found.length > 0 || own?.isValid() !== true) return found;
    const rules = [sameNumber[sentence.language], ...(open ? [thatNumber[sentence.language]] : [])];
    const [said] = rules.map((rule) => matches(sentence, rule)).filter((one) => one.length > 0);
    return (said ?? []).map(({ from, to }) => ({
      value: own.number,
      confidence: CONFIDENCE.sure,
      from,
      to,
    }));
  },
  hints: (_definition, language) => phoneHints[language],
  completeWhen: (_definition, language) => {
    const digit = digitWords(language);
    const zero = digitWords(language, 0);
    const nine = `${digit}(?: ?${digit}){8}`;
    return `(?:${zero} ?${nine}|(?:${anyOf(wordsOf[language].plus)} |\\+)?(?:${digitWords(language, 3)} ?${digitWords(language, 8)} ?${zero}) ?${nine})`;
  },
  say: (value, _language, { country }) => {
    if (typeof value !== 'string') return undefined;
    const number = parsePhoneNumberFromString(value, country as CountryCode);
    const groups =
      number === undefined ? value : number.country === country ? national(number.formatNational()) : value;
    return spaced(groups);
  },
};

const national = (formatted: string): string => {
  const digits = formatted.replace(/\D/g, '');
  // Ukrainian numbers are read 067 123 45 67
  return digits.length === 10 ? digits.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4') : formatted;
};

/** "067 123 45 67" → "0 6 7, 1 2 3, 4 5, 6 7": voices read single digits, with a pause between groups */
const spaced = (groups: string): string =>
  groups
    .split(/[\s()-]+/)
    .filter((group) => group !== '')
    .map((group) => [...group].join(' '))
    .join(', ');

function readPhone(spoken: string, country: string): { value: string; confidence: number } | null {
  const digits = spoken.replace(/\D/g, '');
  // "380…" and "80…" are said without a plus
  const international = spoken.includes('+') || (country === 'UA' && /^380\d{9}$/.test(digits));
  const written = international
    ? `+${digits}`
    : country === 'UA' && /^80\d{9}$/.test(digits)
      ? `+3${digits}`
      : digits;
  const number = parsePhoneNumberFromString(written, country as CountryCode);
  if (number?.isValid() !== true) return null;
  const complete = international || written.startsWith('+') || country !== 'UA' || digits.startsWith('0');
  return { value: number.number, confidence: complete ? CONFIDENCE.sure : CONFIDENCE.likely };
}

/** "… sixty seven, no, sixty eight" replaces as many digits at the end as are said anew, to be confirmed. */
function withTailCorrected(sentence: Sentence, whole: Found, country: string): Found {
  const { selfCorrections } = wordsOf[sentence.language];
  const behind = new RegExp(`^ ${anyOf(selfCorrections)} ((?:\\d+ ){1,4})$`, 'u').exec(
    textOf(sentence, whole.to, sentence.tokens.length),
  );
  const tail = (behind?.[1] ?? '').replace(/\D/g, '');
  if (tail === '' || tail.length > 7) return whole;
  const read = readPhone(`${whole.value}`.slice(0, -tail.length) + tail, country);
  const to = sentence.tokens.length;
  return read === null ? whole : { ...whole, value: read.value, confidence: CONFIDENCE.doubtful, to };
}

/**
 * "Oh nine seven five eleven, no, five twelve, twenty, thirty": what stands behind the slip is said instead of as few groups
 * before it as make a number of the whole. To be confirmed.
 */
function withGroupCorrected(sentence: Sentence, country: string): Found[] {
  const { selfCorrections } = wordsOf[sentence.language];
  const rule = wordPattern(`((?:\\+ )?\\d+(?: \\d+)*)(?: ${anyOf(selfCorrections)}){1,3} (\\d+(?: \\d+)*)`);
  return matches(sentence, rule).flatMap(({ from, to, groups: [, before = '', behind = ''] }) => {
    const said = before.split(' ');
    for (let kept = said.length - 1; kept >= 0; kept -= 1) {
      const read = readPhone([...said.slice(0, kept), behind].join(' '), country);
      if (read !== null) return [{ value: read.value, confidence: CONFIDENCE.doubtful, from, to }];
    }
    return [];
  });
}

/** The caller began again without a word between: the last groups that make a number, to be confirmed. */
function restarted(sentence: Sentence, from: number, to: number, country: string): Found[] {
  for (let start = from + 1; start < to; start += 1) {
    const read = readPhone(textOf(sentence, start, to), country);
    if (read !== null && /^ (?:0|\+|380)/.test(textOf(sentence, start, to)))
      return [{ value: read.value, confidence: CONFIDENCE.doubtful, from: start, to }];
  }
  return [];
}

const dictation = (language: Language): RegExp =>
  wordPattern(`(?:\\+ )?\\d+(?:(?: ${anyOf(wordsOf[language].dictationJoiners)}){0,3} \\d+)*`);
const dictations: Readonly<Record<Language, RegExp>> = {
  en: dictation('en'),
  uk: dictation('uk'),
  ru: dictation('ru'),
};

/** Single digits as words or as figures, for `completeWhen`. */
function digitWords(language: Language, only?: number): string {
  const { cardinals, zeroBesideNumbers } = wordsOf[language];
  const words = Object.entries(cardinals).filter(([, value]) =>
    only === undefined ? value < 10 : value === only,
  );
  const zeros = only === undefined || only === 0 ? zeroBesideNumbers : [];
  return anyOf([...words.map(([word]) => word), ...zeros, only === undefined ? '[0-9]' : `${only}`]);
}

const ownNumber: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '[yes] [use] (this|the same|my current) (number|phone)',
    '[yes] [use] (this|the same|the) (number|one) [that] (i am|im) calling (from|you from)',
    '[yes] the one i am calling from',
    'the number i am calling from',
    'on this number',
  ],
  uk: [
    '(цей|на цей|той самий|цей самий|той же|цей же|на цей самий|на той самий|на той же|этот) (номер|телефон)',
    '(номер|з якого) [я] [зараз] (дзвоню|телефоную|звоню|набираю)',
    '(з|із|за|по) (цього|якого|цьому|цим) [самого|самому] [же] [я] [зараз] (номера|номеру|номером|телефона|телефону|дзвоню|телефоную|набираю|звоню)',
    'за цим номером',
    'с (этого|которого) [я] (номера|звоню)',
  ],
  ru: [
    '(этот|на этот|тот же|этот же|тот самый|на этот же|на тот же|на тот самый|цей) (номер|телефон)',
    '[номер] с которого [я] [сейчас] (звоню|набираю|дзвоню)',
    '(с|по) (этого|этому|того|тому) [самого|самому] [же] (номера|номеру|телефона|телефону) [что] [я] [звоню]',
    'з (цього|якого) [я] (номера|номеру|дзвоню)',
  ],
};
/** The same in words that mean it only where a number is asked for. */
const thatOne: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '(this|the same|same|that) (one|number|line|phone) [is] [fine|good|ok|okay|best|please|will do]',
    "(this number's|this one's|same one) (fine|good|ok|okay|best|mine|please)",
    "[the|same] (one|number) [that] (i'm|i am) [now] (calling|ringing|phoning|speaking|talking|on) [on|from|with|now] [now]",
    '(whatever|the one that|the number that|the one|which|what) (came|comes|shows|showed|pops|popped|is showing|you see) [up] [there] [on] [your|the] [screen|display|phone|system]',
    'from this number',
    'this number',
  ],
  uk: [
    '[на] (цей|той|цього|того) (же|самий|самого)',
    '[на|з] (той|цей|номер|отой|оцей) (що|шо|який|котрий|якого) [я] [зараз] [у|в] [вас] [там] (висвітився|висвітлився|визначився|показує|відобразився|світиться|бачите|дзвоню|набираю)',
    '(що|шо|який|як) [у|в] [вас] [там] (висвітився|висвітлився|визначився|світиться|відобразився)',
    '(дзвоніть|телефонуйте|передзвоніть|набирайте|перетелефонуйте) (сюди|сюди ж|на нього|на цей)',
  ],
  ru: [
    '[на] (этот|тот|этого|того) (же|самый|самого)',
    '[на|с] (тот|этот|номер) (что|который|которого) [я] [сейчас] [у] [вас] [там] (высветился|определился|показывает|отобразился|светится|видите|звоню|набираю)',
    '(что|который|какой) [у] [вас] [там] (высветился|определился|светится|отобразился)',
    '(звоните|перезвоните|набирайте) (сюда|сюда же|на него|на этот)',
  ],
};
const neverMatches = /(?!)/gu;
const sameNumber: Readonly<Record<Language, RegExp>> = {
  en: phrasePattern(ownNumber.en, 'en') ?? neverMatches,
  uk: phrasePattern(ownNumber.uk, 'uk') ?? neverMatches,
  ru: phrasePattern(ownNumber.ru, 'ru') ?? neverMatches,
};

const thatNumber: Readonly<Record<Language, RegExp>> = {
  en: phrasePattern(thatOne.en, 'en') ?? neverMatches,
  uk: phrasePattern(thatOne.uk, 'uk') ?? neverMatches,
  ru: phrasePattern(thatOne.ru, 'ru') ?? neverMatches,
};

const phoneHints: Readonly<Record<Language, string[]>> = {
  en: [
    '[my (number|phone)] [is] $digits',
    '[it is] $digits',
    '[no] [the number is] $digits',
    ...ownNumber.en,
  ],
  uk: ['[мій (номер|телефон)] $digits', '[номер] $digits', '[ні] $digits', ...ownNumber.uk],
  ru: ['[мой (номер|телефон)] $digits', '[номер] $digits', '[нет] $digits', ...ownNumber.ru],
};
