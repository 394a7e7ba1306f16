import { type Selectable, sql, type Transaction } from 'kysely';
import type { WantedAppointment } from '../../domain/schedule/wanted-appointment.ts';
import { zonedIso } from '../../domain/schedule/zoned-time.ts';
import { conflictOf } from './conflict.ts';
import type { AppointmentsTable, Tables } from './tables.ts';

/** Why a time could not be had. */
export type NoTime = 'taken' | 'closed' | 'past';

/** `stored`: `time` is what the row holds now, be it this write's or a newer one's. */
export type AppointmentResult<Reason extends string = NoTime> =
  | { status: 'stored'; time: string | null; refused: boolean }
  | { status: 'conflict'; reason: Reason };

export type AppointmentRow = Selectable<AppointmentsTable>;

/**
 * Held to the end of the transaction. Writers of one call and of one resource queue here, always in this order, so that
 * the exclusion constraint never has to break a deadlock between two of them.
 */
export const lock = (transaction: Transaction<Tables>, name: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`appointments/${name}`}, 0))`.execute(transaction);
export const resourceOf = ({ tenant, resource }: Pick<WantedAppointment, 'tenant' | 'resource'>): string =>
  `resource/${tenant}/${resource}`;

/** The wrap-up of the call has had its last word. */
export const isSettled = async (transaction: Transaction<Tables>, callId: string): Promise<boolean> =>
  (await transaction
    .selectFrom('settled_calls')
    .select('call_id')
    .where('call_id', '=', callId)
    .executeTakeFirst()) !== undefined;

export const readRow = (
  transaction: Transaction<Tables>,
  { callId, n }: { callId: string; n: number },
): Promise<AppointmentRow | undefined> =>
  transaction
    .selectFrom('appointments')
    .selectAll()
    .where('call_id', '=', callId)
    .where('n', '=', n)
    .executeTakeFirst();

/** Null where the wanted time can be had as findFreeTimes would offer it; who has it already is the database's to say. */
export async function whyNot(
  transaction: Transaction<Tables>,
  wanted: WantedAppointment,
  now: string,
): Promise<Exclude<NoTime, 'taken'> | null> {
  if (wanted.time === null) return null;
  if (Date.parse(wanted.time) <= Date.parse(now)) return 'past';
  return (await liesInWorkingHours(transaction, wanted)) ? null : 'closed';
}

/** Whole appointment within one opening of the resource, on its grid, on no day off. */
async function liesInWorkingHours(
  transaction: Transaction<Tables>,
  { tenant, resource, time, timeZone, durationMin }: WantedAppointment,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM working_hours, LATERAL (SELECT ${time}::timestamptz AT TIME ZONE ${timeZone} AS local) AS wanted
    WHERE tenant = ${tenant} AND resource = ${resource}
      AND weekday = extract(isodow FROM wanted.local)
      AND wanted.local >= wanted.local::date + opens
      AND wanted.local + ${durationMin} * interval '1 minute' <= wanted.local::date + closes
      AND extract(epoch FROM wanted.local - (wanted.local::date + opens))::numeric % (step_min * 60) = 0
      AND NOT EXISTS (
        SELECT FROM days_off
        WHERE days_off.tenant = working_hours.tenant
          AND days_off.resource = working_hours.resource
          AND days_off.day = wanted.local::date
      )
  `.execute(transaction);
  return rows.length > 0;
}

/** Somebody else's time is an answer, any other error is thrown. */
export async function guarded<Reason extends string>(
  run: () => Promise<AppointmentResult<Reason | 'taken'>>,
): Promise<AppointmentResult<Reason | 'taken'>> {
  try {
    return await run();
  } catch (error) {
    if (conflictOf(error, ['appointments_time_taken', 'appointments_overlap']))
      return { status: 'conflict', reason: 'taken' };
    throw error;
  }
}

export const sameTime = (stored: Date | null | undefined, time: string | null): boolean =>
  (stored?.getTime() ?? null) === (time === null ? null : Date.parse(time));
export const isoOrNull = (at: Date | null | undefined, timeZone: string): string | null =>
  at ? zonedIso(at.getTime(), timeZone) : null;
export const zoned = ({ time, timeZone }: WantedAppointment): string | null =>
  time === null ? null : zonedIso(time, timeZone);
