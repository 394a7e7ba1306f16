import { z } from 'zod';
import { clientOf } from '../../domain/schedule/known-appointments.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { type KnownAppointments, madeUnder } from './made-under.ts';

const argumentsSchema = z.object({ phone: z.string().nullish() });

/** Who was booked last under a number, and what need not be asked again; every field null where nobody was. */
export const findClient =
  ({ known }: { known: KnownAppointments }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const made = await madeUnder(known, facts, args.phone);
    return { name: request.name, status: 'ok', data: { ...clientOf(made, at) } };
  };
