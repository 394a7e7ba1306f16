import { leave } from './ending.ts';
import type { Phrase } from './events.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { HELD_BACK_MS } from './timing.ts';

/** Puts text of a reply on. While the caller speaks it waits: it starts when they turn out to have said nothing. */
export function speak(draft: Draft, turnId: string, text: string) {
  const { state, commands } = draft;
  if (text === '') return;
  startSpeaking(draft);
  state.agent.turnId = turnId;
  commands.push({ type: 'speak', generation: state.generation, turnId, text });
}

export function speakPhrase(draft: Draft, phrase: Phrase) {
  const { state, commands } = draft;
  startSpeaking(draft);
  commands.push({ type: 'speak-phrase', generation: state.generation, phrase, number: state.fillers });
  commands.push({ type: 'finish-speaking', generation: state.generation });
}

export function finishSpeaking(draft: Draft) {
  draft.commands.push({ type: 'finish-speaking', generation: draft.state.generation });
}

function startSpeaking(draft: Draft) {
  const { state, commands } = draft;
  clearDeadlines(draft, 'no-input');
  if (state.agent.status !== 'silent') return;
  const answering = state.caller.open && !state.caller.ignored && isTalking(draft);
  const wait = answering || state.held;
  state.agent.status = wait ? 'paused' : 'speaking';
  if (!wait) return;
  commands.push({ type: 'pause-speaking' });
  // it may be no word at all: the recogniser is asked soon, and a noise is talked over
  if (!answering || !state.caller.speaking) return;
  limitUtterance(draft, HELD_BACK_MS);
}

/** No later than in so long the recogniser is asked, whether or not the caller has come to an end. */
function limitUtterance({ state, at }: Draft, inMs: number) {
  state.deadlines['utterance-limit'] = Math.min(state.deadlines['utterance-limit'] ?? Infinity, at + inMs);
}

export function pauseSpeaking(draft: Draft) {
  draft.state.agent.status = 'paused';
  draft.commands.push({ type: 'pause-speaking' });
}

export function resumeSpeaking(draft: Draft) {
  clearDeadlines(draft, 'barge-in', 'hiss');
  if (draft.state.agent.status !== 'paused' || draft.state.held) return;
  draft.state.agent.status = 'speaking';
  draft.commands.push({ type: 'resume-speaking' });
}

/** The caller has the floor: the playout is forgotten, the model stopped, and what was heard so far stands. */
export function cutSpeaking(draft: Draft) {
  const { state, commands } = draft;
  clearDeadlines(draft, 'barge-in', 'hiss', 'filler', 'hold');
  if (state.agent.status === 'silent') return;
  commands.push({ type: 'stop-speaking' });
  state.generation += 1;
  state.agent.status = 'silent';
  state.agent.after = { type: 'none' };
  const { turn } = state;
  // a turn that nobody has answered yet was only bridged by a filler: its reply is still wanted, or superseded
  if (turn === null || turn.cut || turn.reply === '') return;
  turn.cut = true;
  if (turn.complete) return;
  turn.complete = true;
  clearDeadlines(draft, 'give-up');
  commands.push({ type: 'abort-reply', turnId: turn.turnId });
}

/** Everything put on has been played out: act on the reply, or wait for the caller. */
export function drained(draft: Draft) {
  const { state } = draft;
  if (state.agent.status !== 'speaking') return;
  state.agent.status = 'silent';
  if (isTalking(draft) && state.turn !== null && !state.turn.complete) return;
  const { after } = state.agent;
  if (after.type !== 'none') return leave(draft, after);
  state.agent.interruptible = true;
  // who spoke over a protected reply and still speaks is answering it; a noise is as good as silence
  if (state.caller.speaking && state.caller.ignored) {
    state.caller.ignored = false;
    limitUtterance(draft, state.noInputMs);
  }
  waitForCaller(draft);
}

/** Starts the time for the caller's answer, when both are silent and nothing is under way. */
export function waitForCaller(draft: Draft) {
  const { state } = draft;
  if (state.phase !== 'talking' || state.agent.status !== 'silent' || state.held) return;
  if (state.caller.open && !state.caller.ignored) return;
  if (state.caller.keys !== '' || (state.turn !== null && !state.turn.complete)) return;
  setDeadline(draft, 'no-input', state.noInputMs);
}
