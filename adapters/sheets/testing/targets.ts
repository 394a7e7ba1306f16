import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetView } from '../../../domain/sheet-row/placement.ts';
import { SHEET_COLUMNS } from '../../../domain/sheet-row/row.ts';
import { createCsvSheet } from '../csv.ts';
import { formatCsv, parseCsv } from '../csv-text.ts';
import { createGoogleSheet } from '../google.ts';
import { createSheetsClient } from '../google-client.ts';
import { type FakeSheetsServer, startFakeSheets } from './fake-sheets-server.ts';
import { FakeSpreadsheet } from './fake-spreadsheet.ts';

/** A sheet under test, with a person beside it. It begins with the heading in row 1. */
export interface SheetTarget {
  sheet: {
    readonly id: string;
    read(fromRow: number): Promise<SheetView>;
    write(rows: readonly { row: number; cells: readonly (string | null)[] }[]): Promise<void>;
  };
  /** every row as a person sees it, without empty cells and rows at the end */
  rows(): Promise<string[][]>;
  /** a person changes the sheet as a whole: sorts, inserts, deletes, types */
  edit(change: (rows: string[][]) => string[][]): Promise<void>;
  /** the HTTP server behind it, null for the file */
  server: FakeSheetsServer | null;
  stop(): Promise<void>;
}

/** Every kind of target, by name: one suite runs over all of them. */
export const SHEET_TARGETS: readonly { name: string; open: () => Promise<SheetTarget> }[] = [
  { name: 'csv file', open: openCsv },
  { name: 'Google Sheets', open: openGoogle },
];

async function openCsv(): Promise<SheetTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast sheet '));
  const path = join(folder, 'calls.csv');
  const sheet = createCsvSheet(path);
  const rows = async () =>
    trimmed(parseCsv(await readFile(path, 'utf8').catch(() => formatCsv([SHEET_COLUMNS], ',')), ','));
  return {
    sheet,
    rows,
    edit: async (change) => writeFile(path, formatCsv(change(await rows()), ',')),
    server: null,
    stop: () => rm(folder, { recursive: true }),
  };
}

const TITLE = 'Лист4';

/** The real client, over HTTP, against the fake server; short timeouts, so that a stalled request ends soon. */
export async function openGoogle(
  options: { size?: { rowCount: number; columnCount: number }; timeoutMs?: number } = {},
): Promise<SheetTarget & { spreadsheet: FakeSpreadsheet; server: FakeSheetsServer }> {
  const spreadsheet = new FakeSpreadsheet('spreadsheet-1', TITLE, options.size);
  const fake = spreadsheet.sheet(TITLE);
  fake.cells = [[...SHEET_COLUMNS]];
  const server = await startFakeSheets(spreadsheet);
  const client = createSheetsClient({
    credentials: { apiKey: 'key' },
    rootUrl: server.url,
    timeoutMs: options.timeoutMs ?? 500,
  });
  const rows = async () =>
    trimmed(fake.cells.map((row) => row.map((cell) => `${typeof cell === 'object' ? cell.formula : cell}`)));
  return {
    sheet: createGoogleSheet({
      client,
      spreadsheetId: 'spreadsheet-1',
      title: TITLE,
      account: 'robot@example.com',
    }),
    rows,
    edit: async (change) => {
      fake.cells = change(await rows());
    },
    server,
    spreadsheet,
    stop: () => server.stop(),
  };
}

function trimmed(rows: readonly (readonly string[])[]): string[][] {
  const cut = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}
