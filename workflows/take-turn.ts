import { CancellationScope, isCancellation } from '@temporalio/workflow';
import { TURN_EVENTS, type Turn, type TurnOutcome } from '../contracts/call-messages.ts';
import type { DialogEvent, DialogState } from '../domain/dialog/types.ts';
import { asksForCallback } from '../domain/dialog/wanted-callback.ts';
import { advanceToReply, type DialogRounds } from './dialog-rounds.ts';
import type { LiveCall } from './live-call.ts';
import { streamWords } from './reply-words.ts';
import { extractSlots } from './settings.ts';
import { tellStory } from './story.ts';
import { quoted } from './summaries.ts';

/** What a turn needs beside the call: whether anybody still listens, and a way to be told to stop speaking. */
export interface TurnSurroundings {
  listening(): boolean;
  /** the scope of the reply that is being streamed, for hang-up and a new edge */
  speakIn(scope: CancellationScope | null): void;
}

/** One turn: understand, step, run the tools it asks for, answer. Cancelled when it is superseded. */
export async function takeTurn(
  call: LiveCall,
  turn: Turn,
  { listening, speakIn }: TurnSurroundings,
): Promise<TurnOutcome> {
  const replaced = turn.supersedes === undefined ? null : call.transcript.stateBefore(turn.supersedes);
  const before: DialogState = { ...(replaced ?? call.dialog), turnSeq: call.turnSeq };
  call.transcript.begin(turn, before);
  const event = await eventOf(call, before, turn);
  const { state, reply } = await advanceToReply(roundsOf(call), before, event, turn.at);

  call.dialog = state;
  call.reply = reply;
  call.transcript.answer(turn.turnId, reply.text, state.at);
  tellStory(call, turn.text);

  if (call.setup.model === null || !listening()) return outcomeOf(call, turn.turnId, 'text', reply.text);
  const scope = new CancellationScope();
  speakIn(scope);
  try {
    const words = await scope.run(() => streamWords(call, turn, before.at));
    call.transcript.answer(turn.turnId, words.text, state.at);
    return outcomeOf(call, turn.turnId, words.delivery, words.text);
  } catch (error) {
    // superseded: the queue answers. Else hang-up or another edge stopped the words: the scenario's text stands in
    if (!isCancellation(error) || CancellationScope.current().consideredCancelled) throw error;
    return outcomeOf(call, turn.turnId, 'text', reply.text);
  } finally {
    speakIn(null);
  }
}

/** The answer to a turn as the call stands now. */
export function outcomeOf(
  call: LiveCall,
  turnId: string,
  delivery: TurnOutcome['delivery'],
  reply: string,
): TurnOutcome {
  const { expects, action, interruptible } = call.reply;
  const { at: state, language } = call.dialog;
  return { turnId, delivery, reply, expects, action, state, language, interruptible };
}

/** Wires the dialog's rounds to the call, which remembers what a superseded turn may have done. */
const roundsOf = (call: LiveCall): DialogRounds => ({
  facts: call.facts,
  scenarioHash: call.request.opening.scenarioHash,
  onStep(state) {
    call.turnSeq = Math.max(call.turnSeq, state.turnSeq);
    call.appointments.note(state.appointments);
    call.orders.note(state);
    call.callbackTried ||= asksForCallback(state);
  },
  onTool({ name, status }) {
    if (status === 'failed' || status === 'late') call.brokenTools.add(name);
    else call.brokenTools.delete(name);
  },
});

async function eventOf(call: LiveCall, state: DialogState, turn: Turn): Promise<DialogEvent> {
  switch (turn.kind) {
    case 'silence':
      return { type: 'silence' };
    case 'dtmf':
      return { type: 'keys', digits: turn.text };
    case 'event':
      return { type: TURN_EVENTS.find((name) => name === turn.text) ?? 'resumed' };
    case 'speech': {
      const { text, confidence, language, at } = turn;
      const scenarioHash = call.request.opening.scenarioHash;
      const heard = { scenarioHash, state, facts: call.facts, text, confidence, language, at };
      return { type: 'understood', understanding: await extractSlots(quoted(text), heard) };
    }
  }
}
