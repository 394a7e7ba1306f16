import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CellWrite, SheetView } from '../../domain/sheet-row/placement.ts';
import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { type Delimiter, delimiterOf, formatCsv, guardFormula, parseCsv } from './csv-text.ts';
import { viewOf } from './view.ts';

/** A local file with the rules of the sheet: rows by number, K = call id, never a row overwritten. */
export interface CsvSheet {
  readonly id: 'csv';
  readonly path: string;
  read(fromRow: number): Promise<SheetView>;
  write(rows: readonly { row: number; cells: readonly CellWrite[] }[]): Promise<void>;
}

/** A file begins with the heading. It is replaced as a whole (temporary file, fsync, rename), so readers never see half. */
export function createCsvSheet(path: string): CsvSheet {
  return {
    id: 'csv',
    path,
    async read(fromRow) {
      const { rows } = await readRows(path);
      return viewOf(rows, fromRow);
    },
    async write(writes) {
      const { rows, delimiter, mark } = await readRows(path);
      for (const { row, cells } of writes) {
        while (rows.length < row) rows.push([]);
        const before = rows[row - 1] ?? [];
        rows[row - 1] = cells.map((cell, column) =>
          cell === null ? (before[column] ?? '') : guardFormula(cell),
        );
      }
      await replaceFile(path, mark + formatCsv(rows, delimiter));
    },
  };
}

/** Excel puts it before UTF-8; it stays where it is. */
const BYTE_ORDER_MARK = '\uFEFF';

async function readRows(path: string): Promise<{ rows: string[][]; delimiter: Delimiter; mark: string }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const body = text.slice(mark.length);
  const delimiter = delimiterOf(body);
  const rows = parseCsv(body, delimiter);
  return { rows: rows.length === 0 ? [[...SHEET_COLUMNS]] : rows, delimiter, mark };
}

async function replaceFile(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const draft = join(dirname(path), `.${process.pid}.${Date.now()}.csv`);
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
