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
 * been served is not opened again.
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
        .doUpdateSet({ ...row, details: sql`callbacks.details || ${details}::jsonb` })
        .where('callbacks.requested_at', '<=', new Date(callback.requestedAt)),
    )
    .execute();
}

/** The request of a call, null when it left none. */
export async function readCallback({ kysely }: Database, callId: string): Promise<StoredCallback | null> {
  const row = await kysely
    .selectFrom('callbacks')
    .selectAll()
    .where('call_id', '=', callId)
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
