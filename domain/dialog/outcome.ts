import { memoryOf } from './draft.ts';
import type { DesiredAppointment, DialogState, Outcome } from './types.ts';

/** What the appointments alone say became of the call; null: nothing was booked, moved or cancelled. */
export function outcomeOfAppointments(appointments: readonly DesiredAppointment[]): Outcome | null {
  if (appointments.some(({ of, time }) => of === undefined && time !== null)) return 'booked';
  const changed = appointments.filter(({ of, time }) => of !== undefined && of.time !== time);
  if (changed.length === 0) return null;
  return changed.some(({ time }) => time !== null) ? 'rescheduled' : 'cancelled';
}

/**
 * How a call stands for the business if it ended now: what the scenario said, else a held or changed appointment, else
 * whether the caller learned something.
 */
export function outcomeOf(
  state: Pick<DialogState, 'appointments' | 'outcome'> & { memory: unknown },
): Outcome {
  if (state.outcome !== null) return state.outcome;
  const done = outcomeOfAppointments(state.appointments);
  if (done !== null) return done;
  const memory = memoryOf(state as DialogState);
  return memory.answered > 0 ? 'informed' : 'abandoned';
}

/** Endings that give the caller nothing: they do not take back what was reached before, for another person, say. */
const EMPTY: ReadonlySet<Outcome> = new Set(['declined', 'informed', 'abandoned']);

/** The outcome at an end whose state says `own`. */
export function outcomeAt(state: Parameters<typeof outcomeOf>[0], own: Outcome | undefined): Outcome {
  if (own !== undefined && !EMPTY.has(own)) return own;
  const done = outcomeOfAppointments(state.appointments);
  if (done !== null) return own === undefined ? outcomeOf(state) : done;
  return own ?? outcomeOf(state);
}
