import type { WrapUpActivities } from '../contracts/activities.ts';
import type { CostBreakdown } from '../domain/money/cost.ts';
import type { UsageEvent } from '../domain/money/usage.ts';
import { counter } from '../platform/metrics.ts';

/** What accounting needs from the records. */
export interface UsageLedger {
  /** appends; an event that is there already is left alone */
  add(callId: string, usage: readonly UsageEvent[]): Promise<void>;
  /** derives and stores the cost from everything recorded for the call */
  recomputeCost(callId: string, at: string): Promise<CostBreakdown>;
}

const unpricedUses = counter({
  name: 'holdfast_unpriced_uses_total',
  help: 'uses of calls that have no row in price_list; any is a reason to add one',
  labels: ['component', 'provider', 'model', 'unit'],
});

/** Records what the call used and derives what it cost. */
export const createAccountCostActivities = ({
  usage: ledger,
}: {
  usage: UsageLedger;
}): Pick<WrapUpActivities, 'accountCost'> => ({
  async accountCost({ callId, at, usage }) {
    await ledger.add(callId, usage);
    const cost = await ledger.recomputeCost(callId, at);
    for (const { component, provider, model, unit } of cost.unpriced)
      unpricedUses.inc({ component, provider, model, unit });
    return cost;
  },
});
