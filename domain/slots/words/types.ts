/**
 * How an ordinal is inflected, which tells a day from an hour in Ukrainian and Russian: `d` as in a date ("п'ятого"),
 * `h` feminine as in an hour ("о п'ятій"), `m` masculine nominative ("перший"), `th` English.
 */
export type OrdinalForm = 'd' | 'h' | 'm' | 'th';

/**
 * The words of one language, in normal form: lower case, no apostrophes, `ё` written `е`. Rules read these tables;
 * a word that is missing here is the first thing to add when callers are not understood.
 */
export interface Words {
  cardinals: Readonly<Record<string, number>>;
  ordinals: Readonly<Record<string, readonly [value: number, form: OrdinalForm]>>;
  /** words that sound like a digit and are heard for it right behind tens: "forty ate" */
  behindTens: Readonly<Record<string, number>>;
  /** "hundred", "thousand" where they multiply the number before them */
  multipliers: Readonly<Record<string, number>>;
  /** may stand inside a number after a hundred: "one hundred and five" */
  numberJoiners: readonly string[];
  /** a zero only beside another number: "oh six seven" */
  zeroBesideNumbers: readonly string[];
  /** "double five" */
  repeats: Readonly<Record<string, number>>;
  /** "three sevens": the digit that a number before it repeats */
  digitNouns: Readonly<Record<string, number>>;
  plus: readonly string[];
  /** glued prefixes that are words of their own before an ordinal: "полшестого" */
  gluedPrefixes: readonly string[];
  /** mean nothing anywhere */
  fillers: readonly string[];
  /** may stand between the groups of a dictated number */
  dictationJoiners: readonly string[];
  /** negate what follows */
  negations: readonly string[];
  /** may stand between a negation and the value: prepositions, articles */
  beforeValue: readonly string[];
  /** regular expressions on the words before and behind a value that rule it out: "can't do …", "… does not work" */
  refusedBefore: string;
  refusedBehind: string;
  or: readonly string[];
  /** between two values of one slot: the later one counts */
  selfCorrections: readonly string[];
  weekdays: Readonly<Record<string, number>>;
  months: Readonly<Record<string, number>>;
}

/** Spells out a compact table, `{1: 'one a', 2: 'two'}` → `{one: 1, a: 1, two: 2}`. */
export function forms(table: Readonly<Record<number, string>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([value, words]) => words.split(' ').map((word) => [word, Number(value)])),
  );
}

/** Puts each ending on each stem, `{5: 'пят'}` with `{d: 'ого'}` → `{пятого: [5, 'd']}`. */
export function ordinals(
  stems: Readonly<Record<number, string>>,
  endings: Readonly<Partial<Record<OrdinalForm, string>>>,
): Record<string, readonly [number, OrdinalForm]> {
  const spelled: Record<string, readonly [number, OrdinalForm]> = {};
  for (const [value, stem] of Object.entries(stems))
    for (const [form, list] of Object.entries(endings))
      for (const ending of list.split(' '))
        spelled[stem + ending.replace('-', '')] = [Number(value), form as OrdinalForm];
  return spelled;
}
