import type { LegClosed, MediaListener } from './media-transport.ts';

/** Two seconds at 8 kHz: a listener comes at once or within half a second. */
const MOST_KEPT_BYTES = 32_000;

/** What a leg reports, to a listener that comes a moment later: nothing of the caller is lost, and nothing follows the end. */
export interface LegEvents extends MediaListener {
  listen(listener: MediaListener): void;
  /** how the leg ended, null while it lives */
  readonly ended: LegClosed | null;
}

export function createLegEvents(): LegEvents {
  let listener: MediaListener | null = null;
  let ended: LegClosed | null = null;
  let kept: ((to: MediaListener) => void)[] = [];
  let keptBytes = 0;

  return {
    get ended() {
      return ended;
    },
    listen(to) {
      listener = to;
      const waiting = kept;
      kept = [];
      for (const tell of waiting) tell(to);
    },
    audio(pcm, played) {
      if (ended !== null) return;
      if (listener !== null) return listener.audio(pcm, played);
      keptBytes += pcm.length;
      if (keptBytes <= MOST_KEPT_BYTES) kept.push((to) => to.audio(pcm, played));
    },
    digit(digit) {
      if (ended !== null) return;
      if (listener !== null) return listener.digit(digit);
      if (kept.length < MOST_KEPT_BYTES) kept.push((to) => to.digit(digit));
    },
    closed(how) {
      if (ended !== null) return;
      ended = how;
      if (listener !== null) return listener.closed(how);
      kept.push((to) => to.closed(how));
    },
  };
}
