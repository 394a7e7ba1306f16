import { CancellationScope, condition, sleep } from '@temporalio/workflow';
import type { EndReason } from '../contracts/call-messages.ts';
import { SILENCE_LIMIT_MS, TEXT_IDLE_MS, TEXT_SESSION_LIMIT_MS, TRANSFER_LIMIT_MS } from './settings.ts';

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
 * Waits for the end of the call: an endCall, silence of the edge, or the longest time. Its timer is not moved by
 * messages, since that would cost events in every turn; when it rings early it is set anew. Nor is it cancelled before
 * the end: a query during a local activity divides a task in two, a replay joins them again, and a timer that is set
 * in one half and cancelled in the other is then missing (docs/decisions/0011).
 */
export async function waitForEnd(clocks: Clocks): Promise<EndReason> {
  const set: Alarm[] = [];
  for (;;) {
    const open = clocks.call();
    const limit = nextLimit(clocks, Date.now());
    const ended = clocks.ended() ?? (limit.atMs <= Date.now() ? limit.reason : null);
    if (ended !== null) {
      for (const alarm of set) alarm.cancel();
      return ended;
    }
    let latest = set.at(-1);
    if (latest === undefined || latest.rang() || limit.atMs < latest.atMs) {
      latest = setAlarm(limit.atMs, `${limit.reason} unless a message comes`);
      set.push(latest);
    }
    const { rang } = latest;
    await condition(() => clocks.ended() !== null || rang() || (open === null && clocks.call() !== null));
  }
}

interface Alarm {
  atMs: number;
  rang(): boolean;
  cancel(): void;
}

function setAlarm(atMs: number, summary: string): Alarm {
  let rang = false;
  const scope = new CancellationScope();
  scope
    .run(() => sleep(atMs - Date.now(), { summary }))
    .then(
      () => {
        rang = true;
      },
      () => undefined, // cancelled at the end
    );
  return { atMs, rang: () => rang, cancel: () => scope.cancel() };
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
  // while a human is being rung no turns come; what became of it follows, or nobody is left to tell
  const quiet = open.transferring ? { ...silent, atMs: quietSince + TRANSFER_LIMIT_MS } : silent;
  return tooLong.atMs < quiet.atMs ? tooLong : quiet;
}
