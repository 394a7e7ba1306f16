/**
 * Numbers from 10 to 99 that are easily taken for this one, spoken in English: with the same tens, with the same ones, and
 * fourteen for forty. Not "eight" for "sixty eight": it is heard in it as a whole.
 */
export function numbersLike(number: number): number[] {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const like = new Set([
    ...Array.from({ length: 10 }, (_, one) => tens * 10 + one),
    ...Array.from({ length: 10 }, (_, ten) => ten * 10 + ones),
    ...(ones === 0 ? [10 + tens] : []),
    ...(tens === 1 ? [ones * 10] : []),
  ]);
  like.delete(number);
  return [...like].filter((one) => one >= 10 && one < 100).sort((a, b) => a - b);
}
