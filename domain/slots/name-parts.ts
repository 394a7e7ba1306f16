import type { Language } from '../language.ts';
import { type KnownName, knownName } from './name-lists.ts';
import { nameWords } from './phrases/name.ts';
import type { Sentence, Token } from './sentence.ts';
import { CONFIDENCE, type Found } from './slot-type.ts';

/** Whether a word is a known name of a kind. */
export const isOf = (kind: KnownName['kind'], word: Token | undefined, language: Language): boolean =>
  word !== undefined && knownName(word.text, language)?.kind === kind;

/** Puts given name, patronymic and family name in order and says how sure it is. */
export function assembled(sentence: Sentence, parts: readonly Token[]): Found {
  const { language } = sentence;
  const middle = parts.find(
    (part, i) => i > 0 && nameWords[language].patronymic.test(part.text) && !isOf('family', part, language),
  );
  const rest = parts.filter((part) => part !== middle).slice(0, 2);
  const [first, second] = rest;
  const swapped =
    first !== undefined &&
    second !== undefined &&
    ((isOf('family', first, language) && !isOf('family', second, language)) ||
      (isOf('given', second, language) && !isOf('given', first, language)));
  const ordered = swapped ? [second, first] : rest;
  const spelled = ordered.map((part) => written(part, sentence));
  const full = middle === undefined ? spelled : [spelled[0], written(middle, sentence), ...spelled.slice(1)];
  const [one, two] = ordered;
  const confidence =
    one !== undefined && two !== undefined
      ? isOf('given', one, language) && isOf('family', two, language)
        ? CONFIDENCE.sure
        : rest.some(({ text }) => knownName(text, language) !== undefined)
          ? 0.7
          : 0.5
      : one !== undefined && knownName(one.text, language) !== undefined
        ? CONFIDENCE.likely
        : CONFIDENCE.unclear;
  const used = [...rest, ...(middle === undefined ? [] : [middle])];
  const isDeclined = rest.some(({ text }) => knownName(text, language)?.declined === true);
  return {
    value: full.filter((part) => part !== undefined).join(' '),
    confidence: isDeclined ? Math.min(confidence, 0.7) : confidence,
    ...tokensOf(
      sentence,
      Math.min(...used.map(({ start }) => start)),
      Math.max(...used.map(({ end }) => end)),
    ),
  };
}

/** A word as the list spells it, else as it was said, with a capital. */
export const written = ({ text, start, end }: Token, { language, original }: Sentence): string =>
  knownName(text, language)?.name ?? capitalised(original.slice(start, end));

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();

/** Tokens between two offsets of the utterance. */
export function tokensOf({ tokens }: Sentence, start: number, end: number): { from: number; to: number } {
  const from = tokens.findIndex((token) => token.end > start);
  const behind = tokens.findIndex((token) => token.start >= end);
  return { from: Math.max(0, from), to: behind < 0 ? tokens.length : behind };
}
