/** A fault at a path of the bundled form. */
export interface PathFault {
  path: readonly PropertyKey[];
  message: string;
}

/** `unknown slot "dya": did you mean "day"?` */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const close = known.find((other) => distance(other, name) <= 2);
  return close === undefined
    ? `unknown ${kind} "${name}": known are ${known.join(', ') || 'none'}`
    : `unknown ${kind} "${name}": did you mean "${close}"?`;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
