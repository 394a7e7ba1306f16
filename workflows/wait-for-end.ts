import { condition } from '@temporalio/workflow';
import type { EndReason } from '../contracts/call-messages.ts';
import { SILENCE_LIMIT_MS, TEXT_IDLE_MS, TEXT_SESSION_LIMIT_MS } from './settings.ts';

/** What the clocks of a call look at. Times are milliseconds of the workflow's clock. */
export interface Clocks {
  ended(): EndReason | null;
  startedAtMs: number;
  lastMessageAtMs(): number;
  /** a turn is being answered: its end counts as a sign of life */
  turnRuns(): boolean;
  /** null until the call is open */
  call(): { text: boolean; maxCallMs: number; transferring: boolean } | null;
  silenceLimitMs: number | undefined;
}

/**
 * Waits for the end of the call: an endCall, silence of the edge, or the longest time. One timer sleeps at a time and
 * is not moved by messages, since moving it would cost events in every turn; when it fires early it is set anew.
 */
export async function waitForEnd(clocks: Clocks): Promise<EndReason> {
  for (;;) {
    const open = clocks.call();
    const limit = nextLimit(clocks, Date.now());
    const remainingMs = limit.atMs - Date.now();
    if (remainingMs <= 0) return limit.reason;
    const changed = () => clocks.ended() !== null || (open === null && clocks.call() !== null);
    if (await condition(changed, remainingMs, { summary: `${limit.reason} unless a message comes` })) {
      const ended = clocks.ended();
      if (ended !== null) return ended;
    }
  }
}

/** The next moment that would end the call, if nothing more came. */
export function nextLimit(clocks: Clocks, nowMs: number): { atMs: number; reason: EndReason } {
  const open = clocks.call();
  const silenceMs = clocks.silenceLimitMs ?? (open?.text ? TEXT_IDLE_MS : SILENCE_LIMIT_MS);
  const quietSince = clocks.turnRuns() ? nowMs : clocks.lastMessageAtMs();
  const silent = { atMs: quietSince + silenceMs, reason: open?.text ? 'idle' : 'edge-lost' } as const;
  if (open === null) return silent;
  const longestMs = open.text ? TEXT_SESSION_LIMIT_MS : open.maxCallMs;
  const tooLong = { atMs: clocks.startedAtMs + longestMs, reason: 'time-limit' } as const;
  // the switch has a transferred call: no turns come, and endCall follows when the human hangs up
  return open.transferring || tooLong.atMs < silent.atMs ? tooLong : silent;
}
