import { z } from 'zod';
import type { Json } from '../../domain/json.ts';
import { parseAppointmentId } from '../../domain/schedule/appointment-id.ts';
import type { WantedChange } from '../../domain/schedule/wanted-appointment.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

/** What this tool needs from the book of appointments: to be told where an earlier call's appointment shall be. */
export interface ChangeableBook {
  change(
    wanted: WantedChange,
    now: string,
  ): Promise<
    | { status: 'stored'; time: string | null }
    | { status: 'conflict'; reason: 'taken' | 'closed' | 'past' | 'changed' }
  >;
}

const instant = z.iso.datetime({ offset: true });
const argumentsSchema = z.object({
  /** which matter of this call it is: the desired state is kept under (call, n) */
  n: z.int().min(1).default(1),
  appointment: z
    .string()
    .refine((id) => parseAppointmentId(id) !== null, 'expected an id as find-appointments gives it'),
  /** where it stood when the caller was told of it */
  from: instant,
  resource: z.string().min(1),
  /** null cancels; `from` again undoes what this call has changed */
  time: instant.nullable(),
  durationMin: z.int().min(1).max(1440),
  /** a phone that was corrected: where to call about it from now on; anything else stays as it was booked */
  details: z.object({ phone: z.string().nullish() }).default({}),
});

/**
 * Makes an earlier call's appointment be at `time`. `conflict` when somebody has the time or it cannot be had, or when
 * the appointment is no longer where the caller was told (data.reason `changed`); then it stays as it is.
 */
export const changeAppointment =
  ({ appointments }: { appointments: ChangeableBook }): Tool =>
  async ({ facts, request, turnSeq, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { callId, tenant, timeZone } = facts;
    const { appointment, from, details, ...wanted } = args;
    const contact: Record<string, Json> = details.phone ? { phone: details.phone } : {};
    const of = { id: appointment, time: from };
    const result = await appointments.change(
      { ...wanted, of, details: contact, callId, tenant, timeZone, turnSeq },
      at,
    );
    const { name } = request;
    return result.status === 'conflict'
      ? { name, status: 'conflict', data: { reason: result.reason } }
      : { name, status: 'ok', data: { time: result.time } };
  };
