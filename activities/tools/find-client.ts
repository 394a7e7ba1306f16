import { z } from 'zod';
import { clientOf, type KnownAppointment } from '../../domain/schedule/known-appointments.ts';
import { bookedNumber } from '../../domain/schedule/phone-number.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

/** What these tools need from the book of appointments. */
export interface KnownAppointments {
  /** those made under a phone number (E.164), the newest first, held or not */
  madeUnder(query: { tenant: string; phone: string; timeZone: string }): Promise<KnownAppointment[]>;
}

const argumentsSchema = z.object({ phone: z.string().nullish() });

/** Who was booked last under a number, and what need not be asked again; every field null where nobody was. */
export const findClient =
  ({ known }: { known: KnownAppointments }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const phone = bookedNumber(args.phone ?? facts.from);
    const { tenant, timeZone } = facts;
    const made = phone === null ? [] : await known.madeUnder({ tenant, phone, timeZone });
    return { name: request.name, status: 'ok', data: { ...clientOf(made, at) } };
  };
