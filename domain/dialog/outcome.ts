import { memoryOf } from './draft.ts';
import type { DialogState, Outcome } from './types.ts';

/**
 * How a call stands for the business if it ended now: what the scenario said, else a held appointment, else whether
 * the caller learned something.
 */
export function outcomeOf(
  state: Pick<DialogState, 'appointments' | 'outcome'> & { memory: unknown },
): Outcome {
  if (state.outcome !== null) return state.outcome;
  if (state.appointments.some((appointment) => appointment.time !== null)) return 'booked';
  const memory = memoryOf(state as DialogState);
  return memory.answered > 0 ? 'informed' : 'abandoned';
}
