import type { Language } from '../../language.ts';
import { english } from './en.ts';
import { russian } from './ru.ts';
import type { Words } from './types.ts';
import { ukrainian } from './uk.ts';

/** Words of each language. Ukrainian and Russian callers mix the two, so each understands the other's unambiguous words. */
export const wordsOf: Readonly<Record<Language, Words>> = {
  en: english,
  uk: mixed(ukrainian, russian),
  ru: mixed(russian, ukrainian),
};

function mixed(own: Words, other: Words): Words {
  // Ukrainian "другий" is "second", Russian "другой" is "another": a foreign form counts only where it can mean nothing else
  const foreignOrdinals = Object.entries(other.ordinals).filter(([word]) => !word.startsWith('друг'));
  return {
    ...own,
    cardinals: { ...other.cardinals, ...own.cardinals },
    ordinals: { ...Object.fromEntries(foreignOrdinals), ...own.ordinals },
    weekdays: { ...other.weekdays, ...own.weekdays },
    months: { ...other.months, ...own.months },
    digitNouns: { ...other.digitNouns, ...own.digitNouns },
    gluedPrefixes: [...own.gluedPrefixes, ...other.gluedPrefixes],
    negations: [...new Set([...own.negations, ...other.negations])],
    selfCorrections: [...new Set([...own.selfCorrections, ...other.selfCorrections])],
  };
}

/** The words as alternatives of a regular expression, longest first. */
export const anyOf = (words: Iterable<string>): string =>
  `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`;
