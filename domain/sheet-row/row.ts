import type { DesiredAppointment, FilledSlot, Outcome } from '../dialog/types.ts';
import type { Json } from '../json.ts';
import { wallClock } from '../schedule/zoned-time.ts';

/** Columns A-K of the sheet, in order. K names the call, so that a row is found again wherever people put it. */
export const SHEET_COLUMNS = [
  'Timestamp',
  'Client name',
  'Phone',
  'Age',
  'Weight',
  'Symptoms',
  'Study',
  'Appointment',
  'Price',
  'Status',
  'Call id',
] as const;
/** Index of column K. */
export const CALL_ID_COLUMN = 10;

/** Letters of the first and last column. */
export const FIRST_COLUMN = 'A';
export const LAST_COLUMN = 'K';

/** What a row is made of. */
export interface RowFacts {
  callId: string;
  /** the caller's number, for a call that never asked for one */
  from: string;
  startedAt: string;
  timeZone: string;
  outcome: Outcome;
  slots: Readonly<Record<string, FilledSlot>>;
  appointments: readonly DesiredAppointment[];
}

/** A sheet refuses cells of more than 50,000 characters, and nobody reads one. */
const CELL_LIMIT = 2_000;

/**
 * The row of a call, every cell a text. Scenarios fill it by the names of their slots (or of an appointment's details):
 * name, phone, age, weight, symptoms (with symptoms_duration and pain_character), study, price. What the call did not learn stays empty.
 */
export function sheetRow(facts: RowFacts): string[] {
  const appointment = facts.appointments.find(({ time }) => time !== null);
  const details = appointment?.details ?? {};
  /** the words that the agent used for it, e.g. the study's name */
  const said = (name: string) => facts.slots[name]?.say ?? textOf(details[name]);
  /** the normal form, e.g. a number in E.164 */
  const exact = (name: string) => textOf(facts.slots[name]?.value) || textOf(details[name]);
  return [
    stampOf(facts.startedAt, facts.timeZone, 'second'),
    exact('name'),
    exact('phone') || facts.from,
    exact('age'),
    exact('weight'),
    ['symptoms', 'symptoms_duration', 'pain_character'].map(said).filter(Boolean).join(', '),
    said('study'),
    appointment?.time ? stampOf(appointment.time, facts.timeZone, 'minute') : '',
    textOf(details.price) || exact('price'),
    facts.outcome,
    facts.callId,
  ].map(cellText);
}

/** Date and time of the clinic's own clock, as people write it. */
function stampOf(at: string, timeZone: string, precision: 'second' | 'minute'): string {
  const { day, time } = wallClock(at, timeZone);
  return `${day} ${precision === 'second' ? time : time.slice(0, 'HH:MM'.length)}`;
}

/** One line without control characters: a line break would tear a CSV row apart for simple readers. */
const cellText = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, CELL_LIMIT);

const textOf = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`;
};
