import { matterOf } from '../dialog/appointments.ts';
import type { DesiredAppointment, FilledSlot, Outcome } from '../dialog/types.ts';
import type { Json } from '../json.ts';
import { callbackWish, wishedTime } from '../schedule/callback-wish.ts';
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
  /** which of the call's matters the slots belong to, from 1; earlier ones are told by their appointments alone */
  matter: number;
}

/** A row and what column K calls it. */
export interface KeyedRow {
  rowKey: string;
  cells: string[];
}

/** A sheet refuses cells of more than 50,000 characters, and nobody reads one. */
const CELL_LIMIT = 2_000;

/** What column K may call the row of a call's n-th appointment: people after the first one have rows of their own. */
export const rowKeysOf = ({ callId, n }: { callId: string; n: number }): string[] => [
  personKey(callId, n),
  callId,
];
const personKey = (callId: string, n: number): string => `${callId}#${n}`;

/**
 * The rows of a call: one, or one for each person where appointments of several were made or changed. The first has the
 * call's id.
 */
export function sheetRows(facts: RowFacts): KeyedRow[] {
  const told = facts.appointments.filter(({ of, time }) =>
    of === undefined ? time !== null : of.time !== time,
  );
  const [first, ...others] = [...told].sort((a, b) => a.n - b.n);
  const { callId, outcome } = facts;
  if (others.length === 0) return [{ rowKey: callId, cells: sheetRow(facts, first, outcome, callId) }];
  return told.map((one) => {
    const rowKey = one === first ? callId : personKey(callId, one.n);
    return {
      rowKey,
      cells: sheetRow(facts, one, one.of === undefined ? 'booked' : changeOf(one.time), rowKey),
    };
  });
}

const changeOf = (time: string | null): 'rescheduled' | 'cancelled' =>
  time === null ? 'cancelled' : 'rescheduled';
const PHONE_COLUMN = 2;
const APPOINTMENT_COLUMN = 7;
const STATUS_COLUMN = 9;

/** What a later call that has moved or cancelled an appointment changes in the row of the call that made it. */
export const changedCells = (time: string | null, timeZone: string): Readonly<Record<number, string>> => ({
  [APPOINTMENT_COLUMN]: time === null ? '' : stampOf(time, timeZone, 'minute'),
  [STATUS_COLUMN]: changeOf(time),
});

/** And where the caller has corrected the phone. */
export const contactCell = (phone: Json | undefined): Readonly<Record<number, string>> =>
  typeof phone === 'string' && phone !== '' ? { [PHONE_COLUMN]: cellText(phone) } : {};

/**
 * One row, every cell a text. Scenarios fill it by the names of their slots (or of an appointment's details): name, phone,
 * age, weight, symptoms (with symptoms_duration and pain_character), study, price. What the call did not learn stays empty.
 */
function sheetRow(
  facts: RowFacts,
  appointment: DesiredAppointment | undefined,
  status: Outcome,
  rowKey: string,
): string[] {
  const details = appointment?.details ?? {};
  const slots = appointment === undefined || appointment === lastOf(facts) ? facts.slots : {};
  /** the words that the agent used for it, e.g. the study's name */
  const said = (name: string) => slots[name]?.say ?? appointment?.said?.[name] ?? textOf(details[name]);
  /** the normal form, e.g. a number in E.164 */
  const exact = (name: string) => textOf(slots[name]?.value) || textOf(details[name]);
  // nobody mistakes it for an appointment
  const wish = status === 'callback' ? wishedTime(callbackWish(slots)) : '';
  const wished = wish === '' ? '' : `wished: ${wish}`;
  return [
    stampOf(facts.startedAt, facts.timeZone, 'second'),
    exact('name'),
    exact('phone') || facts.from,
    exact('age'),
    exact('weight'),
    ['symptoms', 'symptoms_duration', 'pain_character'].map(said).filter(Boolean).join(', '),
    said('study'),
    appointment?.time ? stampOf(appointment.time, facts.timeZone, 'minute') : wished,
    textOf(details.price) || exact('price'),
    status,
    rowKey,
  ].map(cellText);
}

/** The appointment that the slots are about: the last one of their matter. */
const lastOf = ({ appointments, matter }: RowFacts): DesiredAppointment | undefined =>
  appointments.filter((one) => matterOf(one) === matter).sort((a, b) => b.n - a.n)[0];

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
