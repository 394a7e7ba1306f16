import { wallClock } from '../../domain/schedule/zoned-time.ts';
import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';

/** What the caller wanted, in the caller's own words and figures; see `goal` of a conversation. */
export type Goal = Readonly<Record<string, string>>;

/** A row of the appointments table, as the check sees it. */
export interface BookedRow {
  /** ISO 8601 */
  startsAt: string;
  resource: string;
  details: Readonly<Record<string, unknown>>;
}

export interface Evidence {
  bookings: readonly BookedRow[];
  /** the rows of the sheet with this call's id */
  rows: readonly (readonly string[])[];
  /** the sheet, for people */
  sheet: string;
  timeZone: string;
  /** the study as the agent calls it, where there is one */
  studyName?: string;
}

/** What does not agree; empty when the booking and the row exist exactly once and say what the caller said. */
export function disagreements(goal: Goal, { bookings, rows, timeZone, studyName }: Evidence): string[] {
  const found: string[] = [];
  if (bookings.length !== 1) found.push(`${bookings.length} bookings instead of 1`);
  if (rows.length !== 1) found.push(`${rows.length} rows in the sheet instead of 1`);
  const [booking] = bookings;
  const [row] = rows;
  if (booking === undefined) return found;
  const said: Record<string, string> = {
    ...Object.fromEntries(Object.entries(booking.details).map(([key, value]) => [key, String(value)])),
    weekday: weekdayOf(booking.startsAt, timeZone),
  };
  const { symptoms, ...booked } = goal;
  for (const [key, wanted] of Object.entries(booked)) {
    if (plain(said[key] ?? '') !== plain(wanted)) {
      found.push(`booked ${key} "${said[key] ?? ''}", the caller said "${wanted}"`);
    }
  }
  if (row) found.push(...rowFaults(row, booking, { timeZone, studyName }));
  const noted = row?.[SHEET_COLUMNS.indexOf('Symptoms')] ?? '';
  if (row && symptoms !== undefined && plain(noted) !== plain(symptoms))
    found.push(`the sheet's row has Symptoms "${noted}", the caller said "${symptoms}"`);
  return found;
}

/** Where the sheet's row says something else than the booking. */
function rowFaults(
  row: readonly string[],
  { startsAt, details }: BookedRow,
  { timeZone, studyName }: Pick<Evidence, 'timeZone' | 'studyName'>,
): string[] {
  const { day, time } = wallClock(startsAt, timeZone);
  const expected: readonly [(typeof SHEET_COLUMNS)[number], unknown][] = [
    ['Client name', details.name],
    ['Phone', details.phone],
    ['Study', studyName],
    ['Age', details.age],
    ['Weight', details.weight],
    ['Appointment', `${day} ${time.slice(0, 'HH:MM'.length)}`],
    ['Price', details.price],
    ['Status', 'booked'],
  ];
  return expected.flatMap(([column, value]) => {
    const cell = row[SHEET_COLUMNS.indexOf(column)] ?? '';
    const agrees = value === undefined || plain(cell) === plain(`${value}`);
    return agrees ? [] : [`the sheet's row has ${column} "${cell}", the booking "${value}"`];
  });
}

const weekdayOf = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone }).format(new Date(iso));

/** Case, signs and spaces do not count. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
