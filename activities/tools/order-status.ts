import { z } from 'zod';
import type { Order } from '../../contracts/store-api.ts';
import type { Json } from '../../domain/json.ts';
import type { Tool } from '../run-tool.ts';
import { readArguments } from './arguments.ts';
import { askStore, moneyText, type StorePort, spelled } from './store.ts';

const argumentsSchema = z.object({
  number: z.string().nullish(),
  /** E.164; the newest order of it */
  phone: z.string().nullish(),
});

/** How an order stands, found by its number, else by the phone it was placed with. `found` false: there is none. */
export const orderStatus =
  (port: StorePort): Tool =>
  async ({ facts, request }) => {
    const { args, refusal } = readArguments(argumentsSchema, request);
    if (refusal !== null) return refusal;
    return askStore(port, request, async (store) => {
      const { number, phone } = args;
      const order = number
        ? await store.order(facts.tenant, number)
        : phone
          ? (await store.ordersOf(facts.tenant, phone))[0]
          : null;
      return { status: 'ok', data: order ? dataOf(order) : { found: false } };
    });
  };

function dataOf(order: Order): Record<string, Json> {
  const [first, ...others] = order.lines;
  return {
    found: true,
    number: spelled(order.number),
    status: order.status,
    due: order.expectedOn,
    total: moneyText(order.total),
    method: order.delivery.method,
    place: order.delivery.place ?? null,
    item: first?.name ?? null,
    quantity: first?.quantity ?? 0,
    others: others.length,
  };
}
