import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { apart, isPair, meantNames } from '../name-choice.ts';
import { isGivenName, knownName } from '../name-lists.ts';
import { assembled, isOf, tokensOf, written } from '../name-parts.ts';
import { familyNames, givenNames } from '../names.ts';
import { nameFrames, nameWords } from '../phrases/name.ts';
import { matches, type Sentence, type Token } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';
import { spelledName } from '../spelling.ts';

const schema = z.strictObject({
  type: z.literal('name'),
  /** given and family name are both wanted: of one alone the other is asked for, once */
  whole: z.literal(true).optional(),
  ...common,
});

/** "Given Family": from the list, spelled, or any words after "my name is", the less sure the less is known of them. */
export const name: SlotType<typeof schema> = {
  schema,
  patience: 'free',
  find(sentence, _definition, { open, spelling }) {
    const { cue, weakCue } = nameWords[sentence.language];
    if (open) {
      const spelled = spelledName(sentence);
      if (spelled !== null && (spelling || spelled.letters >= 3))
        return [withGivenName(sentence, spelled.found)];
    }
    const words = sentence.words;
    // number words are no names and cues hold none, so tokens and words differ only in places without interest
    const offset = (token: number): number =>
      words.findIndex(({ start }) => start >= (sentence.tokens[token]?.start ?? 0));
    const namesBoth = / (?:surname|(?:last|family|2th) name|прізвище|фамилия|фамилию) /u.test(sentence.text);
    const labelled = labelledName(sentence, offset);
    if (labelled !== null) return [labelled];
    const afterCue = matches(sentence, cue).at(-1);
    const cueEnd = afterCue === undefined || afterCue.to >= sentence.tokens.length ? -1 : offset(afterCue.to);
    if (cueEnd >= 0) {
      const found = nameAt(sentence, cueEnd, { unknown: true });
      // "the name is Smith, John Smith"
      const again = words.findIndex(({ afterBreak }, i) => i > cueEnd && afterBreak);
      const repeated = again < 0 ? [] : nameAt(sentence, again, { unknown: false });
      const better = (repeated[0]?.confidence ?? 0) > (found[0]?.confidence ?? 0) ? repeated : found;
      const [part] = better;
      if (open && part !== undefined && !`${part.value}`.includes(' '))
        return fuller(part, bareName(sentence), namesBoth);
      if ((part?.confidence ?? 0) >= CONFIDENCE.doubtful || !open) return better;
      // "Olena Shevchenko is my name, quickly please"
      const [bare] = bareName(sentence);
      return bare !== undefined && bare.confidence > (better[0]?.confidence ?? 0) ? [bare] : better;
    }
    for (const weak of matches(sentence, weakCue)) {
      if (weak.to >= sentence.tokens.length) continue;
      const found = nameAt(sentence, offset(weak.to), { unknown: false, family: open });
      const first = found[0];
      if (first !== undefined && open && !`${first.value}`.includes(' '))
        return fuller(first, bareName(sentence), namesBoth);
      if (first !== undefined && (open || first.confidence >= CONFIDENCE.sure)) return found;
    }
    for (const weak of open ? matches(sentence, weakCue) : []) {
      const unknown = twoWords(sentence, words.slice(offset(weak.to)));
      if (weak.to < sentence.tokens.length && unknown !== null) return [unknown];
    }
    if (open && afterCue !== undefined && afterCue.to >= sentence.tokens.length) {
      const before = words.slice(0, offset(afterCue.from)).filter(({ text }) => text !== 'is');
      const unknown = twoWords(sentence, before);
      if (unknown !== null) return [unknown];
    }
    return open ? bareName(sentence) : [];
  },
  hints: (_definition, language) => [...hints[language]],
  say: (value) => (typeof value === 'string' ? value : undefined),
};

interface Cue {
  /** words that are not in the list may be a name too */
  unknown: boolean;
  /** an unknown word behind a known given name may be the family name */
  family?: boolean;
}

/** "Koval here, I am Andriy": what is known of the whole utterance, where that is more than one part. */
const fuller = (part: Found, whole: readonly Found[], namesBoth: boolean): Found[] => {
  const [all] = whole;
  if (all !== undefined && all.confidence >= CONFIDENCE.sure) return [all];
  // a family name was told, too, and not understood
  return [namesBoth ? { ...part, confidence: Math.min(part.confidence, CONFIDENCE.doubtful) } : part];
};

/** The name that begins at a word: up to four words, as long as they can be one. */
function nameAt(sentence: Sentence, at: number, { unknown, family: mayEnd = false }: Cue): Found[] {
  const { common, patronymic } = nameWords[sentence.language];
  const parts: Token[] = [];
  for (const word of sentence.words.slice(at, at + 4)) {
    // "Julia, Julia Lysenko"
    if (word.text === parts.at(-1)?.text) continue;
    if (parts.length > 0 && word.afterBreak) break;
    const known = knownName(word.text, sentence.language) !== undefined || patronymic.test(word.text);
    const [first] = parts;
    const ends = mayEnd && parts.length === 1 && isOf('given', first, sentence.language);
    if (!known && (!(unknown || ends) || common.has(word.text) || !mayBeName(word.text))) break;
    parts.push(word);
  }
  return parts.length === 0 ? [] : [assembled(sentence, parts)];
}

/**
 * A name of which the caller corrects one part: a given name replaces the first word, any other word the last one.
 * Whole names and names that had one part only are taken as they are said.
 */
export function withPartCorrected(before: string, said: string): string {
  const words = before.split(' ');
  if (said.includes(' ')) return said;
  // the other half of a name of which one is known
  if (words.length < 2 && isGivenName(said) !== isGivenName(before))
    return isGivenName(said) ? `${said} ${before}` : `${before} ${said}`;
  if (words.length < 2) return said;
  return isGivenName(said) ? [said, ...words.slice(1)].join(' ') : [...words.slice(0, -1), said].join(' ');
}

/** Nobody is called a number, a letter or a scream. */
const mayBeName = (word: string): boolean => !/\d/.test(word) && word.length >= 2 && word.length <= 30;

/** "Ivan, K O V A L", "that's S M I T H, and Susan" */
function withGivenName(sentence: Sentence, spelled: Found): Found {
  const others = sentence.tokens.flatMap(({ text }, at) => {
    const known = knownName(text, sentence.language);
    const isApart = at < spelled.from || at >= spelled.to;
    return isApart && known?.kind === 'given' ? [{ at, name: known.name }] : [];
  });
  const given = others.at(-1);
  if (given === undefined || others.some(({ name }) => name !== given.name)) return spelled;
  const from = Math.min(given.at, spelled.from);
  return {
    ...spelled,
    value: `${given.name} ${spelled.value}`,
    from,
    to: Math.max(given.at + 1, spelled.to),
  };
}

/** "Sashko is my name, the surname's Koval": the one known given name, or the one word that "my name is" stands with. */
function givenBeside(sentence: Sentence, last: Token, offset: (token: number) => number): Token | undefined {
  const { language, words } = sentence;
  const { common, called } = nameWords[language];
  const known = words.filter((word) => word !== last && isOf('given', word, language));
  if (known.length > 0) return known.length === 1 ? known[0] : undefined;
  const cue = matches(sentence, called)[0];
  if (cue === undefined) return undefined;
  const beside = [words[offset(cue.to)], words[offset(cue.from) - 1]];
  return beside.find(
    (word) => word !== undefined && word !== last && !common.has(word.text) && mayBeName(word.text),
  );
}

/** "Last name Kovalenko, first name Anna": one word behind each label; null where one of them is missing. */
function labelledName(sentence: Sentence, offset: (token: number) => number): Found | null {
  const { givenCue, familyCue, common } = nameWords[sentence.language];
  const behind = (cue: RegExp): Token | undefined => {
    const at = matches(sentence, cue).at(-1)?.to;
    const word = at === undefined || at >= sentence.tokens.length ? undefined : sentence.words[offset(at)];
    return word === undefined || common.has(word.text) || !mayBeName(word.text) ? undefined : word;
  };
  const last = behind(familyCue);
  const first = behind(givenCue) ?? (last === undefined ? undefined : givenBeside(sentence, last, offset));
  if (first === undefined || last === undefined || first === last) return null;
  return {
    value: `${written(first, sentence)} ${written(last, sentence)}`,
    confidence: isOf('given', first, sentence.language) ? CONFIDENCE.sure : 0.7,
    ...tokensOf(sentence, Math.min(first.start, last.start), Math.max(first.end, last.end)),
  };
}

/** "This is Walter Owens", "Walter Owens is my name": two words that may be a name and nothing else; to be confirmed. */
function twoWords(sentence: Sentence, words: readonly Token[]): Found | null {
  const { common } = nameWords[sentence.language];
  const may =
    words.length === 2 && words.every(({ text }) => !common.has(text) && mayBeName(text) && text.length > 2);
  return may ? assembled(sentence, words) : null;
}

const EXCLAMATIONS: ReadonlySet<string> = new Set(['oh', 'ah', 'ooh', 'ой', 'ох', 'ах', 'а', 'о']);

/** Known names anywhere in the answer; else one to three words that may be one. */
function bareName(sentence: Sentence): Found[] {
  const { language } = sentence;
  const { common } = nameWords[language];
  const meant = meantNames(sentence);
  const [start] = meant;
  if (start !== undefined) {
    const scattered = apart(sentence, meant);
    if (scattered !== null) return [scattered];
    // an unknown word beside a known one belongs to it: "Olena Dovhopola", "Yaremchuk Olena"
    const previous = sentence.words[start - 1];
    const whole = isPair(sentence, start);
    const belongs =
      previous !== undefined &&
      previous.text.length > 2 &&
      !common.has(previous.text) &&
      knownName(previous.text, language) === undefined;
    return nameAt(sentence, belongs && !whole ? start - 1 : start, { unknown: true });
  }
  // whoever says only whose name it is not has not said a name
  if (sentence.words.some(({ text }) => knownName(text, language) !== undefined)) return [];
  // "forty two" is no name
  if (sentence.tokens.some(({ text }) => /^\d/.test(text))) return [];
  const said = sentence.words.filter(({ text }) => !EXCLAMATIONS.has(text));
  const words = said.filter(({ text }) => text.length > 1);
  if (words.length === 0 || words.length > 3 || words.length < said.length) return [];
  return words.some(({ text }) => common.has(text) || !mayBeName(text)) ? [] : [assembled(sentence, words)];
}

const lower = (names: readonly string[]): string => `(${names.map((one) => one.toLowerCase()).join('|')})`;
const listHints = (language: Language): string[] => {
  const both = `${lower(givenNames[language])} ${lower(familyNames[language])}`;
  return [
    ...nameFrames[language].map((frame) => `${frame}${both}`),
    `${lower(familyNames[language])} ${lower(givenNames[language])}`,
  ];
};
const hints: Readonly<Record<Language, readonly string[]>> = {
  en: listHints('en'),
  uk: listHints('uk'),
  ru: listHints('ru'),
};
