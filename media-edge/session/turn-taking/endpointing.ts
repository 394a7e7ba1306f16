import { PATIENCE_BACKSTOP_MS, PATIENCE_MS } from '../../../domain/dialog/patience.ts';
import { wordsOf } from '../../../domain/speech/backchannel.ts';
import { hasWords, mayBeCough, nothingSaid, resumeAfterBackchannel, wordsDuringPause } from './barge-in.ts';
import { end } from './ending.ts';
import { cutSpeaking } from './playback.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { COUGH_MS, FINAL_DEADLINE_MS, LONGEST_UTTERANCE_MS, UNFINISHED_PROBABILITY } from './timing.ts';
import { submit } from './turns.ts';

export function interim(draft: Draft, text: string, confidence: number | null) {
  const { caller } = draft.state;
  if (!caller.open || caller.ignored) return;
  caller.text = text;
  caller.confidence = confidence;
  wordsDuringPause(draft);
  // who says words is no noise: heard out as long as anybody
  if (caller.speaking && hasWords(text)) {
    const limit = caller.startedAt + LONGEST_UTTERANCE_MS;
    draft.state.deadlines['utterance-limit'] = Math.max(draft.state.deadlines['utterance-limit'] ?? 0, limit);
  }
  if (caller.speaking || caller.endedAt === null || resumeAfterBackchannel(draft)) return;
  if (isComplete(draft)) finalize(draft);
}

export function speechEnded(
  draft: Draft,
  ended: { speechEndAt: number; speechMs: number; turnProbability: number },
) {
  const { state, at } = draft;
  const { caller } = state;
  if (!caller.open || !isTalking(draft)) return;
  caller.speaking = false;
  caller.endedAt = ended.speechEndAt;
  caller.speechMs = ended.speechMs;
  clearDeadlines(draft, 'utterance-limit', 'barge-in');
  if (caller.finalizing !== null || resumeAfterBackchannel(draft)) return;
  if (isComplete(draft) || mayBeCough(draft)) return finalize(draft);
  const patience = PATIENCE_MS[state.expects?.patience ?? 'free'];
  const wait = ended.turnProbability < UNFINISHED_PROBABILITY ? patience * 2 : patience;
  state.deadlines['turn-end'] = Math.max(at, ended.speechEndAt + Math.min(wait, PATIENCE_BACKSTOP_MS));
}

/** The turn is over: the recogniser commits itself, but only so long. */
export function finalize(draft: Draft) {
  const { state, commands } = draft;
  clearDeadlines(draft, 'turn-end', 'utterance-limit');
  if (!state.caller.open || state.caller.finalizing !== null) return;
  state.caller.finalizing = ++state.caller.utterances;
  commands.push({ type: 'finalize', utterance: state.caller.finalizing });
  setDeadline(draft, 'final', FINAL_DEADLINE_MS);
}

/** Nobody speaks so long without a pause; a noise does, and the agent must not wait for its end. */
export function utteranceTooLong(draft: Draft) {
  draft.state.caller.tooLong = true;
  finalize(draft);
}

export function final(draft: Draft, utterance: number, text: string, confidence: number | null) {
  if (draft.state.caller.finalizing !== utterance) return;
  finishUtterance(draft, text, confidence);
}

/** The recogniser is late: what it had understood so far counts. */
export function finalIsLate(draft: Draft) {
  const { finalizing, text, confidence } = draft.state.caller;
  if (finalizing !== null) finishUtterance(draft, text, confidence);
}

function finishUtterance(draft: Draft, text: string, confidence: number | null) {
  const { state } = draft;
  const { caller } = state;
  clearDeadlines(draft, 'final');
  caller.finalizing = null;
  const all = `${caller.carried} ${text}`.trim();
  const { ignored, tooLong, speechMs, startedAt } = caller;
  if (caller.speaking) setDeadline(draft, 'utterance-limit', LONGEST_UTTERANCE_MS);
  if (caller.speaking && !ignored && !tooLong) {
    // the caller went on before the final was here: one turn, not two
    caller.carried = all;
    caller.text = '';
    return;
  }
  if (caller.speaking) {
    // a caller who speaks again while an ignored sound is being closed has an utterance of their own; so has one who
    // says words. The rest of a noise, and of what never ends, is talked over.
    const noise = tooLong && (!hasWords(all) || draft.at - startedAt >= LONGEST_UTTERANCE_MS);
    const since = tooLong && !noise ? startedAt : draft.at;
    Object.assign(caller, { ignored: noise, tooLong: false, startedAt: since, text: '', carried: '' });
  } else
    Object.assign(caller, {
      ...{ open: false, ignored: false, tooLong: false, text: '', carried: '', endedAt: null },
    });
  if (state.phase === 'closing') {
    if (hasWords(all)) submit(draft, { kind: 'speech', text: all, confidence });
    return end(draft);
  }
  if (ignored || !isTalking(draft)) return nothingSaid(draft);
  if (state.agent.status === 'paused' && !hasWords(all)) return nothingSaid(draft);
  const { turn } = state;
  const thinking = turn !== null && !turn.complete && turn.reply === '';
  if (!hasWords(all) && (thinking || (all === '' && speechMs < COUGH_MS))) return nothingSaid(draft);
  takeTurn(draft, all, confidence);
}

/** Words behind a turn whose reply nobody has heard belong to that turn. */
function takeTurn(draft: Draft, text: string, confidence: number | null) {
  const { state } = draft;
  const { turn } = state;
  const unheard = turn !== null && !turn.audible && turn.kind !== 'dtmf' && state.phase === 'talking';
  cutSpeaking(draft);
  const joined = unheard && turn.kind === 'speech' ? `${turn.text} ${text}`.trim() : text;
  submit(draft, { kind: 'speech', text: joined, confidence }, unheard ? { turn } : null);
}

/** `completeWhen` matches the whole of what was understood: no need to wait for more. */
function isComplete({ state }: Draft): boolean {
  const pattern = state.expects?.completeWhen;
  if (pattern === undefined) return false;
  const text = wordsOf(`${state.caller.carried} ${state.caller.text}`).join(' ');
  return text !== '' && fullMatch(pattern).test(text);
}

const patterns = new Map<string, RegExp>();
/** Patterns come from slot types: few of them, the same in every call. */
function fullMatch(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  if (patterns.size > 200) patterns.clear();
  const compiled = new RegExp(`^(?:${pattern})$`, 'iu');
  patterns.set(pattern, compiled);
  return compiled;
}
