import { defineSignal } from '@temporalio/workflow';

/** The single writer of a spreadsheet. Rows wait in PostgreSQL (sheet_rows); the signal only says that there are some. */
export const SHEET_WRITER_WORKFLOW = 'sheetWriter';
export const sheetWriterWorkflowId = (sheet: string): string => `sheet-writer-${sheet}`;
export interface SheetWriterInput {
  /** names the target: a Google spreadsheet id, or `csv` */
  sheet: string;
  /** at least so long between two writes, ms */
  pauseMs: number;
  /** the writer ends when nothing has waited for so long, ms; default one minute */
  idleMs?: number;
}
export const rowsWaiting = defineSignal('rowsWaiting');
