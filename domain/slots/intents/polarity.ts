import { LANGUAGES, type Language } from '../../language.ts';
import { phrasePattern } from '../hint-syntax.ts';
import { matches, type Sentence, textOf, wordPattern } from '../sentence.ts';
import { withoutAsides } from './asides.ts';
import type { Polarity } from './types.ts';
import { intentWordings } from './wordings.ts';

/** Whether an utterance says yes, no or "I do not know", and the tokens [from, to) that say it. */
export interface HeardPolarity {
  intent: Polarity;
  from: number;
  to: number;
}

const KINDS: readonly Polarity[] = ['yes', 'no', 'unsure'];

const finalWords: Readonly<Record<Language, Readonly<Record<'yes' | 'no', string>>>> = {
  en: { yes: '(?:yes|yeah)', no: 'no' },
  // "так" also means "so": it agrees only where nothing follows
  uk: { yes: '(?:так(?= $)|да)', no: '(?:ні|нє|нет|немає|нема|не було|не треба|не потрібно|не хочу)' },
  ru: { yes: 'да', no: '(?:нет|неа|нету|не было|ні|не надо|не нужно|не хочу)' },
};
/** Words behind a no that agree after all: "no, well, alright then". */
const givesIn: Readonly<Record<Language, string>> = {
  en: '(?:yes|yeah|alright|all right|okay|ok|go on|go ahead|let us|lets (?:go|do|try|have))',
  uk: '(?:так(?= $)|да|добре|давайте|гаразд|ладно|окей|записуйте|хай буде)',
  ru: '(?:да|хорошо|давайте|ладно|окей|записывайте|пусть будет)',
};
/** Words behind a yes that take it back: "okay, that's wrong". */
const takesBack: Readonly<Record<Language, string>> = {
  en: '(?:no|nope|wrong|incorrect|(?:definitely|certainly|absolutely) not|not (?:right|correct|true|that|at all)|none|never|nothing like)',
  uk: '(?:ні|нє|нет|немає|не було|нема|виключено|не дякую|не спасибо|неправильно|невірно|не так|не те|не той|не та|ніяких|ніякого|жодного|жодних|ніколи|нічого такого|никаких|никогда)',
  ru: '(?:нет|неа|не было|нету|ні|не спасибо|не дякую|исключено|неправильно|неверно|не так|не то|не тот|не та|никаких|никакого|ни одного|никогда|ничего такого|ніяких|жодного)',
};
const opposites: Readonly<Record<Language, Readonly<Record<'yes' | 'no', RegExp>>>> = perLanguage(
  (language) => ({
    yes: wordPattern(givesIn[language]),
    no: wordPattern(takesBack[language]),
  }),
);

type Rules = Readonly<Record<Polarity, { start: RegExp; whole: RegExp; end: RegExp }>>;
const rules = perLanguage((language): Rules => {
  const { polarity, politeness, openers } = intentWordings[language];
  const source = (hints: readonly string[]) => phrasePattern(hints, language)?.source.slice(0, -5) ?? '(?!)';
  const opener = `(?:${source(openers)})*`;
  const polite = `(?:${source(politeness)})*`;
  const rule = (kind: Polarity) => ({
    start: new RegExp(`^(${opener})(${source(polarity[kind].start)})(?= )`, 'u'),
    whole: new RegExp(
      `^(${opener})(${source([...polarity[kind].whole, ...polarity[kind].start])})(?=${polite} $)`,
      'u',
    ),
    // "vomiting? no" answers at the end, in a few words
    end: new RegExp(
      `^((?: \\S+){1,4}?)(${kind === 'unsure' ? '(?!)' : ` ${finalWords[language][kind]}`})(?=${polite} $)`,
      'u',
    ),
  });
  return { yes: rule('yes'), no: rule('no'), unsure: rule('unsure') };
});

const REPEATED = /^( \S+)\1+ $/u;

/** "А обязательно?", "is that necessary": the word agrees with nothing, it asks. */
const ASKS_BACK: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:and |but )?(?:is (?:it|that|this)|does it have to be) (?:really |absolutely )?(?:necessary|needed|required|obligatory|a must|certain|definite)(?: .*)?$/u,
  uk: /^ (?:а|та|і|чи) (?:це |воно |чи |мені |хіба )*(?:обовязково|треба|потрібно|можна|точно|справді|правда)(?: (?:це|воно|мені|чи|взагалі|так))* $/u,
  ru: /^ (?:а|и|но|разве) (?:это |оно |мне |точно )*(?:обязательно|надо|нужно|можно|точно|правда)(?: (?:это|ли|мне|вообще|так))* $/u,
};

/** The longest wording at the utterance's beginning decides: "no idea" is unsure, "no problem" is yes. */
export function polarity(sentence: Sentence): HeardPolarity | null {
  const { tokens, language } = sentence;
  if (ASKS_BACK[language].test(sentence.text)) return null;
  const text = withoutAsides(sentence.text, language);
  const once = REPEATED.exec(text)?.[1];
  if (once === undefined) return spoken(text, sentence);
  const heard = spoken(`${once} `, sentence);
  return heard === null ? null : { ...heard, from: 0, to: tokens.length };
}

function spoken(text: string, sentence: Sentence): HeardPolarity | null {
  const { language } = sentence;
  let best: (HeardPolarity & { length: number }) | null = null;
  for (const intent of KINDS)
    for (const rule of [rules[language][intent].whole, rules[language][intent].start]) {
      const match = rule.exec(text);
      const length = match?.[2]?.length ?? 0;
      if (match === null || length <= (best?.length ?? 0)) continue;
      const from = countWords(match[1] ?? '');
      best = { intent, from, to: from + countWords(match[2] ?? ''), length };
    }
  if (best !== null) {
    const refused = best.intent === 'yes' ? refusalBehind(sentence, best.to) : null;
    return refused ?? { intent: best.intent, from: best.from, to: best.to };
  }
  for (const intent of KINDS) {
    const match = rules[language][intent].end.exec(text);
    if (match === null) continue;
    const from = countWords(match[1] ?? '');
    return { intent, from, to: from + countWords(match[2] ?? '') };
  }
  return null;
}

/** Whether these words, openers and courtesies aside, are a yes, a no or an "I do not know" as a whole. `text` as in a sentence. */
export function wholePolarity(text: string, language: Language): Polarity | null {
  return KINDS.find((intent) => rules[language][intent].whole.test(text)) ?? null;
}

/** "Okay, no": a word that only shows that the question was heard, and then the answer. */
const heardYou: Readonly<Record<Language, RegExp>> = {
  en: /^(?: (?:okay|ok|right|alright|fine|so|oh))+ $/u,
  uk: /^(?: (?:добре|гаразд|окей|ок))+ $/u,
  ru: /^(?: (?:хорошо|ладно|окей|ок))+ $/u,
};
const refusal: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:no|nope|nah)(?= )/u,
  uk: /^ (?:ні|нє|нема|немає|нет)(?= )/u,
  ru: /^ (?:нет|неа|нету|ні)(?= )/u,
};
function refusalBehind(sentence: Sentence, to: number): HeardPolarity | null {
  const { language, tokens } = sentence;
  if (!heardYou[language].test(textOf(sentence, 0, to))) return null;
  if (!refusal[language].test(textOf(sentence, to, tokens.length))) return null;
  return { intent: 'no', from: to, to: to + 1 };
}

/** "Okay, that's not my name": a word that only shows that the question was heard, and then a denial. */
const DENIAL: Readonly<Record<Language, RegExp>> = {
  en: / (?:not|no|isnt|wasnt|dont|doesnt|didnt|wont|cant|cannot|havent|never|nobody|wrong) /u,
  uk: / (?:не|ні|нє|немає|нема|ніхто|ніколи|неправильно|невірно) /u,
  ru: / (?:не|нет|нету|никто|никогда|неправильно|неверно) /u,
};
function onlyHeard(sentence: Sentence, { to }: HeardPolarity): boolean {
  const { language, tokens } = sentence;
  const rest = textOf(sentence, to, tokens.length);
  return (
    heardYou[language].test(textOf(sentence, 0, to)) &&
    DENIAL[language].test(rest) &&
    wholePolarity(rest, language) !== 'yes'
  );
}

/** The first later word that says the opposite: "yes … no wait" leaves the answer open. */
export function contradicted(sentence: Sentence, heard: HeardPolarity): boolean {
  if (heard.intent === 'unsure') return false;
  if (heard.intent === 'yes' && onlyHeard(sentence, heard)) return true;
  const opposite = heard.intent === 'yes' ? 'no' : 'yes';
  return matches(sentence, opposites[sentence.language][opposite]).some(({ from }) => from >= heard.to);
}

/** A plain yes or no as the whole transcript, for `completeWhen`. */
export const polarityWord: Readonly<Record<Language, string>> = {
  en: '(?:yes|yeah|yep|no|nope)(?: please| thank you| thanks)?',
  uk: '(?:так|ага|ні)(?: дякую| будь ласка)?',
  ru: '(?:да|ага|нет)(?: спасибо| пожалуйста)?',
};

export const polarityHints: Readonly<Record<Language, readonly string[]>> = perLanguage(
  (language) => intentWordings[language].polarityHints,
);

const countWords = (text: string): number => text.split(' ').filter((word) => word !== '').length;

function perLanguage<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, T>;
}
