import type { Log } from '../../platform/log.ts';

/** The order in which things are done for each call. Nothing here rejects: what fails is logged. */
export interface CallQueues {
  /** commands of one call run one after another, those of different calls side by side */
  inOrder(callId: string, name: string, work: () => Promise<unknown>): void;
  /** one waiting step per call: a newer one replaces it */
  later(callId: string, afterMs: number, work: () => Promise<void>): void;
  /** what waits is not done any more; what is under way ends */
  forget(callId: string): void;
  stop(): void;
}

export function createCallQueues(log: Log): CallQueues {
  const queues = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    inOrder(callId, command, work) {
      const after = (queues.get(callId) ?? Promise.resolve())
        .then(work)
        .then(() => undefined)
        .catch((error: unknown) => log.warn('switch command failed', { callId, command, error }));
      queues.set(callId, after);
      void after.then(() => queues.get(callId) === after && queues.delete(callId));
    },
    later(callId, afterMs, work) {
      clearTimeout(timers.get(callId));
      timers.set(
        callId,
        setTimeout(() => {
          work().catch((error: unknown) => log.warn('a step of a call failed', { callId, error }));
        }, afterMs),
      );
    },
    forget(callId) {
      clearTimeout(timers.get(callId));
      timers.delete(callId);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
