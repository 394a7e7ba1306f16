import type { TransferAction } from '../../../domain/dialog/types.ts';
import { type Draft, setDeadline } from './state.ts';
import { HOLD_AGAIN_MS, RING_MS, TRANSFER_CLAIM_MS, TRANSFER_MARGIN_MS } from './timing.ts';

/** Asks the switch to ring a human, and keeps the caller until it is known whether one answered. */
export function startTransfer(draft: Draft, action: TransferAction) {
  const { state } = draft;
  const limit = state.deadlines['call-limit'];
  const id = action.id ?? `edge-${state.epoch}-${++state.ownTransfers}`;
  state.phase = 'transferring';
  state.deadlines = limit === undefined ? {} : { 'call-limit': limit };
  state.agent.after = { type: 'none' };
  state.transfer = { ...action, id, claimed: false };
  askForTransfer(draft);
  const ringMs = action.warm === undefined ? RING_MS : action.warm.ringSeconds * 1000;
  setDeadline(draft, 'transfer-limit', ringMs + TRANSFER_MARGIN_MS);
  // handed over, the caller hears the switch's own ringing
  if (action.warm !== undefined) setDeadline(draft, 'hold', HOLD_AGAIN_MS);
}

/** Nobody works on it: the request was lost, or whoever had it is gone. */
export const askForTransfer = (draft: Draft) => {
  const { state, commands } = draft;
  if (state.phase !== 'transferring' || state.transfer === null) return;
  const { target, id, warm } = state.transfer;
  commands.push({ type: 'transfer', target, id, ...(warm === undefined ? {} : { warm }) });
  setDeadline(draft, 'transfer-unclaimed', TRANSFER_CLAIM_MS);
};
