/** The phrase that the agent asked last, by its words in order; null when none of them stands in the text. */
export function askedIn(text: string, phrases: readonly string[]): string | null {
  const words = plain(text);
  const ends = phrases
    .map((phrase) => ({ phrase, at: words.lastIndexOf(` ${plain(phrase).trim()} `), length: phrase.length }))
    .filter(({ at }) => at >= 0);
  if (ends.length === 0) return null;
  // the one that ends last was asked; of two that end together the longer one says more
  return ends.reduce((best, one) => {
    const [a, b] = [one.at + one.length, best.at + best.length];
    return a > b || (a === b && one.length > best.length) ? one : best;
  }).phrase;
}

/** Names of the values that stand in the text. */
export const valuesIn = (text: string, checks: Readonly<Record<string, { value: string }>>): string[] =>
  Object.entries(checks)
    .filter(([, { value }]) => plain(text).includes(plain(value)))
    .map(([name]) => name);

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim()} `;
