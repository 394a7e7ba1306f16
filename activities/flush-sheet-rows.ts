import type { SheetActivities } from '../contracts/activities.ts';
import {
  type CellWrite,
  type PlacedRow,
  placeRows,
  type SheetView,
  type WaitingRow,
} from '../domain/sheet-row/placement.ts';

/** A sheet of rows A-K, whoever keeps it. Numbers count from 1. */
export interface CallSheet {
  /** names the target in records and workflow ids: a Google spreadsheet id, or `csv` */
  readonly id: string;
  /** column K of the whole sheet, and which rows from `fromRow` on hold anything */
  read(fromRow: number): Promise<SheetView>;
  /** writes cells at their addresses, all or none; null leaves a cell alone; the same write again changes nothing */
  write(rows: readonly { row: number; cells: readonly CellWrite[] }[]): Promise<void>;
}

/** What writing the sheet needs from the outbox. */
export interface SheetOutbox {
  waiting(sheet: string, limit: number): Promise<{ rows: WaitingRow[]; highestGiven: number }>;
  give(rows: readonly { callId: string; row: number }[]): Promise<void>;
  markWritten(rows: readonly PlacedRow[]): Promise<void>;
  /** rejects when another process writes this sheet right now */
  withLock<R>(sheet: string, work: () => Promise<R>): Promise<R>;
}

export interface FlushPorts {
  sheet: CallSheet;
  sheetRows: SheetOutbox;
  /** tells Temporal that this attempt lives */
  beat(): void;
}

/** One request stays far below the 2 MB that Google advises. */
const ROWS_PER_WRITE = 500;

/**
 * Writes waiting rows by one request: number them in the outbox, write them at those addresses, record them. Whatever
 * breaks in between, the next attempt finds them in column K or writes the same cells again.
 */
export const createFlushSheetRowsActivities = ({ sheet, sheetRows, beat }: FlushPorts): SheetActivities => ({
  async flushSheetRows({ sheet: wanted }) {
    if (wanted !== sheet.id) {
      // the environment names another sheet since; calls that still wait for this one move over as they try again
      const { rows } = await sheetRows.waiting(wanted, 1);
      if (rows.length === 0) return { written: 0 };
      throw new Error(`rows wait for sheet ${wanted}, but this worker is configured for ${sheet.id}`);
    }
    const beating = setInterval(beat, 2_000);
    try {
      return await sheetRows.withLock(sheet.id, () => flush(sheet, sheetRows));
    } finally {
      clearInterval(beating);
    }
  },
});

async function flush(sheet: CallSheet, sheetRows: SheetOutbox): Promise<{ written: number }> {
  const { rows, highestGiven } = await sheetRows.waiting(sheet.id, ROWS_PER_WRITE);
  if (rows.length === 0) return { written: 0 };
  const given = rows.flatMap(({ rowNumber }) => (rowNumber === null ? [] : [rowNumber]));
  const view = await sheet.read(Math.min(highestGiven + 1, ...given));
  const { alreadyThere, write, change } = placeRows(rows, view, highestGiven);
  await sheetRows.markWritten(alreadyThere);
  const writes = [...write, ...change];
  if (writes.length > 0) {
    await sheetRows.give(write);
    await sheet.write(writes);
    await sheetRows.markWritten(writes);
  }
  return { written: rows.length };
}
