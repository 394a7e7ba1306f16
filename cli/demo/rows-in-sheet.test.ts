import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createSheetsClient } from '../../adapters/sheets/google-client.ts';
import { startFakeSheets } from '../../adapters/sheets/testing/fake-sheets-server.ts';
import { FakeSpreadsheet } from '../../adapters/sheets/testing/fake-spreadsheet.ts';
import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { rowsInSheet, rowsInSpreadsheet } from './rows-in-sheet.ts';

const row = (callId: string, name: string): string[] =>
  SHEET_COLUMNS.map((_, at) => (at === SHEET_COLUMNS.length - 1 ? callId : at === 1 ? name : ''));

it('finds every row of the call in a spreadsheet, wherever they stand, with their cells', async () => {
  const spreadsheet = new FakeSpreadsheet('one', 'Лист4');
  const sheet = spreadsheet.sheet('Лист4');
  sheet.cells = [[...SHEET_COLUMNS], row('a', 'Anna'), row('b', 'Bohdan'), [], row('a', 'Anna again')];
  const server = await startFakeSheets(spreadsheet);
  try {
    const client = createSheetsClient({ credentials: { apiKey: 'any' }, rootUrl: server.url });
    const at = { client, spreadsheetId: 'one', title: 'Лист4' };
    expect(await rowsInSpreadsheet(at, 'a')).toEqual([row('a', 'Anna'), row('a', 'Anna again')]);
    expect(await rowsInSpreadsheet(at, 'c')).toEqual([]);
    sheet.cells = [];
    expect(await rowsInSpreadsheet(at, 'a')).toEqual([]);
  } finally {
    await server.stop();
  }
});

it('finds every row of the call in the local file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-rows-'));
  try {
    const csvPath = join(folder, 'sheet.csv');
    const rows = [[...SHEET_COLUMNS], row('a', 'Anna'), row('b', 'Bohdan'), row('a', 'Anna')];
    writeFileSync(csvPath, rows.map((cells) => cells.join(',')).join('\n'));
    const settings = { SHEET_TITLE: 'Лист4', SHEET_CSV_PATH: csvPath };
    const found = await rowsInSheet(settings, { callId: 'a', csvPath });
    expect(found).toEqual({ rows: [row('a', 'Anna'), row('a', 'Anna')], sheet: csvPath });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
