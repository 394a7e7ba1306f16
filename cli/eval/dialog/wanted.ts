import { dayNamed } from './calendar.ts';
import type { Persona } from './persona.ts';

/** What a caller wants of a time: local clock bounds, both included. */
export interface TimeBounds {
  after: string;
  before: string;
}

const ANY: TimeBounds = { after: '00:00', before: '23:59' };

/** Bounds of a persona's time; an exact one is both. */
export function boundsOf({ time }: Pick<Persona, 'time'>): TimeBounds {
  if (time === 'any') return ANY;
  if (typeof time === 'string') return { after: time, before: time };
  return { after: time.after ?? ANY.after, before: time.before ?? ANY.before };
}

export const suits = (time: string, { after, before }: TimeBounds): boolean =>
  time >= after && time <= before;

/** The days that suit, the wanted one first. */
export const daysOf = (names: readonly string[], today: string): string[] =>
  names.map((name) => dayNamed(name, today));
