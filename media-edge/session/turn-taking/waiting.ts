import { speakPhrase } from './playback.ts';
import { type Draft, isTalking, setDeadline } from './state.ts';
import { HOLD_AGAIN_MS } from './timing.ts';

/** The reply takes a moment: one short word bridges it, once per turn. */
export function fillerDue(draft: Draft) {
  const { state } = draft;
  if (
    state.held ||
    state.phase !== 'talking' ||
    state.turn === null ||
    state.turn.filled ||
    state.turn.reply !== ''
  )
    return;
  if (state.agent.status !== 'silent' || state.caller.open) return;
  state.turn.filled = true;
  speakPhrase(draft, 'filler');
  state.fillers += 1;
}

/** Nobody answers: the caller hears that they have not been forgotten. */
export function holdDue(draft: Draft) {
  const { state } = draft;
  const ringing = state.phase === 'transferring';
  if (!isTalking(draft) && !ringing) return;
  setDeadline(draft, 'hold', HOLD_AGAIN_MS);
  if (!state.held && state.agent.status === 'silent' && (ringing || !state.caller.open))
    speakPhrase(draft, 'hold');
}
