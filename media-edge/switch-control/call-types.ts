import type { Transfer, TransferCommand, TransferEnd, TransferEvent, TransferOrder } from './transfer.ts';

/** One parked call, as one of the controllers of its switch sees it. */
export interface Call {
  callId: string;
  from: string;
  to: string;
  /** grows with each fork of this call; a higher one replaces a lower one at the edge */
  epoch: number;
  phase:
    | { at: 'placing'; attempt: number; probe: boolean }
    | { at: 'starting' }
    /** `refused`: somebody else's fork may be on its way */
    | { at: 'checking'; refused?: boolean }
    | { at: 'forked'; sinceMs: number }
    | { at: 'leaving'; by: Departure };
  /** forks in a row that did not last */
  failures: number;
  /** this controller made the fork that runs */
  owner: boolean;
  /** the caller has put us on hold: whatever edge has the call has to know */
  held: boolean;
  /** to a human, under way; the fork goes on meanwhile */
  transfer: Transfer | null;
  /** how transfers before it have ended: who asks for one again is told so */
  settled: Readonly<Record<string, TransferEnd>>;
}

export type Departure = { type: 'kill'; cause: string } | { type: 'handed-over' };

export type CallEvent =
  /** `silent`: the channel writes no audio while parked, so that nothing could be played into it */
  | {
      type: 'channel-parked';
      callId: string;
      from: string;
      to: string;
      epoch: number;
      silent?: boolean;
      cause?: string;
    }
  /** from `show channels` after a (re)connect; epoch 0: never forked */
  | { type: 'channel-found'; callId: string; from: string; to: string; epoch: number; held?: boolean }
  | { type: 'channel-gone' }
  | { type: 'place-granted'; epoch: number; url: string }
  | { type: 'place-refused'; epoch: number; reason: 'taken' | 'full' | 'unreachable' | 'invalid' }
  | { type: 'fork-refused'; epoch: number }
  | { type: 'fork-connected'; atMs: number }
  | { type: 'fork-failed' }
  | { type: 'fork-dropped'; atMs: number }
  /** the edge that has the call does not answer any more, or is gone */
  | { type: 'edge-lost'; atMs: number }
  /** `bridged`: a human talks with the caller */
  | { type: 'channel-checked'; exists: boolean; bridged?: boolean }
  | { type: 'disconnect-asked'; cause: string }
  | { type: 'transfer-asked'; order: TransferOrder; legId: string }
  | { type: 'transfer-moved'; id: string; event: TransferEvent }
  /** the caller hears another channel of the switch */
  | { type: 'bridged' }
  | { type: 'line-held'; held: boolean }
  | { type: 'digit-pressed'; digit: string; sequence: string };

export type CallCommand =
  | { type: 'ask-place'; callId: string; epoch: number; from: string; to: string; afterMs: number }
  /** does any edge have a live socket of this call in this epoch? */
  | { type: 'find-call'; callId: string; epoch: number; afterMs: number }
  /** forks of lower epochs than `below` */
  | { type: 'stop-fork'; callId: string; below: number }
  | { type: 'start-fork'; callId: string; epoch: number; url: string }
  | { type: 'check-channel'; callId: string; afterMs: number }
  | { type: 'park-again'; callId: string }
  | { type: 'kill'; callId: string; cause: string }
  | { type: 'transfer'; callId: string; transferId: string; command: TransferCommand }
  | { type: 'tell-held'; callId: string; held: boolean }
  | { type: 'send-digit'; callId: string; digit: string; sequence: string };

export type Next = { call: Call | undefined; commands: CallCommand[] };
