/** A day of the calendar, YYYY-MM-DD. */
export type Day = string;

const zones = new Map<string, Intl.DateTimeFormat>();
function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  zones.set(timeZone, made);
  return made;
}

/** What the clock on the wall shows in a zone at an instant (ISO 8601 with offset or Z). */
export function wallClock(at: string, timeZone: string): { day: Day; time: string } {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) throw new Error(`"${at}" is no instant, expected ISO 8601 with an offset`);
  const parts = Object.fromEntries(
    zoneFormat(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
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
