import type { Call, CallCommand, Next } from './call-types.ts';
import {
  abandonTransfer,
  beginTransfer,
  PICKED_UP,
  stepTransfer,
  type Transfer,
  type TransferCommand,
  type TransferEvent,
  type TransferOrder,
} from './transfer.ts';

/** The edge asks again until somebody works on it, and after it has moved: one id is one transfer. */
export function beginOrRepeat(call: Call, order: TransferOrder, legId: string): Next {
  const { transfer, callId } = call;
  const end = call.settled[order.id];
  if (end !== undefined) {
    const report = { type: 'report-transfer', transferId: order.id, end, orphan: false, afterMs: 0 } as const;
    return { call, commands: [{ type: 'transfer', callId, transferId: order.id, command: report }] };
  }
  if (transfer?.order.id === order.id && transfer.at !== 'over') return { call, commands: [] };
  const before = transfer === null ? [] : abandoned(transfer);
  const begun = beginTransfer(callId, legId, order);
  return {
    call: { ...call, transfer: begun.transfer },
    commands: [...before, ...inCall(begun.transfer, begun.commands)],
  };
}

export function moveTransfer(call: Call, id: string, event: TransferEvent): Next {
  const { transfer } = call;
  if (transfer?.order.id !== id) return { call, commands: [] };
  const moved = stepTransfer(transfer, event);
  const commands = inCall(moved.transfer, moved.commands);
  const { result } = moved.transfer;
  const settled = result === null ? call.settled : { ...call.settled, [id]: result };
  const next = { ...call, settled, transfer: moved.transfer.at === 'over' ? null : moved.transfer };
  if (result?.answered !== true) return { call: next, commands };
  if (call.phase.at !== 'leaving') return handedOver(next, commands);
  // the edge knows by now, and has closed its side: nobody listens to the human
  const told = transfer.mine && moved.transfer.at === 'over';
  return { call: next, commands: told ? [...commands, stopForks(call)] : commands };
}

/** The caller talks with a human: with the one that was rung, or with one who took the call by himself. */
export function bridged(call: Call): Next {
  const { transfer } = call;
  if (transfer === null) return handedOver(call, [pickedUp(call), stopForks(call)]);
  return moveTransfer(call, transfer.order.id, { type: 'connected' });
}

/** Nobody asked for a transfer, so no edge knows of one: the workflow is told. */
const pickedUp = ({ callId }: Call): CallCommand => {
  const end = { answered: true, cause: 'PICKED_UP' };
  const command = { type: 'report-at-last', transferId: PICKED_UP, end } as const;
  return { type: 'transfer', callId, transferId: PICKED_UP, command };
};

export const handedOver = (call: Call, commands: CallCommand[]): Next => ({
  call: { ...call, phase: { at: 'leaving', by: { type: 'handed-over' } } },
  commands,
});

const inCall = ({ callId, order }: Transfer, commands: readonly TransferCommand[]): CallCommand[] =>
  commands.map((command) => ({ type: 'transfer', callId, transferId: order.id, command }));
export const abandoned = (transfer: Transfer): CallCommand[] => inCall(transfer, abandonTransfer(transfer));
const stopForks = ({ callId, epoch }: Call): CallCommand => ({ type: 'stop-fork', callId, below: epoch + 1 });

/** The caller is gone: the operator’s telephone stops, and a talk that has begun is told of all the same. */
export function lastWords(transfer: Transfer): CallCommand[] {
  const { order, result, at, mine } = transfer;
  if (!mine || result?.answered !== true || at === 'over') return abandoned(transfer);
  return inCall(transfer, [{ type: 'report-at-last', transferId: order.id, end: result }]);
}
