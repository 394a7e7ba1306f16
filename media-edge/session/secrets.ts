/** Digits that callers gave under questions that are not recorded: in memory only, the newest of each slot, for one reader. */
export interface Secrets {
  keep(secret: { slot: string; digits: string } | undefined): void;
  take(slot: string): string | null;
}

/** Slots of one call. */
const MOST_KEPT = 8;

export function createSecrets(): Secrets {
  const kept = new Map<string, string>();
  return {
    keep(secret) {
      if (secret === undefined) return;
      kept.delete(secret.slot);
      kept.set(secret.slot, secret.digits);
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    take(slot) {
      const digits = kept.get(slot) ?? null;
      kept.delete(slot);
      return digits;
    },
  };
}
