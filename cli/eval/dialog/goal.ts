import { dayNamed } from './calendar.ts';
import type { EarlierBooking, Persona } from './persona.ts';
import type { EarlierGoal, Goal, WantedBooking } from './verdict.ts';
import { boundsOf, daysOf } from './wanted.ts';

/** What must stand in the records after this persona's call on the day `today` (YYYY-MM-DD). */
export function goalOf(persona: Persona, today: string): Goal {
  const { ends, questions } = persona;
  const earlier = persona.earlier.map((one, index) => earlierGoal(persona, one, index, today));
  if (ends !== 'booked') return { ends, bookings: [], earlier, questions };
  const people = [persona, ...(persona.second === undefined ? [] : [secondOf(persona)])];
  return { ends, bookings: people.map((one) => bookingOf(one, today)), earlier, questions };
}

/** The second person with what the first one has said for both. */
export const secondOf = ({ second, ...persona }: Persona): Persona => ({
  ...persona,
  ...second,
  ...{ changes: undefined, price: undefined, second: undefined, asksFor: undefined, opens: 'study' },
  ...{ questions: [], images: 'none', pacemaker: false, patient: false },
});

function bookingOf(persona: Persona, today: string): WantedBooking {
  const { id, study, changes, name, phone, age, price } = persona;
  if (study === undefined) throw new Error(`persona ${id} ends "booked" but names no study: give it one`);
  return {
    ...{ study, name, phone, age },
    days: daysOf(changes?.days ?? persona.days, today),
    time: boundsOf(persona),
    ...(price === undefined ? {} : { price }),
  };
}

function earlierGoal(persona: Persona, one: EarlierBooking, index: number, today: string): EarlierGoal {
  const at = earlierAt(one, today);
  const isMeant = index === 0;
  if (isMeant && persona.ends === 'cancelled' && persona.does === 'cancel-earlier')
    return { at, wants: null };
  if (isMeant && persona.ends === 'moved')
    return { at, wants: { days: daysOf(persona.days, today), time: boundsOf(persona) } };
  return { at, wants: 'untouched' };
}

/** Where an earlier appointment stands when the call begins, local. */
export const earlierAt = ({ day, time }: EarlierBooking, today: string): { day: string; time: string } => ({
  day: dayNamed(day, today),
  time,
});
