import { bargeInConfirmed, hissStarted, hissWasNothing, speechStarted } from './barge-in.ts';
import { leaveNow, legClosed, legReplaced, lostForGood, stopHere } from './ending.ts';
import { final, finalIsLate, finalize, interim, speechEnded, utteranceTooLong } from './endpointing.ts';
import type { Command, TurnTakingEvent } from './events.ts';
import { lineHeld, stillHeld } from './held.ts';
import { keyPressed, keysComplete } from './keys.ts';
import { callOpened, callRefused, legOpened } from './opening.ts';
import { drained } from './playback.ts';
import { askForTransfer } from './start-transfer.ts';
import {
  beginStep,
  clearDeadlines,
  type DeadlineName,
  type Draft,
  isTalking,
  setDeadline,
  type TurnTakingState,
} from './state.ts';
import { DEAF_AFTER_MS } from './timing.ts';
import { transferClaimed, transferEnded, transferTooLong } from './transferring.ts';
import {
  callIsOver,
  giveToHuman,
  replyBroken,
  replyEnd,
  replyHead,
  replyText,
  submit,
  turnAnswered,
  turnRefused,
} from './turns.ts';
import { fillerDue, holdDue } from './waiting.ts';

/**
 * Who speaks when. Pure: no clock, no waiting; time comes in as `at`, monotonic milliseconds. Deadlines that have
 * passed by then come true first, in their order, so an event never sees a state from before its time.
 */
export function handle(
  state: TurnTakingState,
  event: TurnTakingEvent,
  at: number,
): { state: TurnTakingState; commands: Command[] } {
  const draft = beginStep(state, at);
  for (;;) {
    const due = nextDeadline(draft.state);
    if (due === null || due.at > at || draft.state.phase === 'over') break;
    delete draft.state.deadlines[due.name];
    draft.at = due.at;
    onDeadline[due.name](draft);
  }
  draft.at = at;
  if (draft.state.phase !== 'over') react(draft, event);
  return { state: draft.state, commands: draft.commands };
}

/** The deadline that comes first, null when none is set. */
export function nextDeadline({ deadlines }: TurnTakingState): { name: DeadlineName; at: number } | null {
  let first: { name: DeadlineName; at: number } | null = null;
  for (const name of Object.keys(deadlines) as DeadlineName[]) {
    const at = deadlines[name];
    if (at !== undefined && (first === null || at < first.at)) first = { name, at };
  }
  return first;
}

/** What to tell a reply stream right now; null: go on reading it. */
export function replyVerdict(
  { turn }: TurnTakingState,
  turnId: string,
  attempt: number,
): 'interrupted' | 'stale' | null {
  if (turn?.turnId !== turnId || attempt < turn.attempt) return 'stale';
  if (turn.cut) return 'interrupted';
  return null;
}

const onDeadline: Record<DeadlineName, (draft: Draft) => void> = {
  'barge-in': bargeInConfirmed,
  hiss: hissWasNothing,
  held: stillHeld,
  'turn-end': finalize,
  final: finalIsLate,
  'utterance-limit': utteranceTooLong,
  keys: keysComplete,
  'no-input': (draft) => submit(draft, { kind: 'silence', text: '', confidence: null }),
  filler: fillerDue,
  hold: holdDue,
  'give-up': giveToHuman,
  deaf: giveToHuman,
  leave: leaveNow,
  'transfer-unclaimed': askForTransfer,
  'transfer-limit': transferTooLong,
  replaced: lostForGood,
  'call-limit': callIsOver,
};

const PUTS_ON: ReadonlySet<Command['type']> = new Set<Command['type']>(['speak', 'speak-phrase']);

function react(draft: Draft, event: TurnTakingEvent) {
  const { state } = draft;
  switch (event.type) {
    case 'leg-opened':
      return legOpened(draft, event);
    case 'leg-closed':
      return legClosed(draft, event.clean);
    case 'leg-replaced':
      return legReplaced(draft);
    case 'edge-stopping':
      return event.resumes ? legReplaced(draft) : stopHere(draft);
    case 'call-opened':
      return callOpened(draft, event.opening);
    case 'call-refused':
      return callRefused(draft, event.why);
    case 'speech-started':
      return speechStarted(draft);
    case 'speech-ended':
      return speechEnded(draft, event);
    case 'interim':
      return interim(draft, event.text, event.confidence);
    case 'final':
      return final(draft, event.utterance, event.text, event.confidence);
    case 'ears-lost':
      if (isTalking(draft)) setDeadline(draft, 'deaf', DEAF_AFTER_MS);
      return;
    case 'ears-back':
      return clearDeadlines(draft, 'deaf');
    case 'hiss-started':
      return hissStarted(draft);
    case 'digit':
      return keyPressed(draft, event.digit);
    case 'line-held':
      return lineHeld(draft, event.held);
    case 'transfer-claimed':
      return transferClaimed(draft, event.id);
    case 'transfer-ended':
      return transferEnded(draft, event.id, event.answered);
    case 'reply-head':
      return replyHead(draft, event.turnId, event.attempt, event.head);
    case 'reply-text':
      return replyText(draft, event.turnId, event.attempt, event.text);
    case 'reply-end':
      return replyEnd(draft, event.turnId, event.attempt);
    case 'reply-broken':
      return replyBroken(draft, event.turnId, event.attempt);
    case 'turn-answered':
      return turnAnswered(draft, event.turnId, event.outcome);
    case 'turn-refused':
      return turnRefused(draft, event.turnId, event.why);
    case 'reply-audible':
      if (event.generation === state.generation && state.turn !== null) state.turn.audible = true;
      return;
    case 'playback-drained':
      // words that a deadline has just put on are not played: their own end follows
      if (event.generation === state.generation && !draft.commands.some(({ type }) => PUTS_ON.has(type)))
        drained(draft);
      return;
    case 'time-passed':
      return;
  }
}
