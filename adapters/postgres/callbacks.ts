import { sql } from 'kysely';
import type { Json } from '../../domain/json.ts';
import type { Database } from './database.ts';

/** A call that somebody has to return. */
export interface Callback {
  callId: string;
  tenant: string;
  phone: string;
  reason: string;
  /** ISO 8601 */
  requestedAt: string;
  /** what whoever calls should know, by slot: name, study, date, appointment_time */
  details?: Readonly<Record<string, Json>>;
}

/** A request as it is on record. */
interface StoredCallback extends Required<Callback> {
  /** ISO 8601: when somebody called back; null: still to be done */
  doneAt: string | null;
}

/**
 * Leaves one request per call; the latest reason stands, details are added to those told before, and a request that has
 * been served is not opened again, nor is one that was withdrawn later than this was asked for.
 */
export async function addCallback({ kysely }: Database, callback: Callback): Promise<void> {
  const row = {
    tenant: callback.tenant,
    phone: callback.phone,
    reason: callback.reason,
    requested_at: callback.requestedAt,
  };
  const details = JSON.stringify(callback.details ?? {});
  await kysely
    .insertInto('callbacks')
    .values({ call_id: callback.callId, ...row, details })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet({
          ...row,
          withdrawn_at: null,
          details: sql`CASE WHEN callbacks.withdrawn_at IS NULL THEN callbacks.details ELSE '{}' END || ${details}::jsonb`,
        })
        .where('callbacks.requested_at', '<=', new Date(callback.requestedAt)),
    )
    .execute();
}

/**
 * The call wants nobody to call back: what it has asked for until `at` (ISO 8601) is taken back, and what an older turn
 * asks for afterwards counts no more. A request that has been served, or was made later, stays.
 */
export async function withdrawCallback(
  { kysely }: Database,
  { callId, tenant, at }: { callId: string; tenant: string; at: string },
): Promise<void> {
  const withdrawn = { requested_at: at, withdrawn_at: at };
  await kysely
    .insertInto('callbacks')
    .values({ call_id: callId, tenant, phone: '', reason: 'withdrawn', ...withdrawn })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet(withdrawn)
        .where('callbacks.requested_at', '<=', new Date(at))
        .where('callbacks.done_at', 'is', null),
    )
    .execute();
}

/** The request of a call, null when it left none, or wants none any more. */
export async function readCallback({ kysely }: Database, callId: string): Promise<StoredCallback | null> {
  const row = await kysely
    .selectFrom('callbacks')
    .selectAll()
    .where('call_id', '=', callId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        callId: row.call_id,
        tenant: row.tenant,
        phone: row.phone,
        reason: row.reason,
        requestedAt: row.requested_at.toISOString(),
        doneAt: row.done_at?.toISOString() ?? null,
        details: row.details as Readonly<Record<string, Json>>,
      };
}
