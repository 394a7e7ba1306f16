import { describe, expect, it } from '@jest/globals';
import type { WantedOrders } from '../domain/dialog/orders.ts';
import type { DialogState } from '../domain/dialog/types.ts';
import { createOrderLedger } from './order-ledger.ts';

const tyres = (quantity: number, n = 1) => ({ n, article: '100103', quantity });
/** A state that is about to place an order, with what the call wants then. */
const placing = (args: ReturnType<typeof tyres>, orders: WantedOrders = { [args.n]: args }): DialogState =>
  ({
    waitingFor: { name: 'place-order', args, deadlineMs: 1 },
    memory: { orders },
  }) as unknown as DialogState;
const asking = { waitingFor: null, memory: {} } as unknown as DialogState;
/** begun by code that did not keep orders */
const older = { ...placing(tyres(4)), memory: {} };

describe('what the store is told when the call is over', () => {
  it.each<{ name: string; states: DialogState[]; wanted: WantedOrders; settles: unknown }>([
    { name: 'nothing was ordered', states: [asking], wanted: {}, settles: [] },
    { name: 'the order stands', states: [placing(tyres(4))], wanted: { 1: tyres(4) }, settles: [] },
    {
      name: 'it was changed, and stands',
      states: [placing(tyres(4)), placing(tyres(2))],
      wanted: { 1: tyres(2) },
      settles: [],
    },
    {
      name: 'only a superseded turn had placed it',
      states: [placing(tyres(4)), asking],
      wanted: {},
      settles: [{ n: 1, order: null }],
    },
    {
      name: 'only a superseded turn had changed it',
      states: [placing(tyres(4)), placing(tyres(8))],
      wanted: { 1: tyres(4) },
      settles: [{ n: 1, order: tyres(4) }],
    },
    {
      name: 'a second one was superseded, the first stands',
      states: [placing(tyres(4)), placing(tyres(1, 2), { 1: tyres(4), 2: tyres(1, 2) })],
      wanted: { 1: tyres(4) },
      settles: [{ n: 2, order: null }],
    },
    { name: 'older code had begun it', states: [older], wanted: {}, settles: [] },
  ])('$name', ({ states, wanted, settles }) => {
    const ledger = createOrderLedger();
    for (const state of states) ledger.note(state);
    expect(ledger.settle(wanted)).toEqual(settles);
  });
});
