import { ActivityFailure } from '@temporalio/common';
import { ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { Turn } from '../contracts/call-messages.ts';
import type { UsageEvent } from '../domain/money/usage.ts';
import type { LiveCall } from './live-call.ts';
import { replyOptions, streamReply } from './settings.ts';

/** As much of the conversation as a model needs in order to word the next sentence. */
const EXCHANGES_FOR_MODEL = 6;

/**
 * Lets a model word the reply: streamed to the edge, or answered as text where there is none. When the model or the
 * edge fails twice, the scenario's own text is the answer: the caller never waits for a model that is away.
 */
export async function streamWords(
  call: LiveCall,
  turn: Turn,
  from: string,
): Promise<{ text: string; delivery: 'text' | 'streamed' }> {
  const { dialog, reply, setup, epoch, edge } = call;
  const story = from === dialog.at ? dialog.at : `${from} → ${dialog.at}`;
  try {
    const { text, usage } = await streamReply.executeWithOptions(replyOptions(story), [
      {
        callId: call.facts.callId,
        epoch,
        turnId: turn.turnId,
        edge,
        model: setup.model ?? '',
        reply,
        state: dialog.at,
        language: dialog.language,
        // without the turn being answered, whose words go beside it
        history: call.transcript.recent(EXCHANGES_FOR_MODEL + 1).slice(0, -1),
        caller: turn.text,
        spoken: turn.heard !== undefined && turn.heard.turnId === turn.supersedes ? turn.heard.text : '',
      },
    ]);
    call.usage.add(usage);
    return { text, delivery: edge === null ? 'text' : 'streamed' };
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    call.usage.add(usageOf(error.cause));
    return { text: reply.text, delivery: 'text' };
  }
}

/** A failed attempt reports what it used as its failure's details: failed attempts cost money too. */
function usageOf(cause: Error | undefined): readonly UsageEvent[] {
  const details = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  const usage = details !== null && typeof details === 'object' && 'usage' in details ? details.usage : [];
  return Array.isArray(usage) ? usage : [];
}
