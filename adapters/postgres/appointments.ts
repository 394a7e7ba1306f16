import { sql, type Transaction } from 'kysely';
import type { WantedAppointment } from '../../domain/schedule/wanted-appointment.ts';
import { zonedIso } from '../../domain/schedule/zoned-time.ts';
import { conflictOf } from './conflict.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** `stored`: `time` is what the row holds now, be it this write's or a newer one's. */
export type AppointmentResult =
  | { status: 'stored'; time: string | null; refused: boolean }
  | { status: 'conflict'; reason: 'taken' | 'closed' | 'past' };

/**
 * Makes the row of (call, n) hold the wanted time, in one transaction: a correction moves it, null frees it, the same
 * write again changes nothing, an older one is refused quietly. On a conflict the row keeps what it held.
 */
export async function setAppointment(
  { kysely }: Database,
  wanted: WantedAppointment,
  now: string,
): Promise<AppointmentResult> {
  return guarded(() =>
    kysely.transaction().execute(async (transaction) => {
      await lock(transaction, `call/${wanted.callId}`);
      const settled = await isSettled(transaction, wanted.callId);
      await lock(transaction, resourceOf(wanted));
      const stored = await readRow(transaction, wanted);
      if (settled || (stored !== undefined && stored.turn_seq > wanted.turnSeq))
        return { status: 'stored', time: isoOrNull(stored?.starts_at, wanted.timeZone), refused: true };
      if (wanted.time !== null && !sameTime(stored?.starts_at, wanted.time)) {
        if (Date.parse(wanted.time) <= Date.parse(now)) return { status: 'conflict', reason: 'past' };
        if (!(await liesInWorkingHours(transaction, wanted))) return { status: 'conflict', reason: 'closed' };
      }
      await write(transaction, wanted);
      return { status: 'stored', time: zoned(wanted), refused: false };
    }),
  );
}

/**
 * The call's last word: its rows become exactly `wanted`, rows it does not name are freed, and no write of a tool counts
 * afterwards. Opening hours are not asked again: what was promised to the caller stands. Answers what could not be kept.
 */
export async function settleAppointments(
  { kysely }: Database,
  callId: string,
  wanted: readonly WantedAppointment[],
): Promise<WantedAppointment[]> {
  await kysely.transaction().execute(async (transaction) => {
    await lock(transaction, `call/${callId}`);
    await transaction
      .insertInto('settled_calls')
      .values({ call_id: callId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .updateTable('appointments')
      .set({ starts_at: null, ends_at: null, updated_at: sql`now()` })
      .where('call_id', '=', callId)
      .where('n', 'not in', [0, ...wanted.map(({ n }) => n)])
      .execute();
  });
  const lost: WantedAppointment[] = [];
  for (const one of wanted) {
    const result = await guarded(() =>
      kysely.transaction().execute(async (transaction): Promise<AppointmentResult> => {
        await lock(transaction, resourceOf(one));
        await write(transaction, one);
        return { status: 'stored', time: zoned(one), refused: false };
      }),
    );
    if (result.status === 'conflict') lost.push(one);
  }
  return lost;
}

/** A call's rows as they stand; freed ones have time null. */
export async function readAppointments({ kysely }: Database, callId: string, timeZone: string) {
  const rows = await kysely
    .selectFrom('appointments')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('n')
    .execute();
  return rows.map((row) => ({
    n: row.n,
    tenant: row.tenant,
    resource: row.resource,
    time: isoOrNull(row.starts_at, timeZone),
    details: row.details,
    turnSeq: row.turn_seq,
  }));
}

/**
 * Held to the end of the transaction. Writers of one call and of one resource queue here, always in this order, so that
 * the exclusion constraint never has to break a deadlock between two of them.
 */
const lock = (transaction: Transaction<Tables>, name: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`appointments/${name}`}, 0))`.execute(transaction);
const resourceOf = ({ tenant, resource }: WantedAppointment): string => `resource/${tenant}/${resource}`;

const isSettled = async (transaction: Transaction<Tables>, callId: string): Promise<boolean> =>
  (await transaction
    .selectFrom('settled_calls')
    .select('call_id')
    .where('call_id', '=', callId)
    .executeTakeFirst()) !== undefined;

const readRow = (transaction: Transaction<Tables>, { callId, n }: WantedAppointment) =>
  transaction
    .selectFrom('appointments')
    .selectAll()
    .where('call_id', '=', callId)
    .where('n', '=', n)
    .executeTakeFirst();

async function write(transaction: Transaction<Tables>, wanted: WantedAppointment): Promise<void> {
  const starts = wanted.time === null ? null : new Date(wanted.time);
  const row = {
    tenant: wanted.tenant,
    resource: wanted.resource,
    starts_at: starts,
    ends_at: starts && new Date(starts.getTime() + wanted.durationMin * 60_000),
    details: JSON.stringify(wanted.details),
    turn_seq: wanted.turnSeq,
  };
  await transaction
    .insertInto('appointments')
    .values({ call_id: wanted.callId, n: wanted.n, ...row })
    .onConflict((conflict) =>
      conflict.columns(['call_id', 'n']).doUpdateSet({ ...row, updated_at: sql`now()` }),
    )
    .execute();
}

/** Whole appointment within one opening of the resource, on its grid, on no day off; as findFreeTimes would offer it. */
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
async function guarded(run: () => Promise<AppointmentResult>): Promise<AppointmentResult> {
  try {
    return await run();
  } catch (error) {
    if (conflictOf(error, ['appointments_time_taken', 'appointments_overlap']))
      return { status: 'conflict', reason: 'taken' };
    throw error;
  }
}

const sameTime = (stored: Date | null | undefined, time: string): boolean =>
  stored?.getTime() === Date.parse(time);
const isoOrNull = (at: Date | null | undefined, timeZone: string): string | null =>
  at ? zonedIso(at.getTime(), timeZone) : null;
const zoned = ({ time, timeZone }: WantedAppointment): string | null =>
  time === null ? null : zonedIso(time, timeZone);
