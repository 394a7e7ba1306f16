import { sql } from 'kysely';
import type { WaitingRow } from '../../domain/sheet-row/placement.ts';
import { withAdvisoryLock } from './advisory-lock.ts';
import type { Database } from './database.ts';

/**
 * Puts a call's row into the outbox. The same call again replaces the cells, or moves the row to another sheet, as long as
 * it is not written.
 */
export async function addSheetRow(
  { kysely }: Database,
  { sheet, callId, cells }: { sheet: string; callId: string; cells: readonly string[] },
): Promise<void> {
  const text = JSON.stringify(cells);
  await kysely
    .insertInto('sheet_rows')
    .values({ sheet, call_id: callId, cells: text })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet({
          cells: text,
          sheet,
          row_number: sql`CASE WHEN sheet_rows.sheet = ${sheet} THEN sheet_rows.row_number END`,
        })
        .where('sheet_rows.written_at', 'is', null),
    )
    .execute();
}

/**
 * Changes cells (column index → text) of the row that a call's appointment has: of the n-th person where they have a row of
 * their own, else the call's. They are written when the sheet is written next; a call that has no row is left alone.
 * Answers the sheet that has the row.
 */
export async function changeSheetRow(
  { kysely }: Database,
  { rowKeys, cells }: { rowKeys: readonly string[]; cells: Readonly<Record<number, string>> },
): Promise<string | null> {
  const { rows } = await sql<{ sheet: string }>`
    UPDATE sheet_rows SET changed_cells = changed_cells || ${JSON.stringify(cells)}::jsonb, changes = changes + 1
    WHERE call_id = (
      SELECT call_id FROM sheet_rows WHERE call_id = ANY(${[...rowKeys]}::text[])
      ORDER BY array_position(${[...rowKeys]}::text[], call_id) LIMIT 1
    )
    RETURNING sheet
  `.execute(kysely);
  return rows[0]?.sheet ?? null;
}

/** The row in which the call stands in the sheet, null while it waits. */
export async function readWrittenRow({ kysely }: Database, callId: string): Promise<number | null> {
  const row = await kysely
    .selectFrom('sheet_rows')
    .select('written_row')
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row?.written_row ?? null;
}

/** Rows not yet seen in the sheet, or changed since, oldest first, and the highest number that was ever given out for it (0: none). */
export async function readWaitingRows(
  { kysely }: Database,
  sheet: string,
  limit: number,
): Promise<{ rows: WaitingRow[]; highestGiven: number }> {
  const [rows, highest] = await Promise.all([
    kysely
      .selectFrom('sheet_rows')
      .select(['call_id', 'cells', 'row_number', 'written_row', 'changed_cells', 'changes'])
      .where('sheet', '=', sheet)
      .where((row) =>
        row.or([row('written_at', 'is', null), row('changes', '>', row.ref('written_changes'))]),
      )
      .orderBy('created_at')
      .orderBy('call_id')
      .limit(limit)
      .execute(),
    kysely
      .selectFrom('sheet_rows')
      // a row found elsewhere in the sheet counts as well
      .select(sql<number>`coalesce(max(greatest(row_number, written_row)), 0)`.as('number'))
      .where('sheet', '=', sheet)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    rows: rows.map((row) => ({
      callId: row.call_id,
      cells: row.cells as string[],
      rowNumber: row.row_number,
      isWritten: row.written_row !== null,
      changedCells: row.changed_cells as Readonly<Record<string, string>>,
      changes: row.changes,
    })),
    highestGiven: highest.number,
  };
}

/** A call and the row it gets or has. */
export interface RowOfCall {
  callId: string;
  row: number;
}

/** Remembers the addresses before anything is written there, all or none. */
export async function giveRowNumbers({ kysely }: Database, rows: readonly RowOfCall[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE sheet_rows SET row_number = given.row
    FROM unnest(${callIds(rows)}::text[], ${numbers(rows)}::int[]) AS given(call_id, row)
    WHERE sheet_rows.call_id = given.call_id AND row_number IS DISTINCT FROM given.row
  `.execute(kysely);
}

/** A row that stands in the sheet, with the cells that had been changed so many times when it was read. */
export interface WrittenRow extends RowOfCall {
  changes: number;
}

/** Records that the rows stand in the sheet; a change that came after they were read still waits. */
export async function markRowsWritten({ kysely }: Database, rows: readonly WrittenRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE sheet_rows
    SET written_row = coalesce(written_row, given.row), written_at = coalesce(written_at, now()),
      written_changes = greatest(written_changes, given.changes)
    FROM unnest(${callIds(rows)}::text[], ${numbers(rows)}::int[], ${rows.map(({ changes }) => changes)}::int[])
      AS given(call_id, row, changes)
    WHERE sheet_rows.call_id = given.call_id
  `.execute(kysely);
}

/**
 * Runs `work` while no other process writes this sheet. Rejects at once when another does: an attempt that was given up
 * but still runs, for a moment. The lock goes with its connection, so a dead process holds nothing.
 */
export const withSheetLock = <R>(db: Database, sheet: string, work: () => Promise<R>): Promise<R> =>
  withAdvisoryLock(
    db,
    { name: `sheet/${sheet}`, taken: `sheet ${sheet} is being written by another process` },
    work,
  );

const callIds = (rows: readonly RowOfCall[]): string[] => rows.map(({ callId }) => callId);
const numbers = (rows: readonly RowOfCall[]): number[] => rows.map(({ row }) => row);
