import type { EslEvent } from './esl/client.ts';
import { createOperatorLine, type OperatorLineParts } from './operator-line.ts';
import { readOperatorEvent } from './switch-event.ts';
import { PICKED_UP, type TransferCommand, type TransferEnd, type TransferEvent } from './transfer.ts';

export interface TransferDeskParts extends OperatorLineParts {
  onEvent: (callId: string, transferId: string, event: TransferEvent) => void;
}

/** A briefing that never ends must not keep the caller waiting, ms. */
const TOLD_WITHIN_MS = 25_000;
/** The connection to the switch comes back within this, mostly. */
const LOOK_AGAIN_MS = 500;
/** A report is worth repeating for a minute: by then an edge is back, or none will be. */
const LAST_REPORTS = 60;
const LAST_REPORT_AGAIN_MS = 1_000;
const ORPHAN_AFTER = 3;

/** Performs what transfer.ts decides. It decides nothing itself. */
export interface TransferDesk {
  perform(callId: string, transferId: string, command: TransferCommand): Promise<void>;
  /** from now on events of this channel are about the call's transfer */
  watch(callId: string, transferId: string, legId: string): void;
  /** true: the event was about an operator's channel, and nobody else's business */
  handle(event: EslEvent): boolean;
  /** channels of operators that this controller knows of, each with its call */
  callOf(legId: string): string | undefined;
  forget(callId: string): void;
  stop(): void;
}

export function createTransferDesk(parts: TransferDeskParts): TransferDesk {
  const { edges, controllerId, log, onEvent } = parts;
  const line = createOperatorLine(parts);
  const legs = new Map<string, { callId: string; transferId: string }>();
  const timers = new Map<string, Set<NodeJS.Timeout>>();

  const after = (callId: string, ms: number, work: () => Promise<void>) => {
    const own = timers.get(callId) ?? new Set();
    timers.set(callId, own);
    const timer = setTimeout(() => {
      own.delete(timer);
      work().catch((error: unknown) => log.warn('transfer: a step failed', { callId, error }));
    }, ms);
    own.add(timer);
  };

  /**
   * What cannot be done twice is done by whoever has the claim in that very moment: a process that stood still for a while
   * may have lost it. Its next renewal tells transfer.ts so.
   */
  const lost = async (callId: string, transferId: string): Promise<boolean> =>
    (await edges.claimTransfer(callId, { transferId, by: controllerId })) === 'taken';

  /** The call is over: nobody asks for the report again, so it is repeated here until an edge has taken it. */
  const reportAtLast = async (callId: string, transferId: string, end: TransferEnd) => {
    for (let tries = 0; tries < LAST_REPORTS; tries++) {
      // an edge that is there knows the call, or will not any more
      const orphan = transferId === PICKED_UP || tries >= ORPHAN_AFTER;
      if ((await edges.reportTransfer(callId, { transferId, ...end, orphan })) === 'ok') return;
      await new Promise((resolve) => setTimeout(resolve, LAST_REPORT_AGAIN_MS).unref());
    }
    log.error('no edge has taken the report of a transfer', { callId, transferId });
  };

  const perform: TransferDesk['perform'] = async (callId, transferId, command) => {
    const told = (event: TransferEvent | null) => {
      if (event !== null) onEvent(callId, transferId, event);
    };
    switch (command.type) {
      case 'claim-transfer':
        return after(callId, command.afterMs, async () => {
          const answer = await edges.claimTransfer(callId, { transferId, by: controllerId });
          told({ type: 'claim-answered', answer: answer === 'ok' ? 'yours' : answer });
        });
      case 'report-transfer': {
        await line.stopMusic(callId).catch(() => undefined); // the connection broke: the caller has to be told first
        const { end, orphan } = command;
        // also when the call is over by then
        await new Promise((resolve) => setTimeout(resolve, command.afterMs).unref());
        const answer = await edges.reportTransfer(callId, { transferId, ...end, orphan });
        const taken = answer === 'ok' ? 'taken' : answer === 'taken' ? 'unknown' : answer;
        return told({ type: 'reported', answer: taken });
      }
      case 'report-at-last':
        return reportAtLast(callId, transferId, command.end);
      case 'look-for-operator':
        return told(await line.look(callId, command.legId, command.warm));
      case 'ring-operator':
        if (await lost(callId, transferId)) return;
        return told(await line.ring(callId, command));
      case 'tell-operator': {
        const ended = await line.tell(callId, command);
        if (ended !== null) return told(ended);
        return after(callId, TOLD_WITHIN_MS, async () => told({ type: 'operator-told' }));
      }
      case 'connect-operator':
        if (await lost(callId, transferId)) return;
        return told(await line.connect(callId, command.legId));
      case 'hand-over':
        if (await lost(callId, transferId)) return;
        return told(await line.handOver(callId, command.target));
      case 'hang-up-operator':
        return line.hangUp(callId, command.legId);
    }
  };

  const attempt: TransferDesk['perform'] = async (callId, transferId, command) => {
    try {
      await perform(callId, transferId, command);
    } catch (error) {
      log.warn('transfer: the switch did not answer', { callId, command: command.type, error });
      // it may have been done all the same: what the switch has is the truth
      if (command.type === 'claim-transfer' || command.type === 'report-transfer') return;
      if (command.type === 'hang-up-operator') return;
      const legId = 'legId' in command ? command.legId : '';
      const warm = command.type === 'look-for-operator' ? command.warm : command.type !== 'hand-over';
      after(callId, LOOK_AGAIN_MS, () =>
        attempt(callId, transferId, { type: 'look-for-operator', legId, warm }),
      );
    }
  };

  return {
    perform: attempt,
    watch: (callId, transferId, legId) => void legs.set(legId, { callId, transferId }),
    handle(event) {
      const leg = legs.get(event['Unique-ID'] ?? '');
      if (leg === undefined) return false;
      const read = readOperatorEvent(event);
      if (read === null) return event['Event-Name'] !== 'CHANNEL_BRIDGE';
      const { callId, transferId } = leg;
      if (read.what === 'answered') onEvent(callId, transferId, { type: 'operator-answered' });
      else if (read.what === 'told') onEvent(callId, transferId, { type: 'operator-told' });
      else {
        legs.delete(event['Unique-ID'] ?? '');
        onEvent(callId, transferId, { type: 'operator-gone', cause: read.cause });
      }
      return true;
    },
    callOf: (legId) => legs.get(legId)?.callId,
    forget(callId) {
      for (const timer of timers.get(callId) ?? []) clearTimeout(timer);
      timers.delete(callId);
      line.forget(callId);
      for (const [legId, leg] of legs) if (leg.callId === callId) legs.delete(legId);
    },
    stop() {
      for (const own of timers.values()) for (const timer of own) clearTimeout(timer);
      timers.clear();
    },
  };
}
