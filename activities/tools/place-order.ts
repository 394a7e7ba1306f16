import { z } from 'zod';
import type { OrderWish } from '../../contracts/store-api.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { askStore, moneyText, type StoreAnswer, type StorePort, spelled } from './store.ts';

/** Arguments of the tool. */
export const orderArgumentsSchema = z.object({
  /** 2 and up only for a second order of the same call */
  n: z.int().min(1).default(1),
  article: z.string().min(1),
  quantity: z.int().min(1).max(1000),
  name: z.string().min(1),
  phone: z.string().min(1),
  method: z.enum(['branch', 'courier', 'pickup']),
  city: z.string().trim().nullish(),
  place: z.string().trim().nullish(),
});

/**
 * Makes the call's order number `n` be this one. The key is the call's and `n`, the revision is the turn: so a retry, a
 * turn that runs again and an answer that got lost all end in one order. `conflict`: it is sold out (data.reason).
 */
export const placeOrder =
  (port: StorePort): Tool =>
  async ({ facts, request, turnSeq }) => {
    const { args, refusal } = readArguments(orderArgumentsSchema, request);
    if (refusal !== null) return refusal;
    return askStore(port, request, async (store): Promise<StoreAnswer> => {
      const placed = await store.place(facts.tenant, orderKey(facts.callId, args.n), wishOf(args, turnSeq));
      if (placed.status === 'refused') return { status: 'conflict', data: { reason: placed.reason } };
      const { number, expectedOn, total } = placed.order;
      return {
        status: 'ok',
        data: { number: spelled(number), due: expectedOn, total: moneyText(total) },
      };
    });
  };

type OrderArguments = z.infer<typeof orderArgumentsSchema>;

/** What the tool was asked for, as the store is told it. */
export const wishOf = (
  { article, quantity, name, phone, method, city, place }: OrderArguments,
  revision: number,
): OrderWish => ({
  revision,
  customer: { name, phone },
  lines: [{ article, quantity }],
  delivery: { method, ...(city ? { city } : {}), ...(place ? { place } : {}) },
});

/** The idempotency key of a call's n-th order; call ids of switches may hold what a header may not. */
export const orderKey = (callId: string, n: number): string =>
  `${callId.replace(/[^A-Za-z0-9._:-]/g, '_').slice(0, 120)}-${n}`;
