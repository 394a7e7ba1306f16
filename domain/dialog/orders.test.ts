import { describe, expect, it } from '@jest/globals';
import type { Draft } from './draft.ts';
import { settleOrder, startOrder, wantedOrders } from './orders.ts';
import type { DialogState, ToolResult } from './types.ts';

const order = (n: number, quantity: number) => ({
  ...{ name: 'place-order', args: { n, quantity }, deadlineMs: 1 },
});
type Asked = [request: ReturnType<typeof order>, status: ToolResult['status']];

describe('the orders that a call wants', () => {
  it.each<{ name: string; asked: Asked[]; wanted: Record<string, number> }>([
    { name: 'one that was placed', asked: [[order(1, 4), 'ok']], wanted: { 1: 4 } },
    {
      name: 'the last of two under one number',
      asked: [
        [order(1, 4), 'ok'],
        [order(1, 2), 'ok'],
      ],
      wanted: { 1: 2 },
    },
    {
      name: 'a second one beside the first',
      asked: [
        [order(1, 4), 'ok'],
        [order(2, 1), 'ok'],
      ],
      wanted: { 1: 4, 2: 1 },
    },
    { name: 'none that was refused', asked: [[order(1, 4), 'conflict']], wanted: {} },
    {
      name: 'the one before where a change was refused',
      asked: [
        [order(1, 4), 'ok'],
        [order(1, 99), 'conflict'],
      ],
      wanted: { 1: 4 },
    },
    { name: 'one in doubt, which is left to people', asked: [[order(1, 4), 'late']], wanted: { 1: 4 } },
    { name: 'no other tool', asked: [[{ ...order(1, 4), name: 'check-stock' }, 'ok']], wanted: {} },
  ])('$name', ({ asked, wanted }) => {
    const draft = { memory: { orders: {}, orderBefore: null } } as unknown as Draft;
    for (const [request, status] of asked) {
      startOrder(draft, request);
      settleOrder(draft, request, { name: request.name, status, data: {} });
    }
    const orders = wantedOrders(draft as unknown as DialogState);
    expect(Object.fromEntries(Object.entries(orders).map(([n, { quantity }]) => [n, quantity]))).toEqual(
      wanted,
    );
  });
});
