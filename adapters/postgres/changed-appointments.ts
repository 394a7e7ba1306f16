import { sql, type Transaction } from 'kysely';
import { parseAppointmentId } from '../../domain/schedule/appointment-id.ts';
import type { WantedChange } from '../../domain/schedule/wanted-appointment.ts';
import {
  type AppointmentResult,
  type AppointmentRow,
  guarded,
  isoOrNull,
  isSettled,
  lock,
  type NoTime,
  readRow,
  resourceOf,
  sameTime,
  whyNot,
  zoned,
} from './appointment-rows.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** `changed`: it no longer stands where this call found it, or not at all. */
export type ChangeResult = AppointmentResult<NoTime | 'changed'>;

/**
 * Makes an earlier call's appointment be where this call wants it, in one transaction: moved in its own row, so that the
 * old time is free and the new one taken at the same moment, or freed by null. The same write again changes nothing, an
 * older turn's is refused quietly, one to the time where the call found it undoes what the call has done. On a conflict
 * everything stays.
 */
export function changeAppointment(
  { kysely }: Database,
  wanted: WantedChange,
  now: string,
): Promise<ChangeResult> {
  return guarded(() =>
    kysely.transaction().execute(async (transaction): Promise<ChangeResult> => {
      await lock(transaction, `call/${wanted.callId}`);
      const settled = await isSettled(transaction, wanted.callId);
      return applyChange(transaction, wanted, { settled, now });
    }),
  );
}

/** `now` null: the call's last word, opening hours are not asked again. Expects the lock of the call to be held. */
export async function applyChange(
  transaction: Transaction<Tables>,
  wanted: WantedChange,
  { settled, now }: { settled: boolean; now: string | null },
): Promise<ChangeResult> {
  const key = parseAppointmentId(wanted.of.id);
  await lock(transaction, resourceOf(wanted));
  const row = key === null ? undefined : await readRow(transaction, key);
  if (key === null || row?.tenant !== wanted.tenant || row.resource !== wanted.resource)
    return { status: 'conflict', reason: 'changed' };
  const stands = isoOrNull(row.starts_at, wanted.timeZone);
  const isOurs = row.changed_by === wanted.callId;
  if (settled || (isOurs && (row.changed_seq ?? 0) > wanted.turnSeq))
    return { status: 'stored', time: stands, refused: true };
  if (!isOurs && !sameTime(row.starts_at, wanted.of.time)) return { status: 'conflict', reason: 'changed' };
  const corrected = correctedContact(wanted);
  // nothing was done and nothing is wanted
  if (!isOurs && sameTime(row.starts_at, wanted.time)) {
    if (corrected !== null) await rowOf(transaction, key).set({ details: corrected }).execute();
    return { status: 'stored', time: stands, refused: false };
  }
  // another call has undone it: it only looks untouched
  const overruled = row.overruled as Readonly<Record<string, number>>;
  const undoneAt = overruled[wanted.callId];
  if (!isOurs && undoneAt !== undefined && (now === null || wanted.turnSeq <= undoneAt))
    return { status: 'conflict', reason: 'changed' };
  const before = standingBefore(row, isOurs);
  const durationMin = (before.ends.getTime() - before.starts.getTime()) / 60_000;
  const isFree = sameTime(row.starts_at, wanted.time) || sameTime(before.starts, wanted.time);
  const reason = isFree || now === null ? null : await whyNot(transaction, { ...wanted, durationMin }, now);
  if (reason !== null) return { status: 'conflict', reason };
  const starts = wanted.time === null ? null : new Date(wanted.time);
  await rowOf(transaction, key)
    .set({
      starts_at: starts,
      ends_at: starts && new Date(starts.getTime() + durationMin * 60_000),
      changed_by: wanted.callId,
      changed_seq: wanted.turnSeq,
      before_starts_at: before.starts,
      before_ends_at: before.ends,
      ...(isOurs || row.changed_by === null
        ? {}
        : { overruled: JSON.stringify({ ...overruled, [row.changed_by]: row.changed_seq }) }),
      ...(corrected === null ? {} : { details: corrected }),
      updated_at: sql`now()`,
    })
    .execute();
  return { status: 'stored', time: zoned(wanted), refused: false };
}

const rowOf = (transaction: Transaction<Tables>, key: { callId: string; n: number }) =>
  transaction.updateTable('appointments').where('call_id', '=', key.callId).where('n', '=', key.n);

/** The row's details with the phone that the caller has corrected; null where none was. It stays whatever becomes of the time. */
function correctedContact({ details: { phone } }: WantedChange) {
  if (typeof phone !== 'string' || phone === '') return null;
  return sql<string>`details || ${JSON.stringify({ phone })}::jsonb`;
}

/** Where the appointment stood before this call touched it. */
function standingBefore(row: AppointmentRow, isOurs: boolean): { starts: Date; ends: Date } {
  const starts = isOurs ? row.before_starts_at : row.starts_at;
  const ends = isOurs ? row.before_ends_at : row.ends_at;
  if (starts === null || ends === null)
    throw new Error(`appointment ${row.n} of call ${row.call_id} was changed, and nobody knows from when`);
  return { starts, ends };
}
