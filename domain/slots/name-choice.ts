import { type KnownName, knownName } from './name-lists.ts';
import { assembled, isOf } from './name-parts.ts';
import { nameWords } from './phrases/name.ts';
import type { Sentence, Token } from './sentence.ts';
import type { Found } from './slot-type.ts';
import { wordsOf } from './words/index.ts';

/** "Who's Taras?", "який Тарас?" ask back. */
const ASKED: ReadonlySet<string> = new Set(
  'who whos what which який яка якого яку какой какая какого какую'.split(' '),
);

/** Known names that are meant, by their place: none that is denied ("not Olena"), none before a slip ("Ivan, sorry, …"). */
export function meantNames({ words, language }: Sentence): number[] {
  const { negations, selfCorrections } = wordsOf[language];
  const isName = (text: string): boolean => knownName(text, language) !== undefined;
  const all = words.flatMap(({ text }, at) => (isName(text) ? [at] : []));
  const slips = words.flatMap(({ text }, at) =>
    selfCorrections.includes(text) && !negations.includes(text) ? [at] : [],
  );
  const slip = slips.findLast((at) => all.some((name) => name < at) && all.some((name) => name > at)) ?? -1;
  const isDenied = (at: number): boolean => {
    const before = words[at - 1]?.text ?? '';
    return negations.includes(before) || ASKED.has(before);
  };
  return all.filter((at) => at > slip && !isDenied(at));
}

/** Whether a given and a family name begin at a word, in either order. */
export const isPair = ({ words, language }: Sentence, at: number): boolean => {
  const [one, two] = [words[at], words[at + 1]].map((word) => knownName(word?.text ?? '', language)?.kind);
  return one !== undefined && two !== undefined && one !== two;
};

/** "Koval, and I am Andriy": one known given and one known family name that do not stand together. */
export function apart(sentence: Sentence, meant: readonly number[]): Found | null {
  const of = (kind: KnownName['kind']): Token[] => {
    const found = meant.map((at) => sentence.words[at]).filter((word) => isOf(kind, word, sentence.language));
    const texts = new Set(found.map((word) => word?.text));
    return texts.size === 1 ? found.filter((word) => word !== undefined).slice(-1) : [];
  };
  const [first, last] = [of('given')[0], of('family')[0]];
  const [start] = meant;
  if (first === undefined || last === undefined || start === undefined || isPair(sentence, start))
    return null;
  const [from, to] = [sentence.words.indexOf(first), sentence.words.indexOf(last)].sort((a, b) => a - b);
  if (from === undefined || to === undefined || to - from > 8) return null;
  const { patronymic } = nameWords[sentence.language];
  const isOneName = to - from === 2 && patronymic.test(sentence.words[from + 1]?.text ?? '');
  return isOneName ? null : assembled(sentence, [first, last]);
}
