type Groups = readonly (string | undefined)[];
/** A phrase for an age or a weight. */
export interface MeasurePhrase {
  rule: RegExp;
  read(groups: Groups): number;
  /** means this in any context; else only as an answer to its own question */
  marked: boolean;
}

/** A number as a group of a rule, and what it reads. */
export const NUMBER = '(\\d{1,3}(?:[.,]\\d)?)';
export const numberOf = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));
export const first = ([, value]: Groups): number => numberOf(value);
export const halfMore = ([, value]: Groups): number => numberOf(value) + 0.5;
