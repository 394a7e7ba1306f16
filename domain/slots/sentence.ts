import type { Language } from '../language.ts';
import { readNumbers } from './numbers.ts';
import { wordsOf } from './words/index.ts';

/** A word in normal form and where it stands in the utterance, [start, end). */
export interface Token {
  text: string;
  start: number;
  end: number;
  /** a comma, full stop or the like stands before it */
  afterBreak: boolean;
}

/**
 * An utterance in normal form: lower case, no apostrophes, no fillers, numbers as digits. `text` joins the tokens by
 * blanks and has one at each end, so a rule is a regular expression that starts and ends at a blank. Ordinals carry
 * their form behind the digits: "fifteenth" → `15th`, "п'ятого" → `5d`, "о п'ятій" → `о 5h` (words/types.ts).
 */
export interface Sentence {
  original: string;
  language: Language;
  tokens: readonly Token[];
  text: string;
  /** the words before numbers were read, for names and spelling */
  words: readonly Token[];
}

/** A match of a rule: tokens [from, to). */
export interface Match {
  from: number;
  to: number;
  groups: readonly (string | undefined)[];
}

const APOSTROPHES = /['’ʼ‘`´]/g;
const WORD =
  /\+|\d{1,2}[:./]\d{1,2}(?:[./]\d{2,4})?(?![\d:./-]*\d)|\d+(?:st|nd|rd|th)(?!\p{L})|\d+-?(?:го|му|те|ту|та|тій|ій|ю|е|й)(?!\p{L})|\d+|[\p{L}'’ʼ‘`´]+/giu;

/** The last sentence: the rules of one turn ask for the same one again and again. */
let last: Sentence | null = null;

/** Brings an utterance to normal form. Pure; about 20 µs for a sentence. */
export function normalise(original: string, language: Language): Sentence {
  if (last?.original === original && last.language === language) return last;
  last = read(original, language);
  return last;
}

function read(original: string, language: Language): Sentence {
  const fillers = fillerSets[language];
  const words = split(original, language).filter(
    (token, at, all) =>
      (!fillers.has(token.text) ||
        isSpelled(token, [all[at - 1], all[at + 1]]) ||
        agrees(token, all[at + 1]) ||
        wavesOff(token, all[at - 1], all[at + 1])) &&
      !beginsAnew(token, all[at + 1]),
  );
  // an "oh" that is no zero is an exclamation
  const tokens = readNumbers(words, wordsOf[language]).filter((token) => token.text !== 'oh');
  return { original, language, words, tokens, text: joined(tokens) };
}

/** "Так от", "так вот": well then. Nothing is agreed to. */
const beginsAnew = ({ text }: Token, next: Token | undefined): boolean =>
  text === 'так' && next !== undefined && !next.afterBreak && ['от', 'вот'].includes(next.text);

/** "Да ну" and "та ну його" wave something off: without the "ну" they would agree. */
const wavesOff = ({ text }: Token, before: Token | undefined, next: Token | undefined): boolean =>
  text === 'ну' &&
  (before?.text === 'да' || before?.text === 'та') &&
  (next === undefined || next.afterBreak || WAVED_OFF.test(next.text));
const WAVED_OFF = /^(?:його|її|їх|цей|це|его|ее|их|это|вас|на|ні|нє|нет)$/u;

/** "Uh-huh" agrees, though "uh" alone only thinks. */
const agrees = ({ text }: Token, next: Token | undefined): boolean => text === 'uh' && next?.text === 'huh';

/** "е" between single letters is one of them, not a sound of thinking. */
const isSpelled = ({ text }: Token, beside: readonly (Token | undefined)[]): boolean =>
  // "е-е" is two of those
  text === 'е' && beside.some((other) => other?.text.length === 1 && other.text !== 'е');

/** The transcript as rules and `completeWhen` see it: lower case, no punctuation, apostrophes or fillers; numbers stay words. */
export const normaliseTranscript = (text: string, language: Language): string =>
  split(text, language)
    .map((token) => token.text)
    .filter((word) => !fillerSets[language].has(word))
    .join(' ');

/** All matches of a rule that `wordPattern` compiled, in order, not overlapping. */
export function matches(sentence: Sentence, pattern: RegExp): Match[] {
  const found: Match[] = [];
  // most rules match nothing most of the time, and `matchAll` would copy the rule before it found out
  if (!pattern.global) throw new Error(`rule ${pattern} is not global: compile it with wordPattern`);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sentence.text); match !== null; match = pattern.exec(sentence.text)) {
    const from = tokenStarts(sentence).get(match.index + 1) ?? 0;
    const words = match[0].trim();
    found.push({ from, to: from + (words === '' ? 0 : words.split(' ').length), groups: match });
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}

/** Compiles a rule: it has to begin at a word's start and end at a word's end. */
export const wordPattern = (source: string): RegExp => new RegExp(` (?:${source})(?= )`, 'gu');

/** Offsets of tokens [from, to) in the utterance. */
export const spanOf = ({ tokens }: Sentence, from: number, to: number): readonly [number, number] => [
  tokens[from]?.start ?? 0,
  tokens[Math.max(from, to - 1)]?.end ?? 0,
];

/** Normal text of tokens [from, to), with a blank at each end. */
export const textOf = ({ tokens }: Sentence, from: number, to: number): string =>
  joined(tokens.slice(Math.max(0, from), to));

const joined = (tokens: readonly Token[]): string =>
  tokens.length === 0 ? ' ' : ` ${tokens.map((token) => token.text).join(' ')} `;

const fillerSets: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(wordsOf.en.fillers),
  uk: new Set(wordsOf.uk.fillers),
  ru: new Set(wordsOf.ru.fillers),
};

function split(text: string, language: Language): Token[] {
  const { gluedPrefixes, ordinals } = wordsOf[language];
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const word = match[0].toLowerCase().replace(APOSTROPHES, '').replaceAll('ё', 'е');
    const afterBreak = /[,.;:!?…—–]|\s-\s/.test(text.slice(end, start));
    end = start + match[0].length;
    if (word === '') continue;
    const prefix = gluedPrefixes.find(
      (glued) => word.startsWith(glued) && word.slice(glued.length) in ordinals,
    );
    if (prefix === undefined) {
      tokens.push({ text: word, start, end, afterBreak });
      continue;
    }
    const middle = start + prefix.length;
    tokens.push({ text: prefix, start, end: middle, afterBreak });
    tokens.push({ text: word.slice(prefix.length), start: middle, end, afterBreak: false });
  }
  return tokens;
}

const startsOf = new WeakMap<Sentence, Map<number, number>>();
function tokenStarts(sentence: Sentence): Map<number, number> {
  const known = startsOf.get(sentence);
  if (known !== undefined) return known;
  const starts = new Map<number, number>();
  let offset = 1;
  sentence.tokens.forEach((token, index) => {
    starts.set(offset, index);
    offset += token.text.length + 1;
  });
  startsOf.set(sentence, starts);
  return starts;
}
