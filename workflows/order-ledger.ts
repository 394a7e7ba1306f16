import type { OrderToSettle } from '../contracts/activities.ts';
import { orderUnderWay, type WantedOrders } from '../domain/dialog/orders.ts';
import type { DialogState } from '../domain/dialog/types.ts';

/** Remembers every order that any turn of the call may have placed, superseded turns included. */
export interface OrderLedger {
  note(state: DialogState): void;
  /** What the store may hold otherwise than the call wants it: an order to be stated once more, or withdrawn. */
  settle(wanted: WantedOrders): readonly OrderToSettle[];
}

export function createOrderLedger(): OrderLedger {
  /** as it was stated last; an earlier statement has a lower revision, so it cannot win */
  const stated = new Map<string, string>();
  return {
    note(state) {
      const order = orderUnderWay(state);
      if (order !== null) stated.set(order.n, textOf(order.args));
    },
    settle: (wanted) =>
      [...stated].flatMap(([n, last]): OrderToSettle[] => {
        const order = wanted[n] ?? null;
        return order !== null && textOf(order) === last ? [] : [{ n: Number(n), order }];
      }),
  };
}

const textOf = (args: object): string =>
  JSON.stringify(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)));
