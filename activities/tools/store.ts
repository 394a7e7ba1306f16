import type { Item, Money, StoreApi } from '../../contracts/store-api.ts';
import type { ToolRequest, ToolResult } from '../../domain/dialog/types.ts';
import type { Json } from '../../domain/json.ts';

/** What the tools of a shop need; null where this worker has no store (STORE_URL is not set). */
export interface StorePort {
  store?: StoreApi | null;
}

/** A tool's result, but for the tool's name. */
export type StoreAnswer = Omit<ToolResult, 'name'>;

/** "1600 UAH", as catalogues and texts have it. */
export const moneyText = ({ amountMinor, currency }: Money): string =>
  `${amountMinor % 100 === 0 ? amountMinor / 100 : (amountMinor / 100).toFixed(2)} ${currency}`;

/** Digits one by one, so that no voice reads a number as thousands. */
export const spelled = (number: string): string => [...number].join(' ');

/** An item as something to choose: a brand that only one of them has names it. */
export function choiceOf(item: Item, all: readonly Item[]): { readonly [key: string]: Json } {
  const isOnly = all.filter(({ spoken }) => spoken.en === item.spoken.en).length === 1;
  const { uk, ru, en } = item.spoken;
  const phrases = isOnly
    ? { uk: [uk.toLowerCase()], ru: [ru.toLowerCase()], en: [en.toLowerCase()] }
    : { uk: [], ru: [], en: [] };
  return { id: item.article, say: item.name, phrases, price: moneyText(item.price) };
}

/**
 * Asks the store. A store that cannot be asked, or does not answer, is a `failed` result at once: its client has tried
 * again already, and the caller should rather hear the way out than silence.
 */
export async function askStore(
  { store }: StorePort,
  request: ToolRequest,
  ask: (store: StoreApi) => Promise<StoreAnswer>,
): Promise<ToolResult> {
  const { name } = request;
  const failed = (reason: string): ToolResult => ({ name, status: 'failed', data: { reason } });
  if (store === undefined || store === null) return failed('this worker has no store: set STORE_URL');
  try {
    return { name, ...(await ask(store)) };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
