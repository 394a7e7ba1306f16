import { end } from './ending.ts';
import { type Draft, setDeadline } from './state.ts';
import { HELD_SIGN_MS, TRANSFER_CLAIM_MS } from './timing.ts';
import { callIsOver, submit } from './turns.ts';

/** Somebody at the switch works on it. */
export function transferClaimed(draft: Draft, id: string) {
  const { state } = draft;
  if (state.phase !== 'transferring' || state.transfer?.id !== id) return;
  state.transfer = { ...state.transfer, claimed: true };
  setDeadline(draft, 'transfer-unclaimed', TRANSFER_CLAIM_MS);
}

export function transferEnded(draft: Draft, id: string, answered: boolean) {
  const { state } = draft;
  if (state.transfer?.id !== id) return;
  if (answered && (state.phase === 'transferring' || state.phase === 'lost')) return handOver(draft);
  if (state.phase === 'transferring') goOn(draft);
}

/** Nobody has said what came of it. */
export function transferTooLong(draft: Draft) {
  const { transfer } = draft.state;
  // handed over unannounced: a human may have the caller by now, and must not hear the agent
  if (transfer?.claimed === true && transfer.warm === undefined) {
    draft.commands.push({ type: 'close-leg' });
    return end(draft, 'edge-lost');
  }
  goOn(draft);
}

function handOver(draft: Draft) {
  const { state, commands } = draft;
  if (state.agent.status !== 'silent') commands.push({ type: 'stop-speaking' });
  commands.push({ type: 'close-leg' });
  end(draft, 'transferred');
}

/** The caller is with the agent again: the dialog says so, and what can be done instead. */
function goOn(draft: Draft) {
  const { state } = draft;
  const own = state.transfer?.id.startsWith('edge-') === true;
  state.phase = 'talking';
  state.caller = { ...state.caller, open: false, ignored: false, text: '', carried: '', keys: '' };
  const limit = state.deadlines['call-limit'];
  state.deadlines = limit === undefined ? {} : { 'call-limit': limit };
  if (state.held) setDeadline(draft, 'held', HELD_SIGN_MS);
  // neither the dialog nor a human can be reached
  if (own && state.ownTransfers > 1) return callIsOver(draft);
  submit(draft, { kind: 'event', text: 'transfer-failed', confidence: null });
}
