import type { Persona } from './persona.ts';
import type { Goal } from './verdict.ts';
import { boundsOf, daysOf } from './wanted.ts';

/** What must stand in the records after this persona's call on the day `today` (YYYY-MM-DD). */
export function goalOf(persona: Persona, today: string): Goal {
  const { ends, study, changes, name, phone, age, price } = persona;
  const questions = persona.questions;
  if (ends !== 'booked') return { ends, booking: null, questions };
  if (study === undefined)
    throw new Error(`persona ${persona.id} ends "booked" but names no study: give it one`);
  const booking = {
    study,
    days: daysOf(changes?.days ?? persona.days, today),
    time: boundsOf(persona),
    name,
    phone,
    age,
    ...(price === undefined ? {} : { price }),
  };
  return { ends, booking, questions };
}
