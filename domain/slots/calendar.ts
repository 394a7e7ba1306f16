import { wallClock as clockOf } from '../schedule/zoned-time.ts';

/** A day of the calendar, YYYY-MM-DD. */
export type Day = string;

/** The last reading: every rule of one turn looks at the same clock. */
let last: { at: string; timeZone: string; day: Day; time: string } | null = null;

/** What the clock on the wall shows in a zone at an instant (ISO 8601 with offset or Z): a day and HH:MM. */
export function wallClock(at: string, timeZone: string): { day: Day; time: string } {
  if (last?.at !== at || last.timeZone !== timeZone) {
    const { day, time } = clockOf(at, timeZone);
    last = { at, timeZone, day, time: time.slice(0, 'HH:MM'.length) };
  }
  return { day: last.day, time: last.time };
}

const dayMs = 86_400_000;
const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, days: number): Day =>
  new Date(utc(day) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / dayMs);

/** 1 Monday … 7 Sunday */
export const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay() || 7;

/** The day, null when there is no such day (31 November). */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return exists ? date.toISOString().slice(0, 10) : null;
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: Day): number => Number(day.slice(8, 10));
