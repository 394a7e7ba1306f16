import {
  type CallOpening,
  GREETING_TURN_ID,
  type ResumePoint,
  resumeTurnId,
} from '../../../contracts/call-messages.ts';
import type { Expects } from '../../../domain/dialog/types.ts';
import { leave, legReplaced } from './ending.ts';
import type { Refusal } from './events.ts';
import { finishSpeaking, speak, waitForCaller } from './playback.ts';
import { clearDeadlines, type Draft, setDeadline } from './state.ts';
import { FILLER_AFTER_MS, GIVE_UP_AFTER_MS, HOLD_AFTER_MS } from './timing.ts';
import { callIsOver, giveToHuman, hidden } from './turns.ts';

/** The caller is there: greet from what the edge knows, and open the call meanwhile. */
export function legOpened(
  draft: Draft,
  {
    greeting,
    expects,
    noInputMs,
    reportsTransfers = false,
  }: { greeting: string | null; expects: Expects; noInputMs: number; reportsTransfers?: boolean },
) {
  const { state, commands } = draft;
  if (state.phase !== 'idle') return;
  state.phase = 'opening';
  state.expects = expects;
  state.noInputMs = noInputMs;
  state.reportsTransfers = reportsTransfers;
  commands.push({ type: 'open-call' }, { type: 'configure-ears', expects });
  if (greeting !== null) {
    speak(draft, GREETING_TURN_ID, greeting);
    finishSpeaking(draft);
  }
  setDeadline(draft, 'hold', HOLD_AFTER_MS);
  setDeadline(draft, 'give-up', GIVE_UP_AFTER_MS);
}

/** The workflow has the call: what the caller said meanwhile goes there now. */
export function callOpened(draft: Draft, opening: CallOpening) {
  const { state, commands } = draft;
  if (state.phase === 'closing' || state.phase === 'over') return;
  if (state.phase !== 'opening') return;
  clearDeadlines(draft, 'hold', 'give-up');
  if (opening.ended !== undefined) return callIsOver(draft);
  state.phase = 'talking';
  state.noInputMs = opening.noInputMs;
  setDeadline(draft, 'call-limit', opening.maxCallMs);
  state.expects = opening.resume?.expects ?? opening.expects;
  commands.push({ type: 'configure-ears', expects: state.expects });
  if (opening.resume !== undefined) return resume(draft, opening.resume);
  sendWaiting(draft);
}

/** Another edge had the call: its unanswered turn is joined, else the open question is repeated. */
function resume(draft: Draft, { say, runningTurnId, action = { type: 'none' } }: ResumePoint) {
  const { state } = draft;
  if (runningTurnId !== undefined) {
    // the workflow knows this id: it answers with the running turn's reply and ignores the rest
    const joined = { turnId: runningTurnId, kind: 'speech' as const, text: '', confidence: null };
    state.waiting = [{ ...joined, supersedes: null, spoken: null, heardTurnId: null }, ...state.waiting];
  } else if (action.type !== 'none') {
    // what the lost edge was to do behind its last words
    state.waiting = [];
    state.agent.interruptible = false;
    if (say === '') return leave(draft, action);
    state.agent.after = action;
  }
  if (runningTurnId === undefined && say !== '') {
    speak(draft, resumeTurnId(state.epoch), say);
    finishSpeaking(draft);
  }
  sendWaiting(draft);
}

function sendWaiting(draft: Draft) {
  const { state, commands } = draft;
  const waiting = state.waiting.map((turn) => hidden(draft, turn));
  state.waiting = [];
  for (const turn of waiting) {
    commands.push({ type: 'submit-turn', turn });
    const { turnId, kind, text, confidence } = turn;
    state.turn = {
      ...{ turnId, kind, text, confidence, attempt: 0, reply: '' },
      ...{ complete: false, cut: false, audible: false, filled: false, brokenReplies: 0 },
    };
  }
  if (waiting.length === 0) return waitForCaller(draft);
  setDeadline(draft, 'filler', FILLER_AFTER_MS);
  setDeadline(draft, 'hold', HOLD_AFTER_MS);
  setDeadline(draft, 'give-up', GIVE_UP_AFTER_MS);
}

export function callRefused(draft: Draft, why: Refusal) {
  if (draft.state.phase !== 'opening') return;
  if (why === 'stale') return legReplaced(draft);
  if (why === 'ended') return callIsOver(draft);
  giveToHuman(draft);
}
