import { sql } from 'kysely';
import { appointmentId } from '../../domain/schedule/appointment-id.ts';
import {
  isChange,
  type WantedAppointment,
  type WantedChange,
} from '../../domain/schedule/wanted-appointment.ts';
import { zonedIso } from '../../domain/schedule/zoned-time.ts';
import { guarded, lock, resourceOf, zoned } from './appointment-rows.ts';
import { writeAppointment } from './appointments.ts';
import { applyChange, type ChangeResult } from './changed-appointments.ts';
import type { Database } from './database.ts';

/**
 * The call's last word: its rows become exactly `wanted`, rows it does not name are freed, earlier calls' appointments
 * that it has touched and does not name go back to where they stood, and no write of a tool counts afterwards. Opening
 * hours are not asked again: what was promised to the caller stands. Answers what could not be kept.
 */
export async function settleAppointments(
  db: Database,
  callId: string,
  wanted: readonly WantedAppointment[],
): Promise<WantedAppointment[]> {
  const { kysely } = db;
  const own = wanted.filter((one) => !isChange(one));
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
      .where('n', 'not in', [0, ...own.map(({ n }) => n)])
      .where('changed_by', 'is', null)
      .execute();
  });
  const changes = wanted.filter(isChange);
  const lost: WantedAppointment[] = [];
  for (const one of [...own, ...changes, ...(await leftBehind(db, callId, wanted))]) {
    const result = await guarded(() =>
      kysely.transaction().execute(async (transaction): Promise<ChangeResult> => {
        await lock(transaction, `call/${callId}`);
        if (isChange(one)) return applyChange(transaction, one, { settled: false, now: null });
        await lock(transaction, resourceOf(one));
        await writeAppointment(transaction, one);
        return { status: 'stored', time: zoned(one), refused: false };
      }),
    );
    if (result.status === 'conflict' && !isUntouched(one)) lost.push(one);
  }
  return lost;
}

/** The call wanted it left alone, and somebody else has changed it meanwhile: nothing was promised. */
const isUntouched = (one: WantedAppointment): boolean => one.of !== undefined && one.of.time === one.time;

/** What the call has changed and does not want changed: back to where it stood. */
async function leftBehind(
  { kysely }: Database,
  callId: string,
  wanted: readonly WantedAppointment[],
): Promise<WantedChange[]> {
  const rows = await kysely.selectFrom('appointments').selectAll().where('changed_by', '=', callId).execute();
  const named = new Set(wanted.map(({ of }) => of?.id));
  const turnSeq = Math.max(
    0,
    ...wanted.map((one) => one.turnSeq),
    ...rows.map((row) => row.changed_seq ?? 0),
  );
  return rows.flatMap((row): WantedChange[] => {
    const id = appointmentId({ callId: row.call_id, n: row.n });
    if (named.has(id) || row.before_starts_at === null) return [];
    const time = zonedIso(row.before_starts_at.getTime(), 'UTC');
    const { tenant, resource, n } = row;
    return [
      {
        callId,
        n,
        tenant,
        resource,
        timeZone: 'UTC',
        time,
        durationMin: 1,
        details: {},
        turnSeq,
        of: { id, time },
      },
    ];
  });
}
