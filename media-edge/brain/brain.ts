import { randomUUID } from 'node:crypto';
import type { CallOpening, EndCall, OpenCall, Turn, TurnOutcome } from '../../contracts/call-messages.ts';
import type { Log } from '../../platform/log.ts';
import { type CallClient, CallClientError } from './call-client.ts';

/** A turn is sent again with the same id for so long: the caller is then with a human. */
const TURN_TRIES_MS = 60_000;
/** What the workflow must learn even after the call is kept in memory for so long. */
const KEEP_MS = 600_000;
/** The end of the call gives a last turn so long to arrive before it. */
const LAST_TURN_MS = 2000;
const PAUSES_MS = [100, 200, 500, 1000, 2000];

export type Refused = Exclude<CallClientError['fault'], 'unreachable'>;
export interface BrainListener {
  opened(opening: CallOpening): void;
  openRefused(why: Refused): void;
  answered(turnId: string, outcome: TurnOutcome): void;
  turnRefused(turnId: string, why: Refused): void;
}

/** The dialog of one call, somewhere else. Nothing here rejects or blocks: answers come to the listener. */
export interface Brain {
  open(call: OpenCall): void;
  submit(turn: Turn): void;
  /** behind everything else that is under way; resolves when it was delivered or given up. null: only stop trying */
  end(end: EndCall | null): Promise<void>;
}

export function createBrain(callId: string, client: CallClient, listener: BrainListener, log: Log): Brain {
  const stopped = new AbortController();
  let opening: Promise<unknown> = Promise.resolve();
  let lastTurn: Promise<unknown> = Promise.resolve();
  let troubled = false;

  /** Sends until answered, refused or `forMs` have passed; null then. Same id every time, so it is never done twice. */
  const insist = async <T>(forMs: number, what: string, send: () => Promise<T>): Promise<T | null> => {
    const until = Date.now() + forMs;
    for (let tries = 0; ; tries++) {
      try {
        const answer = await send();
        troubled = false;
        return answer;
      } catch (error) {
        if (!(error instanceof CallClientError) || error.fault !== 'unreachable') throw error;
        troubled = true;
        if (tries === 0)
          log.warn('the workflow is out of reach, trying on', { callId, what, error: error.cause });
      }
      const waitMs = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 2000;
      if (Date.now() + waitMs > until || stopped.signal.aborted) return null;
      await pause(waitMs);
    }
  };

  const refusal = (error: unknown, what: string): Refused => {
    const fault = error instanceof CallClientError ? error.fault : 'failed';
    if (fault === 'failed') log.error('the workflow refused a message', { callId, what, error });
    return fault === 'unreachable' ? 'failed' : fault;
  };

  return {
    open(call) {
      const leg = randomUUID();
      opening = insist(KEEP_MS, 'openCall', () => client.open(call, leg)).then(
        (answer) => (answer === null ? listener.openRefused('failed') : listener.opened(answer)),
        (error: unknown) => listener.openRefused(refusal(error, 'openCall')),
      );
    },
    submit(turn) {
      const sent = insist(TURN_TRIES_MS, 'submitTurn', () => client.submit(callId, turn)).then(
        (outcome) =>
          outcome === null
            ? listener.turnRefused(turn.turnId, 'failed')
            : listener.answered(turn.turnId, outcome),
        (error: unknown) => listener.turnRefused(turn.turnId, refusal(error, 'submitTurn')),
      );
      lastTurn = Promise.allSettled([lastTurn, sent]);
    },
    async end(end) {
      if (end === null) return stopped.abort();
      await opening;
      // a signal could overtake an update that is still on its way
      await Promise.race([lastTurn, pause(troubled ? TURN_TRIES_MS : LAST_TURN_MS)]);
      try {
        const sent = await insist(KEEP_MS, 'endCall', async () => {
          await client.end(callId, end);
          return true;
        });
        if (sent === null) log.error('the end of a call was not delivered', { callId, reason: end.reason });
      } catch (error) {
        // a call that has ended needs no end
        if (refusal(error, 'endCall') === 'failed') log.error('the end of a call was refused', { callId });
      }
    },
  };
}

/** Does not keep the process alive. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
