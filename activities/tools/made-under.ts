import type { CallFacts } from '../../domain/dialog/types.ts';
import type { KnownAppointment } from '../../domain/schedule/known-appointments.ts';
import { bookedNumber } from '../../domain/schedule/phone-number.ts';

/** What the tools that look earlier appointments up need from the book of them. */
export interface KnownAppointments {
  /** those made under a phone number (E.164), the newest first, held or not */
  madeUnder(query: { tenant: string; phone: string; timeZone: string }): Promise<KnownAppointment[]>;
}

/** The appointments made under `phone`, by default the number that calls; none where that is no whole number. */
export async function madeUnder(
  known: KnownAppointments,
  { from, tenant, timeZone }: CallFacts,
  phone: string | null | undefined,
): Promise<KnownAppointment[]> {
  const number = bookedNumber(phone ?? from);
  return number === null ? [] : known.madeUnder({ tenant, phone: number, timeZone });
}
