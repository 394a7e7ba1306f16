/**
 * Where a switch that answers marks has got to. Its own clock starts with ours, so what was sent counts as played from
 * then on; only a mark that is overdue says otherwise, such as after XOFF or while the call is on hold.
 */
export interface Marks {
  /** audio was sent and a mark behind it: the mark's id */
  sent(bytes: number): string;
  processed(id: string): void;
  /** the switch threw away what it held, marks included */
  cleared(): void;
  /** bytes behind the oldest overdue mark: they cannot have been played; 0 where all marks came in time */
  unplayed(): number;
}

/** A mark may be later than its audio: two frames, and the way back. */
const LATE_MS = 120;

export function createMarks(bytesPerMs: number, now: () => number): Marks {
  let next = 0;
  let sentBytes = 0;
  /** when the switch has played everything, by our clock */
  let emptyAtMs = 0;
  let open: { id: string; atBytes: number; dueMs: number }[] = [];

  return {
    sent(bytes) {
      const id = `m${++next}`;
      emptyAtMs = Math.max(emptyAtMs, now()) + bytes / bytesPerMs;
      sentBytes += bytes;
      open.push({ id, atBytes: sentBytes, dueMs: emptyAtMs + LATE_MS });
      return id;
    },
    processed(id) {
      const at = open.findIndex((mark) => mark.id === id);
      // those before it cannot come any more
      if (at >= 0) open = open.slice(at + 1);
    },
    cleared() {
      open = [];
      emptyAtMs = 0;
    },
    unplayed() {
      const oldest = open[0];
      return oldest === undefined || oldest.dueMs > now() ? 0 : sentBytes - oldest.atBytes;
    },
  };
}
