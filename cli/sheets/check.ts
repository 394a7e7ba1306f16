import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openSheet, SheetError, type SheetSettings } from '../../adapters/sheets/index.ts';
import type { SheetView } from '../../domain/sheet-row/placement.ts';
import { CALL_ID_COLUMN, SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';

/** What was found about the sheet that calls are exported to. */
export type SheetCheck =
  | {
      ok: true;
      target: 'google';
      sheet: string;
      title: string;
      lastRow: number;
      calls: number;
      gridRows: number;
    }
  | { ok: true; target: 'csv'; path: string; lastRow: number; calls: number }
  | { ok: false; error: string };

/** Tries credentials, spreadsheet, sheet and permissions as an export would, without changing anything. */
export async function checkSheet(settings: SheetSettings, open = openSheet): Promise<SheetCheck> {
  try {
    const sheet = await open(settings);
    if ('path' in sheet) {
      await mayWrite(sheet.path);
      const view = await sheet.read(1);
      return { ok: true, target: 'csv', path: sheet.path, lastRow: view.lastFilledRow, calls: callsIn(view) };
    }
    const { rowCount } = await sheet.grid();
    const view = await sheet.read(1);
    await sheet.tryWriting();
    return {
      ok: true,
      target: 'google',
      sheet: sheet.id,
      title: settings.SHEET_TITLE,
      lastRow: view.lastFilledRow,
      calls: callsIn(view),
      gridRows: rowCount,
    };
  } catch (error) {
    if (error instanceof SheetError) return { ok: false, error: error.message };
    return { ok: false, error: `the sheet cannot be reached: ${messageOf(error)}` };
  }
}

/** The heading of column K is no call. */
const callsIn = ({ callIds }: SheetView): number =>
  callIds.size - (callIds.has(SHEET_COLUMNS[CALL_ID_COLUMN]) ? 1 : 0);

/** The file is replaced by renaming, so its folder must be writable, or the nearest folder that exists. */
async function mayWrite(path: string): Promise<void> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error.code);
    if (found === 'ENOENT' && folder !== dirname(folder)) continue;
    const fault =
      typeof found === 'object' && found.isDirectory()
        ? await access(folder, constants.W_OK).then(
            () => null,
            (error: NodeJS.ErrnoException) => `cannot be written (${error.code})`,
          )
        : 'is not a folder';
    if (fault === null) return;
    throw new SheetError(`${folder} ${fault}: set SHEET_CSV_PATH to a file elsewhere`);
  }
}

const messageOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return [message, cause?.message].filter(Boolean).join(': ') || `${error}`;
};
