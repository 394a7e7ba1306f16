import type { CostBreakdown, CostItem } from './cost.ts';
import { type Price, priceOf } from './price-list.ts';
import type { UsageEvent } from './usage.ts';

/** Quantities count to the thousandth (milliseconds of speech), so that sums are exact integers. */
const QUANTITY_SCALE = 1_000;

/**
 * Cost of a call from its usage and the prices in force at `at`. Amounts are summed exactly and rounded once per price
 * that was applied, half a micro-dollar up; the total is the sum of the rounded items. Events with an id seen before
 * count once. What has no price is listed as unpriced and adds nothing.
 */
export function accountUsage(
  usage: readonly UsageEvent[],
  prices: readonly Price[],
  at: string,
): CostBreakdown {
  const events = [...new Map(usage.map((event) => [event.id, event])).values()];
  const promptTokens = promptSizes(events);
  const priced = new Map<string, { price: Price; events: UsageEvent[] }>();
  const unpriced = new Map<string, UsageEvent[]>();
  for (const event of events) {
    const price = priceOf(prices, event, promptTokens.get(attemptOf(event)) ?? 0, at);
    const key = [event.component, event.provider, event.model, event.unit].join('\n');
    if (price === null) unpriced.set(key, [...(unpriced.get(key) ?? []), event]);
    else {
      const group = `${key}\n${price.model}\n${price.bandFrom}`;
      priced.set(group, { price, events: [...(priced.get(group)?.events ?? []), event] });
    }
  }
  const items = [...priced.values()].map(({ price, events: group }) => costItem(group, price));
  return {
    totalMicroUsd: sum(items.map((item) => item.costMicroUsd)),
    savedMicroUsd: sum(items.map((item) => item.savedMicroUsd)),
    items,
    unpriced: [...unpriced.values()].map((group) => ({ ...nameOf(group), quantity: quantityOf(group) })),
  };
}

/** What a turn cost. `turnId` null: uses that belong to no turn, such as machine seconds. */
export interface TurnCost {
  turnId: string | null;
  costMicroUsd: number;
}

/** Cost per turn, in order of first use. Each turn rounds for itself, so the sum may differ from the call's by some micro-dollars. */
export function costOfTurns(usage: readonly UsageEvent[], prices: readonly Price[], at: string): TurnCost[] {
  const turns = new Map<string | null, UsageEvent[]>();
  for (const event of usage) turns.set(event.turnId, [...(turns.get(event.turnId) ?? []), event]);
  return [...turns].map(([turnId, events]) => ({
    turnId,
    costMicroUsd: accountUsage(events, prices, at).totalMicroUsd,
  }));
}

/** Micro-USD as the decimal text of numeric(14,6): 1_234_567 → `1.234567`. */
export const microUsdToDecimal = (microUsd: number): string =>
  `${Math.floor(microUsd / 1e6)}.${String(microUsd % 1e6).padStart(6, '0')}`;

function costItem(events: readonly UsageEvent[], price: Price): CostItem {
  let [cost, saved] = [0n, 0n];
  for (const event of events) {
    const quantity = scaled(event.quantity);
    const cached = scaled(Math.min(event.cachedQuantity, event.quantity));
    cost += (quantity - cached) * BigInt(price.priceMicroUsd) + cached * BigInt(price.cachedPriceMicroUsd);
    saved += cached * BigInt(Math.max(0, price.priceMicroUsd - price.cachedPriceMicroUsd));
  }
  return {
    ...nameOf(events),
    quantity: quantityOf(events),
    cachedQuantity: sumQuantities(events.map((event) => event.cachedQuantity)),
    costMicroUsd: roundedDivision(cost, price.perQuantity),
    savedMicroUsd: roundedDivision(saved, price.perQuantity),
  };
}

/** Tokens of the prompt of each attempt: the band of a model's price goes by them, also for the words it answered. */
function promptSizes(events: readonly UsageEvent[]): Map<string, number> {
  return new Map(
    events.filter((event) => event.unit === 'input-token').map((event) => [attemptOf(event), event.quantity]),
  );
}

/** Input and output of one model call share their id but for the unit at its end (see UsageEvent.id). */
const attemptOf = (event: UsageEvent): string =>
  event.id.endsWith(`-${event.unit}`) ? event.id.slice(0, -event.unit.length - 1) : event.id;

const nameOf = (events: readonly UsageEvent[]) => {
  const [first] = events;
  if (first === undefined) throw new Error('a group of usage events is never empty');
  return { component: first.component, provider: first.provider, model: first.model, unit: first.unit };
};

const scaled = (quantity: number): bigint => BigInt(Math.round(quantity * QUANTITY_SCALE));
const sumQuantities = (quantities: readonly number[]): number =>
  Number(quantities.reduce((total, quantity) => total + scaled(quantity), 0n)) / QUANTITY_SCALE;
const quantityOf = (events: readonly UsageEvent[]): number =>
  sumQuantities(events.map((event) => event.quantity));
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

function roundedDivision(amount: bigint, perQuantity: number): number {
  const divisor = BigInt(perQuantity) * BigInt(QUANTITY_SCALE);
  return Number((2n * amount + divisor) / (2n * divisor));
}
