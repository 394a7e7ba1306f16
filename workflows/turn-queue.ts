import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { Turn, TurnOutcome } from '../contracts/call-messages.ts';

/** Takes the turns of a call one at a time, in the order in which they came. */
export interface TurnQueue {
  /** Answers when the turn is done, or at once when it is superseded. */
  run(turn: Turn): Promise<TurnOutcome>;
  runningTurnId(): string | null;
}

/**
 * @param take answers one turn; it is cancelled when the turn is superseded meanwhile
 * @param superseded the answer for the caller of a turn that another has replaced
 */
export function createTurnQueue(
  take: (turn: Turn) => Promise<TurnOutcome>,
  superseded: (turn: Turn) => TurnOutcome,
): TurnQueue {
  const replaced = new Set<string>();
  let tail: Promise<unknown> = Promise.resolve();
  let running: { turnId: string; scope: CancellationScope } | undefined;
  return {
    runningTurnId: () => running?.turnId ?? null,
    run(turn) {
      // the replaced turn may still wait in the queue, or have been answered already
      if (turn.supersedes !== undefined) replaced.add(turn.supersedes);
      if (running !== undefined && replaced.has(running.turnId)) running.scope.cancel();
      const mine = tail.then(async () => {
        if (replaced.has(turn.turnId)) return superseded(turn);
        const scope = new CancellationScope();
        running = { turnId: turn.turnId, scope };
        try {
          return await scope.run(() => take(turn));
        } catch (error) {
          if (!isCancellation(error)) throw error;
          return superseded(turn); // its caller still gets an answer
        } finally {
          running = undefined;
        }
      });
      tail = mine.catch(() => undefined); // a failed turn must not block the next
      return mine;
    },
  };
}
