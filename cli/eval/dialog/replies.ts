import { pick } from '../../sim/random.ts';
import { type Answering, type Concern, chance, phraseFor, wantedDays } from './answering.ts';
import { dayAfter } from './calendar.ts';
import { daysIn, digitsIn, timesIn } from './ear/values.ts';
import { contradictions, saysName, studiesIn } from './objections.ts';
import { dayWords } from './voice/day.ts';
import { dictatedGroups } from './voice/phone.ts';
import { timeWords } from './voice/time.ts';
import { boundsOf, suits } from './wanted.ts';

/** The wanted day, with the time in the same breath now and then. */
export function sayDay(answering: Answering): string {
  const { persona, busy, random, today } = answering;
  const [day = today] = wantedDays(answering);
  if (busy && chance(random, 0.15)) {
    const wrong = dayWords(dayAfter(day, 2), today, persona.language, random);
    return phraseFor(answering, 'correct', { wrong, right: dayWords(day, today, persona.language, random) });
  }
  if (persona.time !== 'any' && chance(random, busy ? 0.6 : 0.25))
    return `${dayWords(day, today, persona.language, random)} ${wish(answering)}`;
  return phraseFor(answering, 'day');
}

/** When it suits, in words: at a time, after or before one. */
export function wish(answering: Answering): string {
  const { time } = answering.persona;
  if (time === 'any') return phraseFor(answering, 'any_time');
  if (typeof time === 'string') return phraseFor(answering, 'at_time');
  return phraseFor(answering, time.after === undefined ? 'before' : 'after');
}

/** One of the offered times that suits, else what would. */
export function choose(answering: Answering, agent: string): string {
  const { persona, random } = answering;
  if (contradictions(answering, agent).includes('day')) return sayDay(answering);
  const offered = timesIn(agent, persona.language);
  const fitting = offered.filter((time) => suits(time, boundsOf(persona)));
  const time = fitting.length === 0 ? undefined : pick(random, fitting);
  if (time === undefined)
    return offered.length === 0 && persona.time === 'any' ? phraseFor(answering, 'first') : wish(answering);
  const place = ['first', 'second', 'third'][offered.indexOf(time)];
  if (offered.length === 1) return phraseFor(answering, 'right');
  if (place !== undefined && chance(random, 0.3)) return phraseFor(answering, place);
  return phraseFor(answering, 'take_time', { time: timeWords(time, persona.language, random) });
}

/** A read-back of something: yes where it is the caller's, else the right value. */
export function confirm(answering: Answering, agent: string): string {
  const [wrong] = contradictions(answering, agent);
  if (wrong !== undefined) return object(answering, wrong);
  const number = digitsIn(agent);
  if (
    number.length > 0 &&
    number.length <= 3 &&
    ![`${answering.persona.age}`, `${answering.persona.weight}`].includes(number)
  )
    return `${phraseFor(answering, 'no')}, ${phraseFor(answering, answering.memory.number ?? 'age')}`;
  const named = digitsIn(agent) !== '' || saysName(answering, agent);
  const other =
    daysIn(agent, answering.today, answering.persona.language).length > 0 ||
    timesIn(agent, answering.persona.language).length > 0 ||
    studiesIn(answering, agent).length > 0;
  const own = new RegExp(`(?<!\\p{L})(${answering.persona.name.replace(' ', '|')})(?!\\p{L})`, 'iu').test(
    agent,
  );
  // just spelled: the family name alone is what was asked for
  if (own && answering.memory.spelled) return phraseFor(answering, 'right');
  // something with a capital letter that is not the caller's is a name heard wrong
  if (!named && !other && (own || /[\p{Ll},:] \p{Lu}\p{Ll}+/u.test(agent))) return object(answering, 'name');
  return phraseFor(answering, 'right');
}

/** Names what is wrong. */
export function object(answering: Answering, concern: Concern): string {
  answering.memory.concern = concern;
  return phraseFor(answering, `object_${concern}`);
}

/** "34 years, good" repeats what was heard: which of the two numbers is not the caller's. */
export function numberMisheard(
  { persona, memory }: Answering,
  agent: string,
): Answering['memory']['number'] | null {
  if (memory.number === null) return null;
  const heard = /^(\d{1,3}) \p{L}+, /u.exec(agent)?.[1];
  return heard === undefined || heard === `${persona[memory.number]}` ? null : memory.number;
}

/** Age or weight. */
export function sayNumber(answering: Answering, which: 'age' | 'weight'): string {
  answering.memory.number = which;
  return phraseFor(answering, which);
}

/** Another day, or none. */
export function changeMind(answering: Answering): string {
  const { memory, persona } = answering;
  memory.changed = true;
  if (persona.changes?.cancels) return phraseFor(answering, 'cancel');
  memory.booked = false;
  return phraseFor(answering, 'change_day');
}

/** The phone number, in groups now and then. */
export function dictate(answering: Answering): string {
  const { busy, random, persona, memory } = answering;
  if (!busy || !chance(random, 0.25)) return phraseFor(answering, 'phone');
  memory.groups = dictatedGroups(persona.phone, persona.language);
  return memory.groups.shift() ?? '';
}
