import { z } from 'zod';
import { jsonSchema } from '../../domain/json-schema.ts';
import type { WantedAppointment } from '../../domain/schedule/wanted-appointment.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

/** What this tool needs from the book of appointments: to be told a desired state, as often as it takes. */
export interface AppointmentBook {
  set(
    wanted: WantedAppointment,
    now: string,
  ): Promise<
    { status: 'stored'; time: string | null } | { status: 'conflict'; reason: 'taken' | 'closed' | 'past' }
  >;
}

const argumentsSchema = z.object({
  /** 2 and up only for a second person on the same call */
  n: z.int().min(1).default(1),
  resource: z.string().min(1),
  /** null holds no time */
  time: z.iso.datetime({ offset: true }).nullable(),
  durationMin: z.int().min(1).max(1440),
  details: z.record(z.string(), jsonSchema).default({}),
});

/**
 * Makes the call's appointment number `n` be at `time`. `conflict` when somebody has the time, or when it has passed or
 * lies outside working hours (data.reason); then the call keeps what it held.
 */
export const setAppointment =
  ({ appointments }: { appointments: AppointmentBook }): Tool =>
  async ({ facts, request, turnSeq, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { callId, tenant, timeZone } = facts;
    const result = await appointments.set({ ...args, callId, tenant, timeZone, turnSeq }, at);
    return result.status === 'conflict'
      ? { name: request.name, status: 'conflict', data: { reason: result.reason } }
      : { name: request.name, status: 'ok', data: { time: result.time } };
  };
