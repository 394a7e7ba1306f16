import type { Briefing } from '../../domain/dialog/types.ts';

/**
 * One transfer of one call to a human, at one of several controllers. Pure; every race is a row of transfer.test.ts. All
 * controllers see the same events; the one whose claim the edge grants acts, and another goes on from what the switch has
 * when the claim is no longer renewed. The operator's channel has an id that follows from the call and the transfer, so
 * that the switch itself refuses to ring twice.
 */
export interface Transfer {
  order: TransferOrder;
  callId: string;
  /** channel of the operator, warm transfers only */
  legId: string;
  /** the claim is this controller's */
  mine: boolean;
  at: 'claiming' | 'watching' | 'looking' | 'ringing' | 'telling' | 'connecting' | 'reporting' | 'over';
  /** what is known of the operator: from events, or from a look at the switch */
  operator: OperatorState;
  /** the human has heard what the call is about, or will not */
  told: boolean;
  result: TransferEnd | null;
  /** answers in a row by which the edge knew nothing of the transfer */
  unknowns: number;
  /** reports that nobody took */
  reports: number;
}

/** `gone`: rang and did not come, or hung up before the caller was there. */
export type OperatorState = 'unknown' | 'ringing' | 'answered' | 'gone' | 'connected';

export interface TransferOrder {
  id: string;
  target: string;
  /** null: the dialplan rings whom it wants */
  warm: Briefing | null;
}

/** `answered`: a human talks with the caller. `cause`: the switch's name for why not. */
export interface TransferEnd {
  answered: boolean;
  cause: string;
}

export type TransferEvent =
  | { type: 'claim-answered'; answer: 'yours' | 'taken' | 'unknown' | 'unreachable' }
  /** what the switch has, after a look: `none`: nobody has been rung by now */
  | { type: 'operator-seen'; state: 'none' | 'ringing' | 'answered' | 'connected' }
  | { type: 'operator-answered' }
  | { type: 'operator-gone'; cause: string }
  | { type: 'operator-told' }
  /** ringing, handing over or connecting was refused by the switch */
  | { type: 'refused'; cause: string }
  /** the caller was sent away, and the switch will not say what became of it */
  | { type: 'sent-away' }
  | { type: 'connected' }
  /** back from a dialplan in which nobody answered */
  | { type: 'caller-parked'; cause: string }
  | { type: 'reported'; answer: 'taken' | 'unknown' | 'unreachable' };

export type TransferCommand =
  | { type: 'claim-transfer'; transferId: string; afterMs: number }
  | { type: 'look-for-operator'; legId: string; warm: boolean }
  | { type: 'ring-operator'; legId: string; target: string; warm: Briefing }
  | { type: 'hand-over'; target: string }
  | { type: 'tell-operator'; legId: string; briefing: Briefing }
  | { type: 'connect-operator'; legId: string }
  | { type: 'hang-up-operator'; legId: string }
  | { type: 'report-transfer'; transferId: string; end: TransferEnd; orphan: boolean; afterMs: number }
  /** the call is over at the switch: somebody has to take the report all the same */
  | { type: 'report-at-last'; transferId: string; end: TransferEnd };

/** The name of a transfer that no agent asked for: a human took the call by himself. */
export const PICKED_UP = 'picked-up';
/** The claim is renewed, or asked for again, this often, ms. */
export const CLAIM_AGAIN_MS = 1_000;
export const UNREACHABLE_AGAIN_MS = 500;
/** An edge that took the call over a moment ago learns of the transfer soon; later nobody wants it any more. */
const MOST_UNKNOWNS = 10;
/** A human has the caller, and no edge has the call. */
const ORPHAN_AFTER_REPORTS = 6;

type Next = { transfer: Transfer; commands: TransferCommand[] };

export function beginTransfer(callId: string, legId: string, order: TransferOrder): Next {
  const transfer: Transfer = {
    ...{
      order,
      callId,
      legId,
      mine: false,
      at: 'claiming',
      operator: 'unknown',
      told: false,
      result: null,
      unknowns: 0,
      reports: 0,
    },
  };
  return { transfer, commands: [claim(transfer, 0)] };
}

export function stepTransfer(transfer: Transfer, event: TransferEvent): Next {
  const stay: Next = { transfer, commands: [] };
  if (transfer.at === 'over') return stay;
  switch (event.type) {
    case 'claim-answered':
      return claimAnswered(transfer, event.answer);
    case 'operator-seen':
      // also after a step whose answer was lost
      return transfer.mine && transfer.result === null ? seen(transfer, event.state) : stay;
    case 'operator-answered':
      if (transfer.operator === 'gone' || transfer.operator === 'connected') return stay;
      return go({ ...transfer, operator: 'answered' });
    case 'operator-gone':
      if (transfer.operator === 'connected') return stay;
      return go({ ...transfer, operator: 'gone', result: missed(event.cause) });
    case 'operator-told':
      return go({ ...transfer, told: true });
    case 'refused':
      if (transfer.operator === 'connected') return stay;
      // the answer to an earlier step
      if (transfer.operator === 'answered' && transfer.at !== 'connecting') return stay;
      return go({ ...transfer, operator: 'gone', result: missed(event.cause) }, transfer.at === 'connecting');
    case 'sent-away':
      return go({ ...transfer, operator: 'connected', result: { answered: true, cause: 'SENT_AWAY' } });
    case 'connected':
      return go({ ...transfer, operator: 'connected', result: { answered: true, cause: 'SUCCESS' } });
    case 'caller-parked':
      if (transfer.order.warm !== null || !(transfer.operator === 'ringing' || transfer.at === 'watching'))
        return stay;
      return go({ ...transfer, operator: 'gone', result: missed(event.cause) });
    case 'reported':
      if (transfer.at !== 'reporting') return stay;
      if (event.answer === 'taken') return { transfer: { ...transfer, at: 'over' }, commands: [] };
      return again({ ...transfer, reports: transfer.reports + 1 });
  }
}

/** An edge that takes the call over wants to know; where none has the call any more, the workflow is told by any edge. */
function again(transfer: Transfer): Next {
  return { transfer, commands: report(transfer, UNREACHABLE_AGAIN_MS) };
}

/** The caller hung up: nobody needs the operator any more. */
export const abandonTransfer = ({ order, operator, legId }: Transfer): TransferCommand[] =>
  order.warm === null || operator === 'gone' || operator === 'connected'
    ? []
    : [{ type: 'hang-up-operator', legId }];

function claimAnswered(
  transfer: Transfer,
  answer: Extract<TransferEvent, { type: 'claim-answered' }>['answer'],
): Next {
  switch (answer) {
    case 'yours': {
      const again = claim(transfer, CLAIM_AGAIN_MS);
      if (transfer.mine) return { transfer: { ...transfer, unknowns: 0 }, commands: [again] };
      const { transfer: next, commands } = go({ ...transfer, mine: true, unknowns: 0 });
      return { transfer: next, commands: [...commands, again] };
    }
    case 'taken':
      return {
        transfer: { ...transfer, mine: false, at: 'watching', unknowns: 0 },
        commands: [claim(transfer, CLAIM_AGAIN_MS)],
      };
    case 'unreachable':
      return { transfer, commands: [claim(transfer, UNREACHABLE_AGAIN_MS)] };
    case 'unknown': {
      const unknowns = transfer.unknowns + 1;
      if (unknowns < MOST_UNKNOWNS)
        return { transfer: { ...transfer, unknowns }, commands: [claim(transfer, CLAIM_AGAIN_MS)] };
      return { transfer: { ...transfer, unknowns, at: 'over' }, commands: abandonTransfer(transfer) };
    }
  }
}

/** The next thing to do by what is known; nothing where the transfer is another controller's. */
function go(transfer: Transfer, hangUp = false): Next {
  const { mine, operator, order, legId, result, at } = transfer;
  if (!mine) return { transfer, commands: [] };
  if (result !== null) {
    if (at === 'reporting') return { transfer, commands: [] };
    const hangUps: TransferCommand[] = hangUp ? [{ type: 'hang-up-operator', legId }] : [];
    return {
      transfer: { ...transfer, at: 'reporting' },
      commands: [...hangUps, ...report(transfer, 0)],
    };
  }
  if (operator === 'unknown')
    return {
      transfer: { ...transfer, at: 'looking' },
      commands: [{ type: 'look-for-operator', legId, warm: order.warm !== null }],
    };
  if (operator === 'ringing') return { transfer: { ...transfer, at: 'ringing' }, commands: [] };
  if (at === 'connecting' || order.warm === null) return { transfer, commands: [] };
  if (transfer.told || order.warm.say === '') return connect(transfer);
  if (at === 'telling') return { transfer, commands: [] };
  return {
    transfer: { ...transfer, at: 'telling' },
    commands: [{ type: 'tell-operator', legId, briefing: order.warm }],
  };
}

function seen(transfer: Transfer, state: 'none' | 'ringing' | 'answered' | 'connected'): Next {
  const { order, legId } = transfer;
  if (state === 'connected') return stepTransfer(transfer, { type: 'connected' });
  if (state === 'answered' && transfer.at === 'connecting') return connect(transfer);
  if (state !== 'none') return go({ ...transfer, at: 'looking', operator: state });
  if (order.warm !== null && transfer.operator !== 'unknown')
    return go({ ...transfer, operator: 'gone', result: missed('NO_ANSWER') });
  return {
    transfer: { ...transfer, at: 'ringing', operator: order.warm === null ? 'ringing' : 'unknown' },
    commands: [
      order.warm === null
        ? { type: 'hand-over', target: order.target }
        : { type: 'ring-operator', legId, target: order.target, warm: order.warm },
    ],
  };
}

const connect = (transfer: Transfer): Next => ({
  transfer: { ...transfer, at: 'connecting' },
  commands: [{ type: 'connect-operator', legId: transfer.legId }],
});

const missed = (cause: string): TransferEnd => ({ answered: false, cause });

const claim = ({ order }: Transfer, afterMs: number): TransferCommand => ({
  type: 'claim-transfer',
  transferId: order.id,
  afterMs,
});

const report = ({ order, result, reports }: Transfer, afterMs: number): TransferCommand[] => {
  if (result === null) return [];
  const orphan = result.answered && reports >= ORPHAN_AFTER_REPORTS;
  return [{ type: 'report-transfer', transferId: order.id, end: result, orphan, afterMs }];
};
