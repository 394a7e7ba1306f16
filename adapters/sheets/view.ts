import type { SheetView } from '../../domain/sheet-row/placement.ts';
import { CALL_ID_COLUMN } from '../../domain/sheet-row/row.ts';

/** The view of a sheet whose every row is at hand; `rows[0]` is row 1. */
export function viewOf(rows: readonly (readonly string[])[], fromRow: number): SheetView {
  const callIds = new Map<string, number>();
  const filledRows = new Set<number>();
  let lastFilledRow = 0;
  rows.forEach((cells, index) => {
    const row = index + 1;
    if (cells.every((cell) => cell === '')) return;
    lastFilledRow = row;
    if (row >= fromRow) filledRows.add(row);
    const callId = cells[CALL_ID_COLUMN];
    if (callId && !callIds.has(callId)) callIds.set(callId, row);
  });
  return { callIds, lastFilledRow, filledRows };
}
