/** A cell's text; null leaves what stands there. */
export type CellWrite = string | null;

/** A row that waits for its place in the sheet, or for changed cells in it. */
export interface WaitingRow {
  callId: string;
  cells: readonly string[];
  /** given to it by an earlier attempt that may or may not have written, null: none yet */
  rowNumber: number | null;
  /** it was seen in the sheet before: what waits are its changes */
  isWritten: boolean;
  /** column index → text, laid over `cells` */
  changedCells: Readonly<Record<string, string>>;
  /** how often its cells have been changed */
  changes: number;
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

/** A row of the outbox and where it stands. */
export interface PlacedRow {
  callId: string;
  row: number;
  changes: number;
}

export interface Placement {
  /** the sheet has them already: an earlier attempt was applied and its answer was lost */
  alreadyThere: PlacedRow[];
  /** new rows */
  write: (PlacedRow & { cells: readonly CellWrite[] })[];
  /** changed cells of rows that stand there, wherever people have put them; other cells stay as people left them */
  change: (PlacedRow & { cells: readonly CellWrite[] })[];
}

/**
 * Decides where waiting rows go. A call that stands in column K is not written again, wherever people have moved it; only
 * its changed cells are. One that people have deleted is not put back. A number given earlier is kept while its row is
 * empty, so that a repeated write hits the same cells; a row that holds anything is never overwritten. New rows go behind
 * everything, in the sheet and in the numbers given so far alike.
 */
export function placeRows(waiting: readonly WaitingRow[], view: SheetView, highestGiven: number): Placement {
  const placement: Placement = { alreadyThere: [], write: [], change: [] };
  let next = Math.max(view.lastFilledRow, highestGiven) + 1;
  for (const { callId, cells, rowNumber, isWritten, changedCells, changes } of waiting) {
    const there = view.callIds.get(callId);
    const changed = Object.keys(changedCells).length > 0;
    const whole = cells.map((cell, column) => changedCells[column] ?? cell);
    if (there !== undefined && changed)
      placement.change.push({
        ...{ callId, row: there, changes },
        cells: cells.map((_, column) => changedCells[column] ?? null),
      });
    else if (there !== undefined) placement.alreadyThere.push({ callId, row: there, changes });
    else if (isWritten) placement.alreadyThere.push({ callId, row: rowNumber ?? 0, changes });
    else if (rowNumber !== null && !view.filledRows.has(rowNumber))
      placement.write.push({ callId, row: rowNumber, changes, cells: whole });
    else placement.write.push({ callId, row: next++, changes, cells: whole });
  }
  return placement;
}
