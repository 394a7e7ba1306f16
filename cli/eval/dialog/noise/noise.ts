import type { Language } from '../../../../domain/language.ts';
import { pick, type Random } from '../../../sim/random.ts';
import { en } from './words/en.ts';
import { ru } from './words/ru.ts';
import { uk } from './words/uk.ts';

/** What a language's recognisers and speakers do to words. */
export interface NoiseWords {
  /** said while thinking */
  fillers: readonly string[];
  /** word → what is heard for it, or said in its place by people of two languages; single words in lower case */
  homophones: Readonly<Record<string, readonly string[]>>;
  switches: Readonly<Record<string, string>>;
  /** endings that sound alike: [ending, heard ending] */
  endings: readonly (readonly [string, string])[];
  /** short words that get lost */
  weak: ReadonlySet<string>;
}

/** How often each kind of noise strikes: per utterance, or (`…PerWord`) per word; 0..1. */
export interface NoiseLevel {
  plainText: number;
  fillers: number;
  homophonesPerWord: number;
  switchesPerWord: number;
  endingsPerWord: number;
  weakLossPerWord: number;
  lossPerWord: number;
  stutter: number;
  interrupted: number;
}

/** What the noisy runs use: about one word in fourteen comes out wrong, beside fillers, stutters and lost punctuation. */
export const NOISY: NoiseLevel = {
  plainText: 0.8,
  fillers: 0.35,
  homophonesPerWord: 0.1,
  switchesPerWord: 0.08,
  endingsPerWord: 0.03,
  weakLossPerWord: 0.12,
  lossPerWord: 0.015,
  stutter: 0.08,
  interrupted: 0.08,
};

const WORDS: Readonly<Record<Language, NoiseWords>> = { uk, ru, en };

/** An utterance as it is heard; `superseded`: a beginning of it that was submitted first and replaced by the whole. */
export interface HeardUtterance {
  text: string;
  superseded?: string;
}

/** What a recogniser makes of an utterance on a bad line. The same random numbers give the same noise. */
export function hearNoisily(
  text: string,
  { language, level, random }: { language: Language; level: NoiseLevel; random: Random },
): HeardUtterance {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const heard = words.flatMap((word) => wordHeard(word, words.length, WORDS[language], level, random));
  const kept = heard.length === 0 ? words : heard;
  if (random() < level.stutter) {
    const at = Math.floor(random() * kept.length);
    const word = kept[at] ?? '';
    // a repeated digit is another number: nobody stutters in those
    if (!/\d/.test(word) && kept.length <= 6) kept.splice(at, 0, word);
  }
  if (random() < level.fillers)
    kept.splice(
      random() < 0.7 ? 0 : Math.floor(random() * kept.length),
      0,
      pick(random, WORDS[language].fillers),
    );
  const whole = random() < level.plainText ? unpunctuated(kept.join(' ')) : kept.join(' ');
  const interrupted = kept.length >= 3 && random() < level.interrupted;
  return interrupted
    ? {
        text: whole,
        superseded: whole
          .split(' ')
          .slice(0, Math.ceil(kept.length / 2))
          .join(' '),
      }
    : { text: whole };
}

/** One word as it is heard: itself, another one, or nothing. */
function wordHeard(word: string, of: number, words: NoiseWords, level: NoiseLevel, random: Random): string[] {
  const bare = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const [loss, alike, other, ending] = [random(), random(), random(), random()];
  if (of > 2 && words.weak.has(bare) && loss < level.weakLossPerWord) return [];
  if (of > 2 && !/\d/.test(word) && loss > 1 - level.lossPerWord) return [];
  const homophones = words.homophones[bare];
  if (homophones !== undefined && alike < level.homophonesPerWord) return [pick(random, homophones)];
  const switched = words.switches[bare];
  if (switched !== undefined && other < level.switchesPerWord) return [switched];
  const fits = words.endings.find(([from]) => bare.length > from.length + 3 && word.endsWith(from));
  if (fits !== undefined && ending < level.endingsPerWord)
    return [`${word.slice(0, -fits[0].length)}${fits[1]}`];
  return [word];
}

const unpunctuated = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[.,!?;:–—"«»]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
