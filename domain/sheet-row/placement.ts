/** A row that waits for its place in the sheet. */
export interface WaitingRow {
  callId: string;
  cells: readonly string[];
  /** given to it by an earlier attempt that may or may not have written, null: none yet */
  rowNumber: number | null;
}

/** The sheet as it stands. Row numbers count from 1, the heading included. */
export interface SheetView {
  /** column K: call id → the row it stands in */
  callIds: ReadonlyMap<string, number>;
  /** 0 when the sheet is empty */
  lastFilledRow: number;
  /** rows from `from` on that hold anything */
  filledRows: ReadonlySet<number>;
}

export interface Placement {
  /** the sheet has them already: an earlier attempt was applied and its answer was lost */
  alreadyThere: { callId: string; row: number }[];
  write: { callId: string; row: number; cells: readonly string[] }[];
}

/**
 * Decides where waiting rows go. A call that stands in column K is not written again, wherever people have moved it. A
 * number given earlier is kept while its row is empty, so that a repeated write hits the same cells; a row that holds
 * anything is never overwritten. New rows go behind everything, in the sheet and in the numbers given so far alike.
 */
export function placeRows(waiting: readonly WaitingRow[], view: SheetView, highestGiven: number): Placement {
  const placement: Placement = { alreadyThere: [], write: [] };
  let next = Math.max(view.lastFilledRow, highestGiven) + 1;
  for (const { callId, cells, rowNumber } of waiting) {
    const there = view.callIds.get(callId);
    if (there !== undefined) placement.alreadyThere.push({ callId, row: there });
    else if (rowNumber !== null && !view.filledRows.has(rowNumber))
      placement.write.push({ callId, row: rowNumber, cells });
    else placement.write.push({ callId, row: next++, cells });
  }
  return placement;
}
