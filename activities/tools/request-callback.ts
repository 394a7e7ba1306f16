import { z } from 'zod';
import type { CallbackList } from '../request-callback.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';

const argumentsSchema = z.object({
  reason: z.string().min(1).max(500),
  /** where to call, when it is not the number that called */
  phone: z.string().nullish(),
});

/** Leaves a request to call back; one per call, however often it is asked for. */
export const requestCallback =
  ({ callbacks }: { callbacks: CallbackList }): Tool =>
  async ({ facts, request, at }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    const { callId, tenant, from } = facts;
    await callbacks.add({ callId, tenant, phone: args.phone ?? from, reason: args.reason, requestedAt: at });
    return { name: request.name, status: 'ok', data: {} };
  };
