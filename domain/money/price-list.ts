import type { UsageEvent } from './usage.ts';

/** A price from `effectiveFrom` on, until a later row of the same key. Integer micro-USD for `perQuantity` units. */
export interface Price {
  component: UsageEvent['component'];
  provider: string;
  /** `*` = any model of the provider that has no row of its own */
  model: string;
  unit: UsageEvent['unit'];
  /** holds for prompts of more than so many tokens; 0 = any */
  bandFrom: number;
  priceMicroUsd: number;
  /** for the part that a cache answered */
  cachedPriceMicroUsd: number;
  perQuantity: number;
  /** ISO 8601 */
  effectiveFrom: string;
  /** where the figure comes from */
  source: string;
}

/**
 * The price of one use at a moment: the model's own row before the provider's `*`, then the highest band that the prompt
 * passes, then the latest row in force. Null: nobody has said what it costs.
 */
export function priceOf(
  prices: readonly Price[],
  use: Pick<UsageEvent, 'component' | 'provider' | 'model' | 'unit'>,
  promptTokens: number,
  at: string,
): Price | null {
  const atMs = Date.parse(at);
  const inForce = prices.filter(
    (price) =>
      price.component === use.component &&
      price.provider === use.provider &&
      price.unit === use.unit &&
      (price.model === use.model || price.model === '*') &&
      (price.bandFrom === 0 || promptTokens > price.bandFrom) &&
      Date.parse(price.effectiveFrom) <= atMs,
  );
  const exact = inForce.filter((price) => price.model === use.model);
  const rank = (price: Price) => [price.bandFrom, Date.parse(price.effectiveFrom)] as const;
  return (exact.length > 0 ? exact : inForce).reduce<Price | null>((best, price) => {
    if (best === null) return price;
    const [[band, from], [bestBand, bestFrom]] = [rank(price), rank(best)];
    return band > bestBand || (band === bestBand && from > bestFrom) ? price : best;
  }, null);
}
