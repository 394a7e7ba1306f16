import { Context, cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { AttemptNotes, ReplyAttempt } from './stream-reply.ts';

/** The running attempt of streamReply: its notes travel as heartbeat details, and what it used as failure details. */
export function temporalAttempt(): ReplyAttempt {
  const { attempt, heartbeatDetails } = Context.current().info;
  const beat = heartbeat; // bound to this activity's context by the SDK's async storage
  return {
    number: attempt,
    notesOfLast: () => notesIn(heartbeatDetails),
    beat: (notes) => beat(notes),
    cancelled: cancellationSignal(),
    failure: (message, notes, cause) =>
      ApplicationFailure.create({
        message,
        type: 'ReplyBroke',
        details: [{ usage: notes.usage }],
        ...(cause instanceof Error ? { cause } : {}),
      }),
  };
}

function notesIn(details: unknown): AttemptNotes | null {
  if (typeof details !== 'object' || details === null || !('spoken' in details) || !('usage' in details))
    return null;
  const { spoken, usage } = details;
  return typeof spoken === 'string' && Array.isArray(usage) ? { spoken, usage } : null;
}
