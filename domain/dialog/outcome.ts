import { memoryOf } from './draft.ts';
import type { DesiredAppointment, DialogState, Outcome } from './types.ts';

/** What the appointments alone say became of the call; null: nothing was booked, moved or cancelled. */
export function outcomeOfAppointments(appointments: readonly DesiredAppointment[]): Outcome | null {
  if (appointments.some(({ of, time }) => of === undefined && time !== null)) return 'booked';
  const changed = appointments.filter(({ of, time }) => of !== undefined && of.time !== time);
  if (changed.length === 0) return null;
  return changed.some(({ time }) => time !== null) ? 'rescheduled' : 'cancelled';
}

/** Outcomes that appointments can overtake; whoever is called back or put through is, whatever was booked. */
const OVERTAKEN: ReadonlySet<Outcome | null> = new Set([
  null,
  'booked',
  'rescheduled',
  'cancelled',
  'declined',
  'informed',
  'abandoned',
]);

/**
 * How the call stands by what was said and by its appointments: what the scenario said on the way ("cancelled") may be
 * older than they are. Null: neither says.
 */
export function outcomeReached({
  appointments,
  outcome,
}: Pick<DialogState, 'appointments' | 'outcome'>): Outcome | null {
  return OVERTAKEN.has(outcome) ? (outcomeOfAppointments(appointments) ?? outcome) : outcome;
}

/**
 * How a call stands for the business if it ended now: what the appointments or the scenario say, else whether the caller
 * learned something.
 */
export function outcomeOf(
  state: Pick<DialogState, 'appointments' | 'outcome'> & { memory: unknown },
): Outcome {
  const reached = outcomeReached(state);
  if (reached !== null) return reached;
  const memory = memoryOf(state as DialogState);
  return memory.answered > 0 ? 'informed' : 'abandoned';
}

/** Endings that give the caller nothing: they do not take back what was reached before, for another person, say. */
const EMPTY: ReadonlySet<Outcome> = new Set(['declined', 'informed', 'abandoned']);

/** The outcome at an end whose state says `own`. */
export function outcomeAt(state: Parameters<typeof outcomeOf>[0], own: Outcome | undefined): Outcome {
  if (own === undefined) return outcomeOf(state);
  return EMPTY.has(own) ? (outcomeOfAppointments(state.appointments) ?? own) : own;
}
