import { DEFAULT_PRICES } from '../../domain/money/default-prices.ts';
import type { Price } from '../../domain/money/price-list.ts';
import type { UsageEvent } from '../../domain/money/usage.ts';
import type { Database } from './database.ts';

/** Adds prices that are not there yet; a row once stored is never changed, a new price is a row with a later date. */
export async function addPrices({ kysely }: Database, prices: readonly Price[]): Promise<void> {
  if (prices.length === 0) return;
  await kysely
    .insertInto('price_list')
    .values(
      prices.map((price) => ({
        component: price.component,
        provider: price.provider,
        model: price.model,
        unit: price.unit,
        band_from: price.bandFrom,
        price_micro_usd: price.priceMicroUsd,
        cached_price_micro_usd: price.cachedPriceMicroUsd,
        per_quantity: price.perQuantity,
        effective_from: price.effectiveFrom,
        source: price.source,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const addDefaultPrices = (db: Database): Promise<void> => addPrices(db, DEFAULT_PRICES);

/** Every price that has ever been in force. */
export async function readPrices({ kysely }: Database): Promise<Price[]> {
  const rows = await kysely.selectFrom('price_list').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    // the columns hold what addPrices wrote or an operator typed; an unknown word simply matches no usage
    component: row.component as UsageEvent['component'],
    provider: row.provider,
    model: row.model,
    unit: row.unit as UsageEvent['unit'],
    bandFrom: row.band_from,
    priceMicroUsd: row.price_micro_usd,
    cachedPriceMicroUsd: row.cached_price_micro_usd,
    perQuantity: row.per_quantity,
    effectiveFrom: row.effective_from.toISOString(),
    source: row.source,
  }));
}
