import { phrasePattern } from '../slots/hint-syntax.ts';
import type { Sentence } from '../slots/sentence.ts';

const patterns = new WeakMap<readonly string[], RegExp | null>();

/** Length of the longest of the phrases that the sentence holds, 0 for none. */
export const mentions = (sentence: Sentence, phrases: readonly string[] | undefined): number =>
  mentioned(sentence, phrases).length;

/** The longest of the phrases as the sentence has it, '' for none. Each list is compiled once. */
export function mentioned(sentence: Sentence, phrases: readonly string[] | undefined): string {
  if (phrases === undefined || phrases.length === 0) return '';
  let pattern = patterns.get(phrases);
  if (pattern === undefined) {
    pattern = phrasePattern(phrases, sentence.language, { inflected: true });
    patterns.set(phrases, pattern);
  }
  if (pattern === null) return '';
  const found = [...sentence.text.matchAll(pattern)].map(([words]) => words);
  return found.reduce((longest, words) => (words.length > longest.length ? words : longest), '');
}
