import type { CallRecord, WrapUpActivities } from '../contracts/activities.ts';
import { type RowFacts, sheetRows as rowsOf } from '../domain/sheet-row/row.ts';

/** What exporting needs from the outbox. */
export interface SheetRowOutbox {
  /** the same call again replaces its cells until they are written */
  add(row: { sheet: string; callId: string; cells: readonly string[] }): Promise<void>;
  writtenRow(callId: string): Promise<number | null>;
}

export interface ExportPorts {
  sheet: { readonly id: string };
  sheetRows: SheetRowOutbox;
  /** tells the sheet's writer that rows wait, starting it where it does not run */
  wakeSheetWriter(sheet: string): Promise<void>;
  /** tells Temporal that this attempt lives */
  beat(): void;
  /** rejects when the attempt is cancelled */
  pause(ms: number): Promise<void>;
}

/** The first row is written at once, so look soon; later ones wait for the writer's turn. */
const LOOK_MS = { first: 50, most: 1_000 };

/**
 * Puts the call's rows into the outbox (one, or one for each person), wakes the writer and waits until they stand in the
 * sheet. Answers where the first one stands.
 */
export const createExportToSheetActivities = ({
  sheet,
  sheetRows,
  wakeSheetWriter,
  beat,
  pause,
}: ExportPorts): Pick<WrapUpActivities, 'exportToSheet'> => ({
  async exportToSheet(record) {
    if (!hasCallersTurn(record)) return null;
    const keys: string[] = [];
    for (const { rowKey, cells } of rowsOf(rowFacts(record))) {
      await sheetRows.add({ sheet: sheet.id, callId: rowKey, cells });
      keys.push(rowKey);
    }
    const written = () => Promise.all(keys.map((key) => sheetRows.writtenRow(key)));
    let rows = await written();
    if (rows.includes(null)) await wakeSheetWriter(sheet.id);
    for (let waitMs = LOOK_MS.first; rows.includes(null); waitMs = Math.min(waitMs * 2, LOOK_MS.most)) {
      beat();
      await pause(waitMs);
      rows = await written();
    }
    return { row: rows[0] ?? 0 };
  },
});

/** A caller who hung up in the greeting leaves no row; whoever said or keyed anything does. */
const hasCallersTurn = ({ state }: CallRecord): boolean =>
  state.transcript.some(({ kind, superseded }) => !superseded && (kind === 'speech' || kind === 'dtmf'));

const rowFacts = ({ state, outcome, appointments }: CallRecord): RowFacts => ({
  callId: state.callId,
  from: state.from,
  startedAt: state.startedAt,
  timeZone: state.opening.timeZone,
  outcome,
  slots: state.dialog.slots,
  appointments,
  matter: mattersOf(state.dialog.memory) + 1,
});

const mattersOf = ({ matters }: CallRecord['state']['dialog']['memory']): number =>
  typeof matters === 'number' ? matters : 0;
