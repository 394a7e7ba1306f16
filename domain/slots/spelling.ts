import { nameWords } from './phrases/name.ts';
import type { Sentence, Token } from './sentence.ts';
import { CONFIDENCE, type Found } from './slot-type.ts';

/**
 * A name spelled letter by letter: "K O V A L", "ка о ве а ель", "B as in Boris". Null under two letters. A known
 * given name before the letters belongs to it ("Ivan, K O V A L").
 */
export function spelledName(sentence: Sentence): { found: Found; letters: number } | null {
  const { letters: letterNames } = nameWords[sentence.language];
  let best: Token[] = [];
  let run: Token[] = [];
  let spelled = '';
  let bestSpelled = '';
  const words = sentence.words;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const letter =
      word.text.length === 1 && /\p{L}/u.test(word.text)
        ? sentence.original.slice(word.start, word.end).toLowerCase() // with its "ё"
        : letterNames[word.text];
    const softSign = /^(?:м.?який|мягкий)$/u.test(word.text) && words[at + 1]?.text === 'знак';
    const doubled = word.text === 'double' && words[at + 1]?.text.length === 1;
    if (softSign || (letter !== undefined && letter !== '') || doubled) {
      run.push(word);
      spelled += softSign ? 'ь' : doubled ? (words[at + 1]?.text ?? '') : letter;
      if (softSign) at += 1;
      // "B as in Boris", "B for Boris"
      if (words[at + 1]?.text === 'as' && words[at + 2]?.text === 'in') at += 3;
      else if (words[at + 1]?.text === 'for' && words[at + 2] !== undefined) at += 2;
    } else {
      run = [];
      spelled = '';
    }
    if (spelled.length > bestSpelled.length) {
      best = [...run];
      bestSpelled = spelled;
    }
  }
  const first = best[0];
  const last = best.at(-1);
  if (first === undefined || last === undefined || bestSpelled.length < 2) return null;
  const from = sentence.tokens.findIndex(({ end }) => end > first.start);
  const to = sentence.tokens.findIndex(({ start }) => start >= last.end);
  const value = bestSpelled.slice(0, 1).toUpperCase() + bestSpelled.slice(1);
  return {
    found: {
      value,
      confidence: bestSpelled.length >= 3 ? 0.7 : CONFIDENCE.unclear,
      from,
      to: to < 0 ? sentence.tokens.length : to,
    },
    letters: bestSpelled.length,
  };
}
