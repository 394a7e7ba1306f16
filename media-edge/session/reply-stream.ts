import type { ReplyLine, ReplyVerdict } from '../../contracts/reply-stream.ts';
import type { TurnTakingEvent } from './turn-taking/events.ts';

/**
 * A dying worker closes its connections one after another. A turn that is sent again while its connection to Temporal is
 * still open is handed to the dead worker and costs the workflow task timeout of 2 s, so the break is told this much later.
 */
export const BROKEN_AFTER_MS = 50;

/** One reply stream as the session sees it, whatever brings the lines. */
export interface ReplyReader {
  /** what to answer at once instead of reading on; null: read on */
  line(line: ReplyLine): ReplyVerdict['status'] | null;
  /** the connection is gone; before the end that is a fault */
  closed(): void;
}

export interface ReplyStreams {
  /** `early` is called at most once, when the words are not wanted any more */
  open(turnId: string, attempt: number, early: (status: 'interrupted' | 'stale') => void): ReplyReader;
  abort(turnId: string): void;
}

/** The reply streams of one call: each line becomes an event, a stream that is not wanted hears so early. */
export function createReplyStreams(
  verdict: (turnId: string, attempt: number) => 'interrupted' | 'stale' | null,
  dispatch: (event: TurnTakingEvent) => void,
): ReplyStreams {
  const running = new Map<string, Set<(status: 'interrupted' | 'stale') => void>>();
  return {
    open(turnId, attempt, early) {
      let over = false;
      const stop = (status: 'interrupted' | 'stale') => {
        if (over) return;
        over = true;
        leave();
        early(status);
      };
      const streams = running.get(turnId) ?? new Set();
      running.set(turnId, streams.add(stop));
      const leave = () => {
        streams.delete(stop);
        if (streams.size === 0 && running.get(turnId) === streams) running.delete(turnId);
      };
      return {
        line(line) {
          if (over) return null;
          const refused = verdict(turnId, attempt);
          if (refused !== null) {
            over = true;
            leave();
            return refused;
          }
          if ('end' in line) {
            over = true;
            leave();
            dispatch({ type: 'reply-end', turnId, attempt });
            return 'complete';
          }
          dispatch(
            'text' in line
              ? { type: 'reply-text', turnId, attempt, text: line.text }
              : { type: 'reply-head', turnId, attempt, head: line },
          );
          return null;
        },
        closed() {
          leave();
          if (over) return;
          over = true;
          setTimeout(() => dispatch({ type: 'reply-broken', turnId, attempt }), BROKEN_AFTER_MS);
        },
      };
    },
    abort(turnId) {
      for (const stop of [...(running.get(turnId) ?? [])]) stop('interrupted');
    },
  };
}
