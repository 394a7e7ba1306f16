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
  /** false: the target is no extension, nothing is kept */
  note(callId: string, target: string): boolean;
  /** the extension, '' when the call is simply over */
  ask(callId: string): string;
}

export function createDepartures(now: () => number): Departures {
  const targets = new Map<string, { target: string; atMs: number }>();
  return {
    note(callId, target) {
      if (!EXTENSION.test(target)) return false;
      targets.delete(callId);
      targets.set(callId, { target, atMs: now() });
      for (const [oldest, { atMs }] of targets) {
        if (targets.size <= MOST_KEPT && now() - atMs < KEPT_MS) break;
        targets.delete(oldest);
      }
      return true;
    },
    ask(callId) {
      const kept = targets.get(callId);
      return kept !== undefined && now() - kept.atMs < KEPT_MS ? kept.target : '';
    },
  };
}
