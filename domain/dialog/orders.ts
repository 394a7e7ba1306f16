import type { Json } from '../json.ts';
import { type Draft, memoryOf } from './draft.ts';
import type { DialogState, ToolRequest, ToolResult } from './types.ts';

type Arguments = Readonly<Record<string, Json>>;

/** Orders that a call wants, by their number within it: what the tool was asked for. */
export type WantedOrders = Readonly<Record<string, Arguments>>;

const isOrder = ({ name }: Pick<ToolRequest, 'name'>): boolean => name === 'place-order';
const numberOf = ({ args }: Pick<ToolRequest, 'args'>): string => `${args.n ?? 1}`;

/** The tool that is about to run orders something: it is wanted from now on. */
export function startOrder(draft: Draft, request: ToolRequest): void {
  if (!isOrder(request)) return;
  const n = numberOf(request);
  draft.memory.orderBefore = draft.memory.orders[n] ?? null;
  draft.memory.orders = { ...draft.memory.orders, [n]: request.args };
}

/** A store that refused has changed nothing. One that did not answer may have: it is left to people (decision 0012). */
export function settleOrder(draft: Draft, request: ToolRequest, { status }: ToolResult): void {
  if (!isOrder(request)) return;
  const before = draft.memory.orderBefore;
  draft.memory.orderBefore = null;
  if (status !== 'conflict') return;
  const { [numberOf(request)]: _, ...others } = draft.memory.orders;
  draft.memory.orders = before === null ? others : { ...others, [numberOf(request)]: before };
}

/** The orders that the call wants as its dialog stands; what only a superseded turn has ordered is not among them. */
export const wantedOrders = (dialog: DialogState): WantedOrders => memoryOf(dialog).orders;

/** The order that a state of the dialog is placing just now; null: none, or one that older code began. */
export function orderUnderWay(dialog: DialogState): { n: string; args: Arguments } | null {
  const { waitingFor } = dialog;
  if (waitingFor === null || !isOrder(waitingFor)) return null;
  const n = numberOf(waitingFor);
  const args = wantedOrders(dialog)[n];
  return args === undefined ? null : { n, args };
}
