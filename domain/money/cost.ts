/** Derived cost of a call; can be recomputed from usage events and the price list at any time. Integer micro-USD. */
export interface CostBreakdown {
  totalMicroUsd: number;
  /** what caches spared, at today's price */
  savedMicroUsd: number;
  items: readonly CostItem[];
  /** usage without a price: shown and alerted, never counted as zero silently */
  unpriced: readonly { component: string; provider: string; model: string; unit: string; quantity: number }[];
}
export interface CostItem {
  component: string;
  provider: string;
  model: string;
  unit: string;
  quantity: number;
  cachedQuantity: number;
  costMicroUsd: number;
  savedMicroUsd: number;
}
