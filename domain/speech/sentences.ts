import type { Language } from '../language.ts';
import { ABBREVIATIONS } from './abbreviations.ts';

/** A reply's first piece is at most so long where a clause allows it: the rest is made while it plays. */
export const FIRST_PIECE_CHARS = 60;
/** No piece is longer, whatever the punctuation. */
export const LONGEST_PIECE_CHARS = 240;
/** A clause shorter than this is no piece of its own: it would sound torn off. */
const SHORTEST_CLAUSE_CHARS = 12;

const STOPS = '.!?…';
const CLOSERS = '"\'”»)]';
const CLAUSE_MARKS = ',;:—–';
const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** Takes text as it comes and hands out what can be spoken. `end` hands out the rest. */
export interface SpeechSplitter {
  push(text: string): string[];
  end(): string[];
}

/**
 * Splits a reply into the pieces that are synthesised and cached one by one. Used for phrases spoken ahead and for
 * live text alike, so both ask the cache for the same pieces. Never splits inside numbers or after abbreviations.
 */
export function splitSpeech(text: string, language: Language): string[] {
  const splitter = createSpeechSplitter(language);
  return [...splitter.push(text), ...splitter.end()];
}

/** The same split for text that arrives in parts: any cutting of the input gives the same pieces. */
export function createSpeechSplitter(language: Language): SpeechSplitter {
  let rest = '';
  let first = true;
  const take = (ended: boolean): string[] => {
    const pieces: string[] = [];
    for (;;) {
      rest = rest.trimStart();
      const cut = nextCut(rest, first, ended, language);
      if (cut === null) return pieces;
      pieces.push(rest.slice(0, cut).trim());
      rest = rest.slice(cut);
      first = false;
    }
  };
  return {
    push: (text) => {
      rest += text;
      return take(false);
    },
    end: () => take(true),
  };
}

/** Where the next piece ends, null when more text is needed to know. */
function nextCut(text: string, first: boolean, ended: boolean, language: Language): number | null {
  if (text === '') return null;
  const limit = first ? FIRST_PIECE_CHARS : LONGEST_PIECE_CHARS;
  const end = sentenceEnd(text, ended, language);
  if (end !== null && end <= limit) return end;
  // two characters beyond the limit tell whether a mark at the limit is a boundary
  if (!ended && text.length < limit + 2) return null;
  const clause = lastClause(text, limit);
  if (clause !== null) return clause;
  const later = first ? firstClauseAfter(text, limit) : null;
  const soonest = Math.min(end ?? Infinity, later ?? Infinity);
  if (soonest <= LONGEST_PIECE_CHARS) return soonest;
  if (!ended && text.length < LONGEST_PIECE_CHARS + 2) return null;
  const space = text.lastIndexOf(' ', LONGEST_PIECE_CHARS);
  return space > 0 ? space : LONGEST_PIECE_CHARS;
}

/** Index behind the first sentence, null when there is none yet. */
function sentenceEnd(text: string, ended: boolean, language: Language): number | null {
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n') return i + 1;
    if (!STOPS.includes(char)) continue;
    let behind = i + 1;
    while (STOPS.includes(text.charAt(behind)) && behind < text.length) behind++;
    while (CLOSERS.includes(text.charAt(behind)) && behind < text.length) behind++;
    if (behind === text.length) return ended ? behind : null;
    if (!isSpace(text[behind])) continue;
    if (char !== '.' || behind > i + 1) return behind;
    const next = text.slice(behind).match(/\S/)?.[0];
    if (next === undefined) return ended ? text.length : null;
    if (!goesOn(text, i, next, language)) return behind;
  }
  return ended ? text.length : null;
}

/** Does the sentence go on behind the full stop at `at`: an abbreviation, an initial, a number, a small letter? */
function goesOn(text: string, at: number, next: string, language: Language): boolean {
  if (next !== next.toUpperCase()) return true;
  if (isDigit(next) && isDigit(text[at - 1])) return true;
  const word = text.slice(0, at).match(/[\p{L}.]+$/u)?.[0] ?? '';
  if (word.length === 1 && word !== word.toLowerCase()) return true;
  return ABBREVIATIONS[language].has(word.toLowerCase());
}

const isClauseMark = (text: string, at: number): boolean =>
  CLAUSE_MARKS.includes(text.charAt(at)) &&
  isSpace(text[at + 1]) &&
  !(isDigit(text[at - 1]) && isDigit(text.slice(at + 1).trimStart()[0]));

function lastClause(text: string, limit: number): number | null {
  for (let at = Math.min(limit, text.length) - 1; at >= SHORTEST_CLAUSE_CHARS; at--)
    if (isClauseMark(text, at)) return at + 1;
  return null;
}

function firstClauseAfter(text: string, from: number): number | null {
  for (let at = from; at < text.length - 2; at++) if (isClauseMark(text, at)) return at + 1;
  return null;
}
