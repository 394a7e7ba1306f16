import { sql } from 'kysely';
import type { Json } from '../../domain/json.ts';
import type { KnownAppointment } from '../../domain/schedule/known-appointments.ts';
import { isoOrNull } from './appointment-rows.ts';
import type { Database } from './database.ts';

/** Nobody's household has more that matter. */
const MOST = 200;

/** Appointments of a tenant that were made under a phone number (E.164), the newest first, freed ones too. */
export async function readAppointmentsUnder(
  { kysely }: Database,
  { tenant, phone, timeZone }: { tenant: string; phone: string; timeZone: string },
): Promise<KnownAppointment[]> {
  const rows = await kysely
    .selectFrom('appointments')
    .selectAll()
    .where('tenant', '=', tenant)
    .where(sql<string>`details ->> 'phone'`, '=', phone)
    .orderBy('created_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    callId: row.call_id,
    n: row.n,
    resource: row.resource,
    time: isoOrNull(row.starts_at, timeZone),
    details: row.details as Readonly<Record<string, Json>>,
    bookedAt: row.created_at.toISOString(),
  }));
}
