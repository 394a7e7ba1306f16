/** What one edge has recorded of a call. Times are Unix ms on that edge's clock. */
export interface RecordedEpoch {
  epoch: number;
  startsAtMs: number;
  endsAtMs: number;
}

/** Where an epoch stands in the call's recording: its times plus `shiftMs`. */
export interface PlacedEpoch extends RecordedEpoch {
  shiftMs: number;
}

/** A call without an edge ends after 90 s; with room for a slow switch nothing of it can be further apart than this. */
const LONGEST_GAP_MS = 3 * 60_000;
/** The edge that had the call may hear some of what the next one hears. */
const LONGEST_OVERLAP_MS = 30_000;

/**
 * Puts the epochs of a call on one clock. Edges stand on hosts whose clocks may differ: an epoch that would lie hours from
 * the one before follows it at once instead, and `faults` says so.
 */
export function placeEpochs(
  epochs: readonly RecordedEpoch[],
  /** what was joined before; these come late, to lie in it or beside it */
  joined: { startsAtMs: number; endsAtMs: number } | null = null,
): { placed: PlacedEpoch[]; faults: string[] } {
  const placed: PlacedEpoch[] = [];
  const faults: string[] = [];
  for (const each of [...epochs].sort((a, b) => a.epoch - b.epoch)) {
    const before = placed.at(-1);
    const endMs =
      joined?.endsAtMs ?? (before === undefined ? each.startsAtMs : before.endsAtMs + before.shiftMs);
    const gapMs = each.startsAtMs - endMs;
    const earliestMs = joined === null ? -LONGEST_OVERLAP_MS : joined.startsAtMs - endMs - LONGEST_GAP_MS;
    const isPossible = gapMs >= earliestMs && gapMs <= LONGEST_GAP_MS;
    if (!isPossible)
      faults.push(
        `the clock of edge ${each.epoch} differs by ${Math.round(gapMs / 1000)} s: its part follows at once`,
      );
    placed.push({ ...each, shiftMs: isPossible ? 0 : -gapMs });
  }
  return { placed, faults };
}
