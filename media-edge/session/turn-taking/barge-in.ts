import { isBackchannel } from '../../../domain/speech/backchannel.ts';
import { cutSpeaking, pauseSpeaking, resumeSpeaking, waitForCaller } from './playback.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import {
  BACKCHANNEL_MS,
  COUGH_MS,
  FINAL_DEADLINE_MS,
  HISS_DOUBTED_LONGEST_MS,
  HISS_DOUBTED_MS,
  HISS_MS,
  LONGEST_UTTERANCE_MS,
} from './timing.ts';

/** True for words that claim the floor; "mhm" and nothing do not. */
export const hasWords = (text: string): boolean => text.trim() !== '' && !isBackchannel(text);

/** The caller makes a sound: the agent falls silent at once and keeps its place until it is clear what it was. */
export function speechStarted(draft: Draft) {
  const { state } = draft;
  const { caller, agent } = state;
  if (!isTalking(draft) || (state.held && !caller.open)) return;
  clearDeadlines(draft, 'turn-end', 'no-input', 'filler', 'hiss');
  agent.falseHisses = 0;
  if (!caller.open)
    Object.assign(caller, {
      ...{ open: true, ignored: false, tooLong: false, speechMs: 0, startedAt: draft.at },
      ...{ text: '', confidence: null, carried: '' },
    });
  caller.speaking = true;
  caller.endedAt = null;
  setDeadline(draft, 'utterance-limit', LONGEST_UTTERANCE_MS);
  if (agent.status === 'silent') return;
  if (!agent.interruptible) {
    caller.ignored = true;
    return;
  }
  if (agent.status === 'speaking') pauseSpeaking(draft);
  setDeadline(draft, 'barge-in', BACKCHANNEL_MS);
}

/** A word may begin: the agent holds its breath until the recogniser hears a voice, but not for long. */
export function hissStarted(draft: Draft) {
  const { agent, caller } = draft.state;
  if (!isTalking(draft) || agent.status !== 'speaking' || !agent.interruptible) return;
  if (caller.open || draft.at < agent.doubtsHissUntil) return;
  pauseSpeaking(draft);
  setDeadline(draft, 'hiss', HISS_MS);
}

/** No voice came behind it: a breath, a rustle, a hissing line. */
export function hissWasNothing(draft: Draft) {
  const { agent } = draft.state;
  const doubtMs = Math.min(HISS_DOUBTED_LONGEST_MS, HISS_DOUBTED_MS * 2 ** agent.falseHisses);
  agent.doubtsHissUntil = draft.at + doubtMs;
  agent.falseHisses += 1;
  resumeSpeaking(draft);
}

/** Nobody coughs or hums for so long. */
export function bargeInConfirmed(draft: Draft) {
  if (draft.state.agent.status === 'paused' && draft.state.caller.speaking) cutSpeaking(draft);
}

/** Words were understood while the agent holds its breath. */
export function wordsDuringPause(draft: Draft) {
  if (draft.state.agent.status === 'paused' && hasWords(draft.state.caller.text)) cutSpeaking(draft);
}

/** After the end of speech: was it only "mhm"? Then the agent goes on where it stopped. Answers true if so. */
export function resumeAfterBackchannel(draft: Draft): boolean {
  const { agent, caller } = draft.state;
  if (agent.status !== 'paused' || caller.speaking || caller.carried !== '' || !isBackchannel(caller.text))
    return false;
  dropUtterance(draft);
  resumeSpeaking(draft);
  return true;
}

/** A sound as short as a cough that broke the agent off: whether it was a word is asked at once, not after patience. */
export const mayBeCough = ({ state: { agent, caller } }: Draft): boolean =>
  agent.status === 'paused' && caller.speechMs < COUGH_MS && caller.text === '' && caller.carried === '';

/** What was said becomes no turn. The recogniser still closes the utterance, so that the next one starts clean. */
export function dropUtterance(draft: Draft) {
  const { state, commands } = draft;
  clearDeadlines(draft, 'turn-end', 'utterance-limit', 'barge-in');
  state.caller.ignored = true;
  if (!state.caller.open || state.caller.finalizing !== null) return;
  state.caller.finalizing = ++state.caller.utterances;
  commands.push({ type: 'finalize', utterance: state.caller.finalizing });
  setDeadline(draft, 'final', FINAL_DEADLINE_MS);
}

/** The utterance is over without a turn: on with what was going on. */
export function nothingSaid(draft: Draft) {
  resumeSpeaking(draft);
  waitForCaller(draft);
}
