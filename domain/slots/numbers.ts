import type { Token } from './sentence.ts';
import type { Words } from './words/types.ts';

/** Reads number words as digits, group by group as they are said: "sixty seven one two" → `67 1 2`. */
export function readNumbers(words: readonly Token[], language: Words): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < words.length; ) {
    const read =
      readRepeat(words, at, language) ??
      readZero(words, at, language, out.at(-1)) ??
      readPlus(words, at, language) ??
      readOrdinalDigits(words, at) ??
      readGroup(words, at, language);
    const word = words[at];
    if (read === null) {
      if (word !== undefined) out.push(word);
      at += 1;
    } else {
      out.push(read.token);
      at = read.next;
    }
  }
  return out;
}

type Read = { token: Token; next: number };

const has = (table: object, word: string): boolean => Object.hasOwn(table, word);

/** Which of the places of a number a word fills: 1 ones and teens, 2 tens, 3 hundreds, 4 thousands. */
const placeOf = (value: number): number => (value >= 1000 ? 4 : value >= 100 ? 3 : value >= 20 ? 2 : 1);

function merged(words: readonly Token[], from: number, next: number, text: string): Read {
  const first = words[from];
  const last = words[next - 1];
  if (first === undefined || last === undefined) throw new Error(`no words at ${from}-${next}`);
  return { token: { ...first, text, end: last.end }, next };
}

function readGroup(words: readonly Token[], from: number, language: Words): Read | null {
  let value = 0;
  let place = 5;
  let at = from;
  while (at < words.length) {
    const word = words[at]?.text ?? '';
    if (at > from && words[at]?.afterBreak) break;
    const ordinal = has(language.ordinals, word) ? language.ordinals[word] : undefined;
    if (ordinal !== undefined) {
      const fits =
        at === from || (placeOf(ordinal[0]) < place && place > 1 && !(place === 2 && ordinal[0] >= 10));
      return fits
        ? merged(words, from, at + 1, `${value + ordinal[0]}${ordinal[1]}`)
        : merged(words, from, at, `${value}`);
    }
    const multiplier = has(language.multipliers, word) ? language.multipliers[word] : undefined;
    if (multiplier !== undefined) {
      // "one thousand six hundred": only the six is multiplied
      const multiplied = value % 1000;
      if (at > from && (multiplied >= multiplier || (multiplied === 0 && value > 0))) break;
      value += Math.max(1, multiplied) * multiplier - multiplied;
      place = placeOf(multiplier);
      at += 1;
      continue;
    }
    if (language.numberJoiners.includes(word) && (place === 3 || place === 4)) {
      const following = language.cardinals[words[at + 1]?.text ?? ''];
      if (following === undefined || following === 0) break;
      at += 1;
      continue;
    }
    const sounding = at > from && place === 2 && has(language.behindTens, word);
    const cardinal = sounding
      ? language.behindTens[word]
      : has(language.cardinals, word)
        ? language.cardinals[word]
        : undefined;
    if (cardinal === undefined) break;
    if (cardinal === 0) {
      if (at > from) break;
      return merged(words, from, at + 1, '0');
    }
    const inTens = place === 2 && cardinal >= 10;
    // "fifty, two zeros" is no fifty two
    if (at > from && cardinal >= 2 && cardinal <= 5 && has(language.digitNouns, words[at + 1]?.text ?? ''))
      break;
    if (place <= placeOf(cardinal) || inTens) break;
    value += cardinal;
    // after ones or teens nothing but "hundred" or "thousand" can follow
    place = placeOf(cardinal) === 1 ? 1 : placeOf(cardinal);
    at += 1;
  }
  return at === from ? null : merged(words, from, at, `${value}`);
}

/** "double five" → 55; "три сімки" → 777 */
function readRepeat(words: readonly Token[], at: number, language: Words): Read | null {
  const word = words[at]?.text ?? '';
  const next = words[at + 1]?.text ?? '';
  if (has(language.repeats, word)) {
    const digit = has(language.cardinals, next)
      ? language.cardinals[next]
      : isDigit(next)
        ? Number(next)
        : isZero(next, language)
          ? 0
          : undefined;
    if (digit !== undefined && digit < 10)
      return merged(words, at, at + 2, String(digit).repeat(language.repeats[word] ?? 1));
  }
  if (has(language.digitNouns, next)) {
    const times = has(language.cardinals, word)
      ? (language.cardinals[word] ?? 0)
      : isDigit(word)
        ? Number(word)
        : 0;
    if (times >= 2 && times <= 4)
      return merged(words, at, at + 2, String(language.digitNouns[next]).repeat(times));
  }
  return null;
}

const isDigit = (word: string): boolean => /^\d$/.test(word);
const isZero = (word: string, language: Words): boolean => language.zeroBesideNumbers.includes(word);

/** "oh" is a zero between or before numbers, else an exclamation */
function readZero(
  words: readonly Token[],
  at: number,
  language: Words,
  before: Token | undefined,
): Read | null {
  if (!isZero(words[at]?.text ?? '', language)) return null;
  let next = at + 1;
  while (isZero(words[next]?.text ?? '', language)) next += 1;
  const following = words[next];
  const numberFollows =
    following !== undefined && !following.afterBreak && isNumber(following.text, language);
  const closes =
    before !== undefined &&
    /^\d+$/.test(before.text) &&
    !words[at]?.afterBreak &&
    following?.text !== 'clock';
  return numberFollows || closes ? merged(words, at, at + 1, '0') : null;
}

const isNumber = (word: string, language: Words): boolean =>
  /^\d+$/.test(word) || has(language.cardinals, word) || has(language.repeats, word);

function readPlus(words: readonly Token[], at: number, language: Words): Read | null {
  return language.plus.includes(words[at]?.text ?? '') ? merged(words, at, at + 1, '+') : null;
}

/** "15th", "15-го", "5-ту" as a recogniser or a typing caller writes them */
function readOrdinalDigits(words: readonly Token[], at: number): Read | null {
  const match = /^(\d+)-?(st|nd|rd|th|го|му|те|е|ту|та|тій|ій|ю|й)$/.exec(words[at]?.text ?? '');
  if (match === null) return null;
  const ending = match[2] ?? '';
  const form = /^[a-z]/.test(ending)
    ? 'th'
    : /^(?:го|му|те|е)$/.test(ending)
      ? 'd'
      : ending === 'й'
        ? 'm'
        : 'h';
  return merged(words, at, at + 1, `${match[1]}${form}`);
}
