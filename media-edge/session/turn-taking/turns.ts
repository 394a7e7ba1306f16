import type { TurnKind, TurnOutcome } from '../../../contracts/call-messages.ts';
import type { ReplyHead } from '../../../contracts/reply-stream.ts';
import type { Action, Expects } from '../../../domain/dialog/types.ts';
import { withoutDigits } from '../../../domain/recording/unrecorded.ts';
import { leave, legReplaced } from './ending.ts';
import type { NewTurn, Phrase, Refusal } from './events.ts';
import { cutSpeaking, drained, finishSpeaking, speak, speakPhrase } from './playback.ts';
import { type CurrentTurn, clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { FILLER_AFTER_MS, GIVE_UP_AFTER_MS, HOLD_AFTER_MS } from './timing.ts';

/** Reply streams of one turn that may break before the caller is put on hold. */
const MOST_BROKEN_REPLIES = 3;

interface Said {
  kind: TurnKind;
  text: string;
  confidence: number | null;
}

/** Sends what the caller said to the workflow, or keeps it until the call is open there. */
export function submit(
  draft: Draft,
  said: Said,
  replaces: { turn: CurrentTurn; spoken?: string } | null = null,
) {
  const { state, commands } = draft;
  // a final that is asked for stays awaited, and who speaks on stays limited: an utterance that nobody closes would
  // make the agent deaf
  clearDeadlines(draft, 'no-input', 'turn-end', 'keys', 'barge-in');
  if (!state.caller.speaking) clearDeadlines(draft, 'utterance-limit');
  const turn: NewTurn = {
    turnId: `t${state.epoch}-${++state.turns}`,
    ...said,
    supersedes: replaces?.turn.turnId ?? null,
    spoken: replaces?.spoken ?? null,
    heardTurnId: state.agent.turnId,
  };
  if (state.phase === 'opening') {
    // whether it must be hidden is known when the call is open
    state.waiting = joinWaiting(state.waiting, turn);
    return;
  }
  // what is said again for a lost reply was hidden the first time, and another question may be open by now
  const sent = replaces === null ? hidden(draft, turn) : turn;
  commands.push({ type: 'submit-turn', turn: sent });
  state.turn = {
    turnId: turn.turnId,
    kind: said.kind,
    text: sent.text,
    confidence: said.confidence,
    attempt: 0,
    reply: '',
    complete: false,
    cut: false,
    audible: replaces?.turn.audible ?? false,
    filled: replaces?.turn.filled ?? false,
    brokenReplies: replaces?.spoken === undefined ? 0 : replaces.turn.brokenReplies + 1,
  };
  if (state.phase !== 'talking') return;
  if (said.kind !== 'silence' && !state.turn.filled) setDeadline(draft, 'filler', FILLER_AFTER_MS);
  setDeadline(draft, 'hold', HOLD_AFTER_MS);
  state.deadlines['give-up'] ??= draft.at + GIVE_UP_AFTER_MS;
}

/** A turn as it may leave the edge: under a question that is not recorded its digits stay here. */
export function hidden({ state: { expects } }: Draft, turn: NewTurn): NewTurn {
  if (expects?.record !== false) return turn;
  const hides = withoutDigits(turn.kind, turn.text, expects.language);
  if (hides === null) return turn;
  const { text, digits } = hides;
  return { ...turn, text, ...(expects.slot === null ? {} : { secret: { slot: expects.slot, digits } }) };
}

/** What is said before the call is open becomes one turn per kind of input. */
function joinWaiting(waiting: readonly NewTurn[], turn: NewTurn): NewTurn[] {
  const last = waiting.at(-1);
  if (last === undefined || last.kind !== turn.kind) return [...waiting, turn].slice(-4);
  const text = turn.kind === 'dtmf' ? last.text + turn.text : `${last.text} ${turn.text}`.trim();
  return [...waiting.slice(0, -1), { ...last, text, confidence: turn.confidence }];
}

export function replyHead(draft: Draft, turnId: string, attempt: number, head: ReplyHead) {
  const turn = accepting(draft, turnId, attempt);
  if (turn === null) return;
  turn.attempt = attempt;
  prepareFor(draft, head.expects, head.action, head.interruptible);
}

export function replyText(draft: Draft, turnId: string, attempt: number, text: string) {
  const turn = accepting(draft, turnId, attempt);
  if (turn === null || text === '') return;
  turn.attempt = attempt;
  clearDeadlines(draft, 'filler', 'hold', 'give-up');
  turn.reply += text;
  speak(draft, turnId, text);
}

export function replyEnd(draft: Draft, turnId: string, attempt: number) {
  const turn = accepting(draft, turnId, attempt);
  if (turn === null) return;
  completeReply(draft, turn);
}

/** The worker died or the network broke: the same words again as a new turn, with what is being spoken already. */
export function replyBroken(draft: Draft, turnId: string, attempt: number) {
  const turn = accepting(draft, turnId, attempt);
  if (turn === null || draft.state.phase !== 'talking') return;
  if (turn.brokenReplies >= MOST_BROKEN_REPLIES) {
    // what came of it is all that there will be; without any of it the caller is put on hold
    if (turn.reply !== '') completeReply(draft, turn);
    return;
  }
  const { kind, text, confidence } = turn;
  submit(draft, { kind, text, confidence }, { turn, spoken: turn.reply });
}

export function turnAnswered(draft: Draft, turnId: string, outcome: TurnOutcome) {
  const { state } = draft;
  const { turn } = state;
  state.refusedTurns = 0;
  if (turn?.turnId !== turnId || turn.complete || outcome.delivery === 'superseded') return;
  prepareFor(draft, outcome.expects, outcome.action, outcome.interruptible);
  if (turn.reply === '' && isTalking(draft)) {
    clearDeadlines(draft, 'filler', 'hold', 'give-up');
    turn.reply = outcome.reply;
    speak(draft, turnId, outcome.reply);
  } else if (outcome.delivery === 'streamed') return; // its stream is still being read
  completeReply(draft, turn);
}

export function turnRefused(draft: Draft, turnId: string, why: Refusal) {
  const { state } = draft;
  if (!isTalking(draft) || state.turn?.turnId !== turnId) return;
  if (why === 'stale') return legReplaced(draft);
  if (why === 'ended') return callIsOver(draft);
  state.turn.complete = true;
  clearDeadlines(draft, 'filler', 'hold', 'give-up');
  state.refusedTurns += 1;
  if (state.refusedTurns > 1) return giveToHuman(draft);
  speakPhrase(draft, 'hold');
}

/** Says so and transfers; used where the dialog cannot be reached any more. */
export function giveToHuman(draft: Draft) {
  const { state } = draft;
  clearDeadlines(draft, 'filler', 'hold', 'give-up', 'deaf', 'no-input');
  if (state.turn !== null) state.turn.complete = true;
  sayAndGo(draft, 'transfer', { type: 'transfer', target: '' });
}

/** The workflow has ended the call, or its time is over: a goodbye, then the switch ends it too. */
export function callIsOver(draft: Draft) {
  const { turn } = draft.state;
  if (turn !== null) turn.complete = true;
  draft.state.deadlines = {};
  cutSpeaking(draft);
  if (draft.state.held) return hangUpUnheard(draft);
  sayAndGo(draft, 'goodbye', { type: 'hang-up' });
}

/** Nobody would hear a goodbye. */
function hangUpUnheard(draft: Draft) {
  draft.state.phase = 'talking';
  leave(draft, { type: 'hang-up' });
}

function sayAndGo(draft: Draft, phrase: Phrase, action: Action) {
  const { state } = draft;
  state.phase = 'talking';
  state.agent.after = action;
  // a word between would leave the caller with nobody
  state.agent.interruptible = false;
  state.caller.ignored = true;
  speakPhrase(draft, phrase);
}

function completeReply(draft: Draft, turn: CurrentTurn) {
  turn.complete = true;
  clearDeadlines(draft, 'filler', 'hold', 'give-up');
  if (turn.reply !== '' || draft.state.agent.status !== 'silent') return finishSpeaking(draft);
  // a turn that is answered with nothing has been heard already
  draft.state.agent.status = 'speaking';
  drained(draft);
}

function prepareFor(draft: Draft, expects: Expects, action: Action, interruptible: boolean) {
  const { state, commands } = draft;
  state.expects = expects;
  state.agent.after = action;
  state.agent.interruptible = interruptible;
  if (isTalking(draft)) commands.push({ type: 'configure-ears', expects });
}

function accepting({ state }: Draft, turnId: string, attempt: number): CurrentTurn | null {
  const { turn } = state;
  if (turn?.turnId !== turnId || turn.cut || turn.complete || attempt < turn.attempt) return null;
  return turn;
}
