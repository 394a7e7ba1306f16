/** How long a dialplan may take to ask. */
const KEPT_MS = 60_000;
const MOST_KEPT = 2000;
/** What a dialplan can do with a target: nothing that its own syntax would read as something else. */
const EXTENSION = /^[A-Za-z0-9+][A-Za-z0-9_.-]{0,63}$/;

/**
 * Where calls go that have left over a wire without a transfer: Asterisk's dialplan goes on behind our leg, and asks.
 * Bounded in time and number.
 */
export interface Departures {
  /** `target` null: the call is over. False: the target is no extension, and the call goes nowhere. */
  note(callId: string, target: string | null): boolean;
  /** `hang-up`, `transfer:<extension>`, or `unknown`: this edge did not end the leg, so it was lost */
  ask(callId: string): string;
}

export function createDepartures(now: () => number): Departures {
  const kept = new Map<string, { next: string; atMs: number }>();
  return {
    note(callId, target) {
      const possible = target === null || EXTENSION.test(target);
      // a caller who cannot be connected is not left with nobody: the dialplan takes an unknown call to a human
      if (!possible) return false;
      kept.delete(callId);
      kept.set(callId, { next: target === null ? 'hang-up' : `transfer:${target}`, atMs: now() });
      for (const [oldest, { atMs }] of kept) {
        if (kept.size <= MOST_KEPT && now() - atMs < KEPT_MS) break;
        kept.delete(oldest);
      }
      return true;
    },
    ask(callId) {
      const known = kept.get(callId);
      return known !== undefined && now() - known.atMs < KEPT_MS ? known.next : 'unknown';
    },
  };
}
