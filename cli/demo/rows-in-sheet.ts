import { readFile } from 'node:fs/promises';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { delimiterOf, parseCsv } from '../../adapters/sheets/csv-text.ts';
import { readAnswer, valueRangesSchema } from '../../adapters/sheets/google-answers.ts';
import type { SheetSettings } from '../../adapters/sheets/index.ts';
import { rangeOf } from '../../adapters/sheets/range.ts';
import { CALL_ID_COLUMN, FIRST_COLUMN, LAST_COLUMN } from '../../domain/sheet-row/row.ts';

/** What stands in a sheet about a call, and the sheet's name for people. */
export interface FoundRows {
  rows: string[][];
  sheet: string;
}

/** Every row of the call, Google's where a spreadsheet is configured, else the local file's. Rejects with the reason of Google. */
export async function rowsInSheet(
  settings: SheetSettings,
  { callId, csvPath }: { callId: string; csvPath: string },
): Promise<FoundRows> {
  const { GOOGLE_SHEET_ID: spreadsheetId, GOOGLE_CREDENTIALS_PATH: keyPath, SHEET_TITLE: title } = settings;
  if (spreadsheetId === undefined || keyPath === undefined) {
    const text = await readFile(csvPath, 'utf8').catch(() => '');
    return { rows: ofCall(parseCsv(text, delimiterOf(text)), callId), sheet: csvPath };
  }
  const { createSheetsClient, readServiceAccountKey } = await import(
    '../../adapters/sheets/google-client.ts'
  );
  const client = createSheetsClient({ credentials: await readServiceAccountKey(keyPath) });
  return {
    rows: await rowsInSpreadsheet({ client, spreadsheetId, title }, callId),
    sheet: `Google spreadsheet ${spreadsheetId}, sheet «${title}»`,
  };
}

/** Every row of the call in one sheet of a spreadsheet, cells as they were written. */
export async function rowsInSpreadsheet(
  { client, spreadsheetId, title }: { client: sheets_v4.Sheets; spreadsheetId: string; title: string },
  callId: string,
): Promise<string[][]> {
  const { data } = await client.spreadsheets.values.batchGet({
    spreadsheetId,
    ranges: [rangeOf(title, `${FIRST_COLUMN}1:${LAST_COLUMN}`)],
    // as numbers and dates were written, not as the sheet shows them
    valueRenderOption: 'FORMULA',
  });
  const [whole] = readAnswer(valueRangesSchema, data).valueRanges;
  const rows = (whole?.values ?? []).map((row) => row.map((cell) => (cell == null ? '' : `${cell}`)));
  return ofCall(rows, callId);
}

const ofCall = (rows: string[][], callId: string): string[][] =>
  rows.filter((row) => row[CALL_ID_COLUMN] === callId);
