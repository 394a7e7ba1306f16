import { accountUsage, costOfTurns, microUsdToDecimal, type TurnCost } from '../../domain/money/account.ts';
import type { CostBreakdown } from '../../domain/money/cost.ts';
import type { UsageEvent } from '../../domain/money/usage.ts';
import type { Database } from './database.ts';
import { readPrices } from './price-list.ts';

/** Appends usage events; one whose id the call has already is left as it is. */
export async function addUsage(
  { kysely }: Database,
  callId: string,
  usage: readonly UsageEvent[],
): Promise<void> {
  const events = [...new Map(usage.map((event) => [event.id, event])).values()];
  if (events.length === 0) return;
  await kysely
    .insertInto('usage_events')
    .values(
      events.map((event) => ({
        call_id: callId,
        id: event.id,
        turn_id: event.turnId,
        attempt: event.attempt,
        component: event.component,
        provider: event.provider,
        model: event.model,
        unit: event.unit,
        quantity: decimal(event.quantity),
        cached_quantity: decimal(Math.min(event.cachedQuantity, event.quantity)),
      })),
    )
    .onConflict((conflict) => conflict.columns(['call_id', 'id']).doNothing())
    .execute();
}

/** All usage of a call, in the order in which it was recorded. */
export async function readUsage({ kysely }: Database, callId: string): Promise<UsageEvent[]> {
  const rows = await kysely
    .selectFrom('usage_events')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    turnId: row.turn_id,
    attempt: row.attempt,
    component: row.component as UsageEvent['component'],
    provider: row.provider,
    model: row.model,
    unit: row.unit as UsageEvent['unit'],
    quantity: Number(row.quantity),
    cachedQuantity: Number(row.cached_quantity),
  }));
}

/** Derives the call's cost from all its recorded usage by the prices in force at `at`, and stores it. Can be repeated. */
export async function recomputeCost(db: Database, callId: string, at: string): Promise<CostBreakdown> {
  const [usage, prices] = await Promise.all([readUsage(db, callId), readPrices(db)]);
  const breakdown = accountUsage(usage, prices, at);
  const cost = {
    cost_breakdown: JSON.stringify(breakdown),
    total_cost_usd: microUsdToDecimal(breakdown.totalMicroUsd),
  };
  await db.kysely
    .insertInto('calls')
    .values({ call_id: callId, ...cost })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(cost))
    .execute();
  return breakdown;
}

/** What each turn of a call cost by the prices in force at `at`. */
export async function readTurnCosts(db: Database, callId: string, at: string): Promise<TurnCost[]> {
  const [usage, prices] = await Promise.all([readUsage(db, callId), readPrices(db)]);
  return costOfTurns(usage, prices, at);
}

/** numeric(18,6) wants no exponent such as 1e-7. */
const decimal = (quantity: number): string => quantity.toFixed(6);
