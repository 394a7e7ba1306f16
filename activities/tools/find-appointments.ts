import { z } from 'zod';
import { appointmentsFor } from '../../domain/schedule/known-appointments.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { type KnownAppointments, madeUnder } from './made-under.ts';

const argumentsSchema = z.object({
  /** default: the number that calls */
  phone: z.string().nullish(),
  name: z.string().nullish(),
});

/** No voice reads out more. */
const MOST = 4;

/**
 * The appointments to come that were made under a phone number and a name. Both have to agree: what belongs to another
 * name stays in this process, and the answer is that of a number that nobody knows.
 */
export const findAppointments =
  ({ known }: { known: KnownAppointments }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const made = await madeUnder(known, facts, args.phone);
    const { agrees, found } = appointmentsFor(args.name ?? '', made, at);
    const choices = found.slice(0, MOST).map(({ id, data }) => ({ id, data: { ...data } }));
    const only = choices.length === 1 ? (choices[0]?.id ?? null) : null;
    return { name: request.name, status: 'ok', data: { agrees, count: choices.length, choices, only } };
  };
