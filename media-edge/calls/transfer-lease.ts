/** A claim holds for so long without being renewed: whoever had it may have died. */
const LASTS_MS = 3000;

/**
 * Which of several controllers works on a transfer. One at a time; it renews its claim, and another takes over what it
 * left when it does not.
 */
export interface TransferLease {
  /** true: the transfer is the asker's for the next seconds */
  claim(transferId: string, by: string): boolean;
}

export function createTransferLease(now: () => number): TransferLease {
  let held: { transferId: string; by: string; untilMs: number } | null = null;
  return {
    claim(transferId, by) {
      const others = held !== null && held.transferId === transferId && held.by !== by;
      if (others && held !== null && held.untilMs > now()) return false;
      held = { transferId, by, untilMs: now() + LASTS_MS };
      return true;
    },
  };
}
