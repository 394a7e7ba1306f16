/** Stands for a digit that must not be kept. A letter, so that the rules of slots see a word. */
export const MASK = 'x';

/** A number of which only its length is known. */
export const isMasked = (text: string): boolean => /^x+$/.test(text);
