import type { OrderToSettle, WrapUpActivities } from '../contracts/activities.ts';
import type { StoreApi } from '../contracts/store-api.ts';
import type { CallFacts } from '../domain/dialog/types.ts';
import type { CallbackList } from './request-callback.ts';
import { orderArgumentsSchema, orderKey, wishOf } from './tools/place-order.ts';
import type { StorePort } from './tools/store.ts';

/**
 * The call's last word on its orders: what only a superseded turn had ordered is withdrawn, what one had changed is stated
 * as it was, both under a revision that no turn has. A store that is away is asked again until it answers; one that refuses,
 * or knows no withdrawal, leaves the order to a person.
 */
export const createSettleOrdersActivities = ({
  store,
  callbacks,
}: StorePort & { callbacks: CallbackList }): Pick<WrapUpActivities, 'settleOrders'> => ({
  async settleOrders({ facts, orders, revision }) {
    const left: string[] = [];
    for (const one of orders) {
      const fault = await settle(store ?? null, facts, one, revision);
      if (fault !== null) left.push(fault);
    }
    if (left.length === 0) return;
    const { callId, tenant, from } = facts;
    const reason = left.join('; ').slice(0, 500);
    await callbacks.add({ callId, tenant, phone: from, reason, requestedAt: new Date().toISOString() });
  },
});

/** What a person has to see to; null: the store holds what the call wants. Rejects where nobody knows yet. */
async function settle(
  store: StoreApi | null,
  { callId, tenant }: CallFacts,
  { n, order }: OrderToSettle,
  revision: number,
): Promise<string | null> {
  if (store === null) return `order ${n} could not be settled: this worker has no store`;
  const key = orderKey(callId, n);
  if (order === null) {
    const done = await store.withdraw(tenant, key, revision);
    // a newer wish stands: nothing of what was to be withdrawn
    return done.status === 'withdrawn' || done.reason === 'stale'
      ? null
      : `order ${n} is not wanted and could not be withdrawn: ${done.message}`;
  }
  const args = orderArgumentsSchema.safeParse(order);
  if (!args.success) return `order ${n} could not be stated again: its arguments have changed`;
  const placed = await store.place(tenant, key, wishOf(args.data, revision));
  return placed.status === 'stored' || placed.reason === 'stale'
    ? null
    : `order ${n} could not be put back to what was promised: ${placed.reason}`;
}
