import type { Database } from './database.ts';

/** A call that somebody has to return. */
export interface Callback {
  callId: string;
  tenant: string;
  phone: string;
  reason: string;
  /** ISO 8601 */
  requestedAt: string;
}

/** Leaves one request per call; the latest reason stands, and one that has been served is not opened again. */
export async function addCallback({ kysely }: Database, callback: Callback): Promise<void> {
  const row = {
    tenant: callback.tenant,
    phone: callback.phone,
    reason: callback.reason,
    requested_at: callback.requestedAt,
  };
  await kysely
    .insertInto('callbacks')
    .values({ call_id: callback.callId, ...row })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet(row)
        .where('callbacks.requested_at', '<=', new Date(callback.requestedAt)),
    )
    .execute();
}

/** The request of a call, null when it left none. */
export async function readCallback({ kysely }: Database, callId: string): Promise<Callback | null> {
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
      };
}
