import { z } from 'zod';
import { jsonSchema } from '../../domain/json-schema.ts';
import type { CallbackList } from '../request-callback.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

const argumentsSchema = z.object({
  reason: z.string().min(1).max(500),
  /** where to call, when it is not the number that called */
  phone: z.string().nullish(),
  /** what whoever calls should know, by slot; what is not known yet is left out */
  details: z.record(z.string(), jsonSchema).default({}),
});

/** Leaves a request to call back; one per call, however often it is asked for. */
export const requestCallback =
  ({ callbacks }: { callbacks: CallbackList }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { callId, tenant, from } = facts;
    const { phone, reason } = args;
    const details = Object.fromEntries(Object.entries(args.details).filter(([, value]) => value !== null));
    await callbacks.add({ callId, tenant, phone: phone ?? from, reason, requestedAt: at, details });
    return { name: request.name, status: 'ok', data: {} };
  };
