import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { familyNames, givenNames } from '../names.ts';
import { nameFrames, nameWords } from '../phrases/name.ts';
import { matches, type Sentence, type Token } from '../sentence.ts';
import { CONFIDENCE, type Found, type SlotType } from '../slot-type.ts';
import { spelledName } from '../spelling.ts';

const schema = z.strictObject({ type: z.literal('name'), ...common });

/** "Given Family": from the list, spelled, or any words after "my name is", the less sure the less is known of them. */
export const name: SlotType<typeof schema> = {
  schema,
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
      if ((better[0]?.confidence ?? 0) >= CONFIDENCE.doubtful || !open) return better;
      // "Olena Shevchenko is my name, quickly please"
      const [bare] = bareName(sentence);
      return bare !== undefined && bare.confidence > (better[0]?.confidence ?? 0) ? [bare] : better;
    }
    for (const weak of matches(sentence, weakCue)) {
      if (weak.to >= sentence.tokens.length) continue;
      const found = nameAt(sentence, offset(weak.to), { unknown: false, family: open });
      const first = found[0];
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

const key = (text: string): string => text.toLowerCase().replace(/['’ʼ]/g, '').replaceAll('ё', 'е');
type Known = ReadonlyMap<string, string>;
const keyed = (names: readonly string[]): Known => new Map(names.map((one) => [key(one), one]));
const index = (from: Readonly<Record<Language, readonly string[]>>): Readonly<Record<Language, Known>> => ({
  en: keyed(from.en),
  // either spelling may be said in either language
  uk: new Map([...keyed(from.ru), ...keyed(from.uk)]),
  ru: new Map([...keyed(from.uk), ...keyed(from.ru)]),
});
const given = index(givenNames);
const family = index(familyNames);

interface Cue {
  /** words that are not in the list may be a name too */
  unknown: boolean;
  /** an unknown word behind a known given name may be the family name */
  family?: boolean;
}

/** The name that begins at a word: up to four words, as long as they can be one. */
function nameAt(sentence: Sentence, at: number, { unknown, family: mayEnd = false }: Cue): Found[] {
  const { common, patronymic } = nameWords[sentence.language];
  const parts: Token[] = [];
  for (const word of sentence.words.slice(at, at + 4)) {
    if (parts.length > 0 && word.afterBreak) break;
    const known = isKnown(word.text, sentence.language) || patronymic.test(word.text);
    const [first] = parts;
    const ends =
      mayEnd && parts.length === 1 && first !== undefined && given[sentence.language].has(first.text);
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
  if (words.length < 2 || said.includes(' ')) return said;
  const isGiven = Object.values(given).some((known) => known.has(key(said)));
  return isGiven ? [said, ...words.slice(1)].join(' ') : [...words.slice(0, -1), said].join(' ');
}

/** Nobody is called a number, a letter or a scream. */
const mayBeName = (word: string): boolean => !/\d/.test(word) && word.length >= 2 && word.length <= 30;

const isKnown = (word: string, language: Language): boolean =>
  given[language].has(word) || family[language].has(word);

/** "Ivan, K O V A L" */
function withGivenName(sentence: Sentence, spelled: Found): Found {
  const before = sentence.tokens[spelled.from - 1];
  const known = before === undefined ? undefined : given[sentence.language].get(before.text);
  return known === undefined
    ? spelled
    : { ...spelled, value: `${known} ${spelled.value}`, from: spelled.from - 1 };
}

/** "Last name Kovalenko, first name Anna": one word behind each label; null where one of them is missing. */
function labelledName(sentence: Sentence, offset: (token: number) => number): Found | null {
  const { givenCue, familyCue, common } = nameWords[sentence.language];
  const behind = (cue: RegExp): Token | undefined => {
    const at = matches(sentence, cue).at(-1)?.to;
    const word = at === undefined || at >= sentence.tokens.length ? undefined : sentence.words[offset(at)];
    return word === undefined || common.has(word.text) || !mayBeName(word.text) ? undefined : word;
  };
  const [first, last] = [behind(givenCue), behind(familyCue)];
  if (first === undefined || last === undefined || first === last) return null;
  return {
    value: `${written(first, sentence)} ${written(last, sentence)}`,
    confidence: isKnown(first.text, sentence.language) ? CONFIDENCE.sure : 0.7,
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

/** Known names anywhere in the answer; else one to three words that may be one. */
function bareName(sentence: Sentence): Found[] {
  const { common } = nameWords[sentence.language];
  const start = sentence.words.findIndex(({ text }) => isKnown(text, sentence.language));
  if (start >= 0) {
    // an unknown word beside a known one belongs to it: "Olena Dovhopola", "Yaremchuk Olena"
    const previous = sentence.words[start - 1];
    const from =
      previous !== undefined && previous.text.length > 2 && !common.has(previous.text) ? start - 1 : start;
    const found = nameAt(sentence, from, { unknown: true });
    return found;
  }
  // "forty two" is no name
  if (sentence.tokens.some(({ text }) => /^\d/.test(text))) return [];
  const words = sentence.words.filter(({ text }) => text.length > 1);
  if (words.length === 0 || words.length > 3 || words.length < sentence.words.length) return [];
  return words.some(({ text }) => common.has(text) || !mayBeName(text)) ? [] : [assembled(sentence, words)];
}

/** Puts given name, patronymic and family name in order and says how sure it is. */
function assembled(sentence: Sentence, parts: readonly Token[]): Found {
  const { language } = sentence;
  const middle = parts.find(
    (part, i) => i > 0 && nameWords[language].patronymic.test(part.text) && !family[language].has(part.text),
  );
  const rest = parts.filter((part) => part !== middle).slice(0, 2);
  const [first, second] = rest;
  const swapped =
    first !== undefined &&
    second !== undefined &&
    ((family[language].has(first.text) && !family[language].has(second.text)) ||
      (given[language].has(second.text) && !given[language].has(first.text)));
  const ordered = swapped ? [second, first] : rest;
  const spelled = ordered.map((part) => written(part, sentence));
  const full = middle === undefined ? spelled : [spelled[0], written(middle, sentence), ...spelled.slice(1)];
  const [one, two] = ordered;
  const confidence =
    one !== undefined && two !== undefined
      ? given[language].has(one.text) && family[language].has(two.text)
        ? CONFIDENCE.sure
        : rest.some(({ text }) => isKnown(text, language))
          ? 0.7
          : 0.5
      : one !== undefined && isKnown(one.text, language)
        ? CONFIDENCE.likely
        : CONFIDENCE.unclear;
  const used = [...rest, ...(middle === undefined ? [] : [middle])];
  return {
    value: full.filter((part) => part !== undefined).join(' '),
    confidence,
    ...tokensOf(
      sentence,
      Math.min(...used.map(({ start }) => start)),
      Math.max(...used.map(({ end }) => end)),
    ),
  };
}

const written = ({ text, start, end }: Token, { language, original }: Sentence): string =>
  given[language].get(text) ?? family[language].get(text) ?? capitalised(original.slice(start, end));

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

/** Tokens between two offsets of the utterance. */
function tokensOf({ tokens }: Sentence, start: number, end: number): { from: number; to: number } {
  const from = tokens.findIndex((token) => token.end > start);
  const behind = tokens.findIndex((token) => token.start >= end);
  return { from: Math.max(0, from), to: behind < 0 ? tokens.length : behind };
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
