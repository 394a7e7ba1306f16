import type { EndReason } from '../../../contracts/call-messages.ts';
import type { Action } from '../../../domain/dialog/types.ts';
import { startTransfer } from './start-transfer.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { FINAL_DEADLINE_MS, LATE_REPORT_MS, LEAVE_WITHIN_MS, REPLACED_WITHIN_MS } from './timing.ts';

/** Asks the switch to end or move the call; its close of the connection ends the session. */
export function leave(draft: Draft, action: Exclude<Action, { type: 'none' }>) {
  const { state, commands } = draft;
  if (!isTalking(draft)) return;
  if (action.type === 'transfer' && state.reportsTransfers) return startTransfer(draft, action);
  state.phase = 'leaving';
  state.deadlines = {};
  state.endReason = action.type === 'transfer' ? 'transferred' : 'agent-hung-up';
  commands.push(
    action.type === 'transfer'
      ? { type: 'transfer', target: action.target, id: action.id ?? '' }
      : { type: 'hang-up' },
  );
  setDeadline(draft, 'leave', LEAVE_WITHIN_MS);
}

/** The switch did not act: the connection is closed from here. */
export function leaveNow(draft: Draft) {
  draft.commands.push({ type: 'close-leg' });
  end(draft);
}

export function legClosed(draft: Draft, clean: boolean) {
  const { state, commands } = draft;
  if (state.phase === 'over' || state.phase === 'closing' || state.phase === 'lost') return;
  const leaving = state.phase === 'leaving';
  const ringing = state.phase === 'transferring';
  silence(draft);
  if (leaving || state.phase === 'idle') return end(draft);
  if (!clean) {
    state.phase = 'lost';
    return setDeadline(draft, 'replaced', REPLACED_WITHIN_MS);
  }
  state.endReason = 'caller-hung-up';
  if (ringing) {
    // that a human had answered just before may still be on its way
    state.phase = 'lost';
    return setDeadline(draft, 'replaced', LATE_REPORT_MS);
  }
  if (!state.caller.open || state.caller.ignored) return end(draft);
  // the last words count: a booking may hang on them
  state.phase = 'closing';
  if (state.caller.finalizing === null) {
    state.caller.finalizing = ++state.caller.utterances;
    commands.push({ type: 'finalize', utterance: state.caller.finalizing });
  }
  state.caller.speaking = false;
  setDeadline(draft, 'final', FINAL_DEADLINE_MS);
}

/** Another connection has the call: nothing more is said, and the call does not end. */
export function legReplaced(draft: Draft) {
  if (draft.state.phase === 'over') return;
  silence(draft);
  draft.state.phase = 'over';
  draft.commands.push({ type: 'close-leg' }, { type: 'end-call', reason: null, heardTurnId: null });
}

/** This edge stops and nobody else will take the call. */
export function stopHere(draft: Draft) {
  silence(draft);
  draft.commands.push({ type: 'hang-up' }, { type: 'close-leg' });
  end(draft, 'edge-lost');
}

/** The connection is lost and nobody replaced it. */
export const lostForGood = (draft: Draft): void => end(draft, draft.state.endReason ?? 'edge-lost');

export function end(draft: Draft, reason?: EndReason) {
  const { state, commands } = draft;
  if (state.phase === 'over') return;
  state.phase = 'over';
  state.deadlines = {};
  commands.push({
    type: 'end-call',
    reason: reason ?? state.endReason ?? 'caller-hung-up',
    heardTurnId: state.agent.turnId,
  });
}

function silence(draft: Draft) {
  const { state, commands } = draft;
  clearDeadlines(draft, ...(Object.keys(state.deadlines) as (keyof typeof state.deadlines)[]));
  if (state.agent.status !== 'silent') commands.push({ type: 'stop-speaking' });
  state.generation += 1;
  state.agent.status = 'silent';
  const { turn } = state;
  if (turn === null || turn.complete || turn.cut) return;
  turn.cut = true;
  commands.push({ type: 'abort-reply', turnId: turn.turnId });
}
