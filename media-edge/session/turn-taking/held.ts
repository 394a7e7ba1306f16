import { cutSpeaking, pauseSpeaking, resumeSpeaking } from './playback.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { HELD_SIGN_MS } from './timing.ts';
import { submit } from './turns.ts';

/** The caller has put us on hold, or is back. May be told twice. */
export function lineHeld(draft: Draft, held: boolean) {
  const { state } = draft;
  if (state.held === held) return;
  state.held = held;
  if (held) return beginHold(draft);
  clearDeadlines(draft, 'held');
  if (isTalking(draft)) callerIsBack(draft);
}

/** Nobody listens: what is being said rests, and nobody is expected to answer. */
function beginHold(draft: Draft) {
  const { state } = draft;
  clearDeadlines(draft, 'no-input', 'filler');
  if (state.agent.status === 'speaking') pauseSpeaking(draft);
  setDeadline(draft, 'held', HELD_SIGN_MS);
}

/** What nobody has heard yet is said now; else the question is asked again, briefly. */
function callerIsBack(draft: Draft) {
  const { agent, caller, turn } = draft.state;
  const isParting = agent.after.type !== 'none';
  const isUnheard = turn !== null && !turn.audible && !turn.cut;
  if (agent.status === 'paused' && (isParting || isUnheard)) return resumeSpeaking(draft);
  // an answer is on its way
  if (caller.open && !caller.ignored) return;
  if (agent.status === 'silent' && turn !== null && !turn.complete) return;
  askAgain(draft);
}

/** The workflow takes a call without any message for lost; and so the question is there when the caller is back. */
export function stillHeld(draft: Draft) {
  const { agent, turn } = draft.state;
  setDeadline(draft, 'held', HELD_SIGN_MS);
  const isThinking = turn !== null && !turn.complete;
  if (isTalking(draft) && !isThinking && agent.after.type === 'none') askAgain(draft);
}

function askAgain(draft: Draft) {
  cutSpeaking(draft);
  submit(draft, { kind: 'event', text: 'returned', confidence: null });
}
