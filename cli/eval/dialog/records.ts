import type { Database } from '../../../adapters/postgres/index.ts';
import type { Json } from '../../../domain/json.ts';
import { wallClock } from '../../../domain/schedule/zoned-time.ts';
import type { BookedRow } from './verdict.ts';

/** Calls that were over before the persona's: `earlier-<which>-…`. */
export const EARLIER = 'earlier-';
const earlierOf = (callId: string): { earlier?: number } => {
  const which = new RegExp(`^${EARLIER}(\\d+)-`).exec(callId)?.[1];
  return which === undefined ? {} : { earlier: Number(which) };
};

/** What stands in the database for a tenant, but for the rows of `others` (calls that were there before). */
export async function readRecords(
  { kysely }: Database,
  {
    tenant,
    callIds,
    timeZone,
  }: { tenant: string; callIds: { all: true; except: string } | { only: string }; timeZone: string },
): Promise<{ appointments: BookedRow[]; callbacks: { callId: string; phone: string; reason: string }[] }> {
  const appointments = kysely
    .selectFrom('appointments')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('starts_at', 'is not', null);
  const callbacks = kysely
    .selectFrom('callbacks')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('withdrawn_at', 'is', null);
  const [booked, left] = await Promise.all(
    'only' in callIds
      ? [
          appointments.where('call_id', '=', callIds.only).execute(),
          callbacks.where('call_id', '=', callIds.only).execute(),
        ]
      : [
          appointments.where('call_id', 'not like', `${callIds.except}%`).execute(),
          callbacks.where('call_id', 'not like', `${callIds.except}%`).execute(),
        ],
  );
  return {
    appointments: booked.map(({ call_id, starts_at, details }) => {
      const { day, time } = wallClock(starts_at?.toISOString() ?? '', timeZone);
      const said = (name: string): string => plain(details, name);
      return {
        callId: call_id,
        day,
        time: time.slice(0, 5),
        study: said('study'),
        name: said('name'),
        phone: said('phone'),
        age: said('age'),
        price: said('price'),
        ...earlierOf(call_id),
      };
    }),
    callbacks: left.map(({ call_id, phone, reason }) => ({ callId: call_id, phone, reason })),
  };
}

function plain(details: Json, name: string): string {
  const value =
    details !== null && typeof details === 'object' && !Array.isArray(details)
      ? (details as Readonly<Record<string, Json>>)[name]
      : undefined;
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
