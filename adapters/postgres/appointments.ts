import { sql, type Transaction } from 'kysely';
import type { WantedAppointment } from '../../domain/schedule/wanted-appointment.ts';
import {
  type AppointmentResult,
  guarded,
  isoOrNull,
  isSettled,
  lock,
  readRow,
  resourceOf,
  sameTime,
  whyNot,
  zoned,
} from './appointment-rows.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/**
 * Makes the row of (call, n) hold the wanted time, in one transaction: a correction moves it, null frees it, the same
 * write again changes nothing, an older one is refused quietly, as is one to a row that a later call has changed since.
 * On a conflict the row keeps what it held.
 */
export async function setAppointment(
  { kysely }: Database,
  wanted: WantedAppointment,
  now: string,
): Promise<AppointmentResult> {
  return guarded(() =>
    kysely.transaction().execute(async (transaction): Promise<AppointmentResult> => {
      await lock(transaction, `call/${wanted.callId}`);
      const settled = await isSettled(transaction, wanted.callId);
      await lock(transaction, resourceOf(wanted));
      const stored = await readRow(transaction, wanted);
      const isLate = stored !== undefined && (stored.turn_seq > wanted.turnSeq || stored.changed_by !== null);
      if (settled || isLate)
        return { status: 'stored', time: isoOrNull(stored?.starts_at, wanted.timeZone), refused: true };
      const reason = sameTime(stored?.starts_at, wanted.time) ? null : await whyNot(transaction, wanted, now);
      if (reason !== null) return { status: 'conflict', reason };
      await writeAppointment(transaction, wanted);
      return { status: 'stored', time: zoned(wanted), refused: false };
    }),
  );
}

/** Writes the row of (call, n), whatever it held. A row that a later call has changed is that call's: it stays. */
export async function writeAppointment(
  transaction: Transaction<Tables>,
  wanted: WantedAppointment,
): Promise<void> {
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
      conflict
        .columns(['call_id', 'n'])
        .doUpdateSet({ ...row, updated_at: sql`now()` })
        .where('appointments.changed_by', 'is', null),
    )
    .execute();
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
