import type { Withdrawal } from '../contracts/store-api.ts';

const WHY = {
  stale: 'a wish with a higher revision stands: nothing was withdrawn',
  closed: 'the order has been packed: it can no longer be withdrawn',
} as const;

/** Why an order of ours cannot be withdrawn. */
export const refusal = (reason: keyof typeof WHY): Withdrawal & { status: 'refused' } => ({
  status: 'refused',
  reason,
  message: WHY[reason],
});
