import type { Language } from '../language.ts';

const VOWELS: Record<'cyrillic' | 'latin', string> = {
  cyrillic: 'аеёєиіїоуыэюя',
  latin: 'aeiouyàáâäèéêëíïóôöúü',
};
/** Two consonants that begin a syllable together: a stop or f, v before a liquid. */
const ONSETS = /^(?:[bcdfgkpt][lr]|[бвгґдкпстфхш][лр]|[бвгґдзклмнпрстфхцчшщ]ь)$/;
/** Letters that are one sound. */
const ONE_SOUND = /^(?:ch|sh|th|ph|wh|gh|ck|qu|дз|дж)$/;
/** An English e at the end is silent but behind consonant and l ("table"); so is that of "-ed" but behind t and d. */
const SILENT_E =
  /(?<=[aeiouy][^aeiouy]*[^aeiouyl])e(?=s?$)|(?<=[aeiouy][^aeiouy]*[aeiouy]l)e(?=s?$)|(?<=[aeiouy][^aeiouy]*[^aeiouytd])(?<![^aeiouy][lr])e(?=d$)/;

/**
 * A word cut into what is said in one go: each part has one vowel, and one consonant between two vowels goes with the
 * second. Joined, the parts are the word. A number or an abbreviation without a vowel stays whole.
 */
export function syllables(word: string, language: Language): string[] {
  const lower = word.toLowerCase();
  if (lower.length !== word.length) return [word];
  const isLatin = /[a-z]/.test(lower);
  const vowels = isLatin ? VOWELS.latin : VOWELS.cyrillic;
  const silentAt = isLatin && language === 'en' ? lower.search(SILENT_E) : -1;
  const isVowel = (at: number): boolean => {
    const letter = lower.charAt(at);
    if (at === silentAt || !vowels.includes(letter) || letter === '') return false;
    // "yes", "beyond", "quick"
    if (letter === 'y' && vowels.includes(lower.charAt(at + 1)) && lower.charAt(at + 1) !== '') return false;
    return !(letter === 'u' && lower.charAt(at - 1) === 'q');
  };
  const parts: string[] = [];
  let from = 0;
  let nucleusEnd = -1;
  for (let at = 0; at < lower.length; at++) {
    if (!isVowel(at)) continue;
    // English writes one vowel with several letters, Ukrainian and Russian do not
    if (nucleusEnd === at && isLatin) {
      nucleusEnd = at + 1;
      continue;
    }
    if (nucleusEnd >= 0) {
      const cut = cutBetween(lower, nucleusEnd, at);
      parts.push(word.slice(from, cut));
      from = cut;
    }
    nucleusEnd = at + 1;
  }
  parts.push(word.slice(from));
  return parts;
}

/** Where a syllable ends whose vowel ends at `from`, when the next vowel stands at `to`. */
function cutBetween(word: string, from: number, to: number): number {
  const between = word.slice(from, to);
  // a soft or hard sign and an apostrophe belong to what stands before them, й to a vowel behind it
  const bound = between.search(/(?:[ьъ'’-]|й(?=.))(?!.*(?:[ьъ'’-]|й.))/);
  if (bound >= 0) return from + bound + 1;
  const two = between.slice(-2);
  if (between.length >= 2 && (ONSETS.test(two) || ONE_SOUND.test(two))) return to - 2;
  return between.length === 0 ? to : to - 1;
}
