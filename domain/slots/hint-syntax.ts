import type { Language } from '../language.ts';
import { normalise } from './sentence.ts';
import { anyOf, wordsOf } from './words/index.ts';

/** A hint (domain/dialog/types.ts, Expects) as a tree. */
type Part =
  | { is: 'words'; text: string }
  | { is: 'class'; name: HintClass }
  | { is: 'oneOf'; parts: readonly Part[][] }
  | { is: 'optional'; parts: readonly Part[] };

export const HINT_CLASSES = ['digits', 'number', 'ordinal', 'weekday', 'month', 'time'] as const;
export type HintClass = (typeof HINT_CLASSES)[number];

/** Reads a hint. Throws when brackets do not match or a class is unknown; the message names the hint. */
function parseHint(hint: string): Part[] {
  const pieces = hint.match(/[()[\]|]|\$\p{L}+|[^()[\]|$\s]+/gu) ?? [];
  let at = 0;
  const sequence = (closer: string | null): Part[][] => {
    const alternatives: Part[][] = [[]];
    for (; at < pieces.length; at += 1) {
      const piece = pieces[at] ?? '';
      const current = alternatives.at(-1) ?? [];
      if (piece === closer) return alternatives;
      if (piece === '|' && closer !== null) alternatives.push([]);
      else if (piece === '(' || piece === '[') {
        at += 1;
        const inner = sequence(piece === '(' ? ')' : ']');
        const oneOf: Part = { is: 'oneOf', parts: inner };
        current.push(
          piece === '(' ? oneOf : { is: 'optional', parts: inner.length === 1 ? (inner[0] ?? []) : [oneOf] },
        );
      } else if (piece.startsWith('$')) {
        const name = HINT_CLASSES.find((known) => `$${known}` === piece);
        if (name === undefined)
          throw new Error(`hint "${hint}": unknown class ${piece}, use one of $${HINT_CLASSES.join(' $')}`);
        current.push({ is: 'class', name });
      } else if (/[)\]|]/.test(piece)) throw new Error(`hint "${hint}": unexpected "${piece}"`);
      else {
        const last = current.at(-1);
        if (last?.is === 'words')
          current[current.length - 1] = { is: 'words', text: `${last.text} ${piece}` };
        else current.push({ is: 'words', text: piece });
      }
    }
    if (closer !== null) throw new Error(`hint "${hint}": "${closer}" is missing`);
    return alternatives;
  };
  return sequence(null)[0] ?? [];
}

/** The fault of a hint, null when it can be read. */
export function hintFault(hint: string): string | null {
  try {
    return parseHint(hint).length === 0 ? 'a hint must not be empty' : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Compiles phrases to one rule over `Sentence.text`, null when there are none. `inflected` lets the endings of longer
 * Ukrainian and Russian words differ.
 */
export function phrasePattern(
  hints: readonly string[],
  language: Language,
  {
    inflected = false,
    anchors = ['', ''],
  }: { inflected?: boolean; anchors?: readonly [string, string] } = {},
): RegExp | null {
  const sources = hints
    .map((hint) => source(parseHint(hint), language, inflected))
    .filter((text) => text !== '');
  if (sources.length === 0) return null;
  // the longer phrase first: alternatives are tried in order
  sources.sort((a, b) => b.length - a.length);
  return new RegExp(`${anchors[0]}(?:${sources.join('|')})(?= )${anchors[1]}`, 'gu');
}

function source(parts: readonly Part[], language: Language, inflected: boolean): string {
  return parts
    .map((part) => {
      if (part.is === 'words') return literal(part.text, language, inflected);
      if (part.is === 'class') return classSource(part.name, language);
      if (part.is === 'optional') return `(?:${source(part.parts, language, inflected)})?`;
      return `(?:${part.parts.map((inner) => source(inner, language, inflected)).join('|')})`;
    })
    .join('');
}

function literal(text: string, language: Language, inflected: boolean): string {
  return normalise(text, language)
    .tokens.map(({ text: word }) => ` ${inflected ? withAnyEnding(word) : word.replace(/[.+]/g, '\\$&')}`)
    .join('');
}

/** Every letter of a normalised Ukrainian or Russian word. `\p{L}` instead takes ten times as long to compile. */
const LETTER = '[а-яіїєґ]';

/** Words with no other endings: with others they are other words, "почём" and "почек". */
const INVARIABLE: ReadonlySet<string> = new Set(
  'почем почім можно можна нужно треба потрібно очень дуже когда почему чому зачем нащо сколько скільки сейчас зараз завтра сегодня сьогодні после після'.split(
    ' ',
  ),
);

function withAnyEnding(word: string): string {
  if (!/^[а-яіїєґ]{5,}$/u.test(word) || INVARIABLE.has(word)) return word.replace(/[.+]/g, '\\$&');
  return `${word.slice(0, word.length >= 7 ? -2 : -1)}${LETTER}{0,3}`;
}

/** "12 0 5": up to three numbers */
const CLOCK = ' \\d+(?::\\d+)?(?:th|d|h)?(?: \\d+){0,2}(?: oclock)?';

function classSource(name: HintClass, language: Language): string {
  const words = wordsOf[language];
  const sources: Record<HintClass, string> = {
    digits: '(?: \\+)?(?: \\d+)+',
    // "a hundred": the article stays before the digits
    number: `${language === 'en' ? '(?: a)?' : ''} \\d+`,
    ordinal: ' \\d+(?:th|d|h|m)',
    weekday: ` ${anyOf(Object.keys(words.weekdays))}`,
    month: ` ${anyOf(Object.keys(words.months))}`,
    time:
      language === 'en' ? `(?:(?: half past| quarter past| quarter to)?${CLOCK}(?: [ap] m)?| noon)` : CLOCK,
  };
  return sources[name];
}

/** Utterances that a hint stands for, at most `limit`, spread over its alternatives; `sample` words a class. */
export function spellOut(
  hint: string,
  sample: (name: HintClass, n: number) => string,
  limit: number,
): string[] {
  let n = 0;
  const each = (parts: readonly Part[]): string[] =>
    parts.reduce<string[]>(
      (heads, part) => {
        const tails =
          part.is === 'words'
            ? [part.text]
            : part.is === 'class'
              ? [sample(part.name, n++), sample(part.name, n++)]
              : part.is === 'optional'
                ? ['', ...each(part.parts)]
                : part.parts.flatMap(each);
        return thin(
          heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`.trim())),
          limit,
        );
      },
      [''],
    );
  return each(parseHint(hint));
}

/** Keeps `limit` of the list, evenly spread. */
const thin = (list: readonly string[], limit: number): string[] =>
  list.length <= limit
    ? [...list]
    : Array.from({ length: limit }, (_, i) => list[Math.floor((i * list.length) / limit)] ?? '');
