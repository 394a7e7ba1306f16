import type { Language } from '../../domain/language.ts';
import { syllables } from '../../domain/speech/syllables.ts';

/** One piece of speech as far as it was played: samples or bytes, all numbers in the same unit. */
export interface PlayedPiece {
  text: string;
  language: Language;
  played: number;
  /** length of the whole piece, as far as it has been made */
  whole: number;
  /** more of it is being made */
  growing?: boolean;
}

/** A digit is spoken as a word. */
const LETTERS_OF_A_DIGIT = 4;

/**
 * What the caller heard of some pieces, in proportion to the audio that was played: whole words, and of the word that was
 * being spoken its whole syllables with a hyphen behind them. `usualPace`: of one letter, for what is still being made.
 */
export function heardText(
  pieces: readonly PlayedPiece[],
  usualPace = 0,
): { text: string; complete: boolean } {
  const parts = pieces.map((piece) => playedPart(piece, usualPace));
  return {
    text: parts.filter((part) => part !== '').join(' '),
    complete:
      pieces.length > 0 &&
      pieces.every(({ played, whole, growing }) => whole > 0 && played >= whole && growing !== true),
  };
}

function playedPart({ text, language, played, whole, growing }: PlayedPiece, usualPace: number): string {
  if (whole <= 0 || played <= 0) return '';
  if (played >= whole && growing !== true) return text;
  const letters = [...Array(text.length).keys()].map((at) =>
    /\d/.test(text.charAt(at)) ? LETTERS_OF_A_DIGIT : 1,
  );
  const all = letters.reduce((sum, length) => sum + length, 0);
  // what has been made of a piece is not the whole of it
  let left = (played / (growing === true ? Math.max(whole, all * usualPace) : whole)) * all;
  let reached = 0;
  for (const length of letters) {
    left -= length;
    // proportions are not exact to the last digit
    if (left < -1e-6) break;
    reached++;
  }
  return upTo(text, reached, language);
}

/** What of the text has been spoken whole when its first `reached` characters have been. */
function upTo(text: string, reached: number, language: Language): string {
  let heard = '';
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (index + word.length <= reached) {
      heard = text.slice(0, index + word.length);
      continue;
    }
    let end = 0;
    for (const syllable of syllables(word, language)) {
      if (index + end + syllable.length > reached) break;
      end += syllable.length;
    }
    return end === 0 ? heard : `${text.slice(0, index + end).replace(/-$/, '')}-`;
  }
  return heard;
}
