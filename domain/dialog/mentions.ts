import { phrasePattern } from '../slots/hint-syntax.ts';
import type { Sentence } from '../slots/sentence.ts';

const patterns = new WeakMap<readonly string[], RegExp | null>();

/** Length of the longest of the phrases that the sentence holds, 0 for none. Each list is compiled once. */
export function mentions(sentence: Sentence, phrases: readonly string[] | undefined): number {
  if (phrases === undefined || phrases.length === 0) return 0;
  let pattern = patterns.get(phrases);
  if (pattern === undefined) {
    pattern = phrasePattern(phrases, sentence.language, { inflected: true });
    patterns.set(phrases, pattern);
  }
  if (pattern === null) return 0;
  return Math.max(0, ...[...sentence.text.matchAll(pattern)].map((match) => match[0].length));
}
