import { type Answering, chance, phraseFor, wantedDays } from './answering.ts';
import { daysIn, timesIn } from './ear/values.ts';
import { earlierAt, secondOf } from './goal.ts';
import { studiesIn } from './objections.ts';
import { object } from './replies.ts';
import { boundsOf, suits } from './wanted.ts';

/** Whether the call is about an appointment that an earlier one made. */
export const isAboutEarlier = ({ persona }: Pick<Answering, 'persona'>): boolean =>
  persona.does === 'move' || persona.does === 'cancel-earlier';

/** Comes out with it; the second time in the plainest words, as whoever was not understood. */
export function sayErrand(answering: Answering): string {
  answering.memory.errands += 1;
  const key = answering.persona.does === 'move' ? 'move_earlier' : 'cancel_earlier';
  return answering.memory.errands > 1
    ? (answering.book.plain[key] ?? phraseFor(answering, key))
    : phraseFor(answering, key);
}

/** "Is this …?" Yes where it is; some come out with what they want in the same breath. */
export function saySelf(answering: Answering): string {
  const { persona, random } = answering;
  if (!isKnown(answering)) return phraseFor(answering, 'not_me');
  const yes = phraseFor(answering, 'yes');
  return isAboutEarlier(answering) && chance(random, 0.3) ? `${yes}, ${sayErrand(answering)}` : yes;

  function isKnown({ persona: { earlier, name } }: Answering): boolean {
    const last = earlier.at(-1);
    return persona.from === 'same' && last !== undefined && (last.name ?? name) === name;
  }
}

/** The one that is meant, of several. */
export function whichBooking(answering: Answering): string {
  const [meant, ...others] = answering.persona.earlier;
  if (meant === undefined) return phraseFor(answering, 'no');
  const isOnlyStudy = !others.some(({ study }) => study === meant.study);
  const names = answering.book.studies[meant.study]?.hears[0];
  return isOnlyStudy && names !== undefined && chance(answering.random, 0.5)
    ? names
    : phraseFor(answering, 'which_earlier');
}

/** "From … to …, is that right?" The old day and hour are the caller's, the new ones must be what is wanted. */
export function confirmMove(answering: Answering, agent: string): string {
  const { persona, today } = answering;
  const [one] = persona.earlier;
  if (one === undefined) return phraseFor(answering, 'no');
  const old = earlierAt(one, today);
  const days = daysIn(agent, today, persona.language).filter((day) => day !== old.day);
  const times = timesIn(agent, persona.language);
  const next = times.length > 1 ? times.filter((time) => time !== old.time) : times;
  if (!studiesIn(answering, agent).every((study) => study === one.study)) return phraseFor(answering, 'no');
  if (days.some((day) => !wantedDays(answering).includes(day))) return object(answering, 'day');
  if (next.some((time) => !suits(time, boundsOf(persona)))) return object(answering, 'time');
  return phraseFor(answering, 'right');
}

/** "Shall I cancel it?" Only the one that is meant. */
export function confirmCancel(answering: Answering, agent: string): string {
  const { persona } = answering;
  if (persona.does !== 'cancel-earlier') return phraseFor(answering, 'no');
  const studies = studiesIn(answering, agent);
  const [meant] = persona.earlier;
  return studies.every((study) => study === meant?.study)
    ? phraseFor(answering, 'yes')
    : phraseFor(answering, 'no');
}

/** "And my husband, too": from here on the caller answers for somebody else. */
export function nameSecond(answering: Answering): string {
  const { memory } = answering;
  const words = phraseFor(answering, 'second_person');
  answering.persona = secondOf(answering.persona);
  Object.assign(memory, { forSecond: true, booked: false, readOut: '', concern: null, spelled: false });
  return words;
}
