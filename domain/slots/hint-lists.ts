import type { Language } from '../language.ts';
import { globalHints } from './intents/find.ts';
import { familyNames, givenNames } from './names.ts';

/**
 * Lists that many questions' hints share stand there by name: `@given`, `@family` (names, inside a hint) and `@anywhere`
 * (a hint of its own: what may be said whatever is asked). Hints are in the history of every turn; spelled out they
 * were 10 kB of it, by name they are one.
 */
export interface HintLists {
  given: string;
  family: string;
  anywhere: readonly string[];
}

const alternatives = (names: readonly string[]): string =>
  `(${names.map((one) => one.toLowerCase()).join('|')})`;

const listsOf = (language: Language): HintLists => ({
  given: alternatives(givenNames[language]),
  family: alternatives(familyNames[language]),
  anywhere: globalHints(language),
});
const LISTS: Readonly<Record<Language, HintLists>> = {
  en: listsOf('en'),
  uk: listsOf('uk'),
  ru: listsOf('ru'),
};

const ANYWHERE = '@anywhere';

/** Puts names of lists in place of the lists; the order of the other hints is kept. */
export function foldHints(hints: readonly string[], language: Language): string[] {
  const { given, family, anywhere } = LISTS[language];
  const always = new Set(anywhere);
  const present = new Set(hints);
  const whole = anywhere.every((hint) => present.has(hint));
  const rest = hints
    .filter((hint) => !(whole && always.has(hint)))
    .map((hint) => hint.replaceAll(given, '@given').replaceAll(family, '@family'));
  return whole ? [...rest, ANYWHERE] : rest;
}

/** Spells the lists out again, for a recogniser: the inverse of `foldHints` but for the order. */
export function expandHints(hints: readonly string[], language: Language): string[] {
  const { given, family, anywhere } = LISTS[language];
  return hints.flatMap((hint) =>
    hint === ANYWHERE ? anywhere : [hint.replaceAll('@given', given).replaceAll('@family', family)],
  );
}
