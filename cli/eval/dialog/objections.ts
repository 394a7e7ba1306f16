import { type Answering, type Concern, wantedDays, wantedStudies } from './answering.ts';
import { holdsWords } from './ear/plain-words.ts';
import { daysIn, digitsIn, timesIn } from './ear/values.ts';
import { boundsOf, suits } from './wanted.ts';

/** A whole phone number is read out: that many digits stand in the text. */
const PHONE_DIGITS = 9;

/** What in the agent's words contradicts what the caller wants; `missing`: a value that a full check must hold. */
export function contradictions(answering: Answering, agent: string): Concern[] {
  const { persona, today } = answering;
  const { language } = persona;
  const days = daysIn(agent, today, language);
  const times = timesIn(agent, language);
  const found: Concern[] = [];
  if (studiesIn(answering, agent).some((id) => !wantedStudies(answering).includes(id))) found.push('study');
  if (days.some((day) => !wantedDays(answering).includes(day))) found.push('day');
  if (times.some((time) => !suits(time, boundsOf(persona)))) found.push('time');
  if (digitsIn(agent).length >= PHONE_DIGITS && !digitsIn(agent).includes(persona.phone)) found.push('phone');
  return found;
}

/**
 * The last check reads everything out: what contradicts, and what was not said at all. Asked again without the values,
 * the caller still has in mind what was read out before.
 */
export function faultsOfCheck(answering: Answering, agent: string): Concern[] {
  const { persona, today, memory } = answering;
  if (digitsIn(agent).length >= PHONE_DIGITS) memory.readOut = agent;
  return memory.readOut === '' ? [] : faultsIn(memory.readOut);

  function faultsIn(readOut: string): Concern[] {
    const missing: Concern[] = [];
    if (studiesIn(answering, readOut).length === 0) missing.push('study');
    if (daysIn(readOut, today, persona.language).length === 0) missing.push('day');
    if (timesIn(readOut, persona.language).length === 0) missing.push('time');
    if (!saysName(answering, readOut)) missing.push('name');
    if (!digitsIn(readOut).includes(persona.phone)) missing.push('phone');
    return [...new Set([...contradictions(answering, readOut), ...missing])];
  }
}

/** Whether the caller's whole name stands in the text, in any order. */
export const saysName = ({ persona }: Answering, agent: string): boolean =>
  persona.name.split(' ').every((word) => holdsWords(agent, word));

/** Studies that are named in the text, by id. */
export const studiesIn = ({ book }: Pick<Answering, 'book'>, agent: string): string[] =>
  Object.keys(book.studies).filter((id) => book.studies[id]?.hears.some((name) => holdsWords(agent, name)));
