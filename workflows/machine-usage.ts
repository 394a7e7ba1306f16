import type { UsageEvent } from '../domain/money/usage.ts';

/** A call holds its place in a worker from its opening to its end; that share of the machine is its own cost. */
export const machineSeconds = (fromMs: number, toMs: number): UsageEvent => ({
  id: 'call-worker-machine-second',
  turnId: null,
  attempt: 1,
  component: 'machine',
  provider: 'embedded',
  model: 'call-worker',
  unit: 'second',
  quantity: Math.max(0, toMs - fromMs) / 1000,
  cachedQuantity: 0,
});
