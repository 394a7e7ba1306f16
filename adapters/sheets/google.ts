import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { CellWrite, SheetView } from '../../domain/sheet-row/placement.ts';
import { CALL_ID_COLUMN, FIRST_COLUMN, LAST_COLUMN, SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { readAnswer, spreadsheetSchema, valueRangesSchema, writtenSchema } from './google-answers.ts';
import { exceedsGrid, explainSheetsError, SheetError } from './google-errors.ts';
import { rangeOf } from './range.ts';

export interface GoogleSheetOptions {
  client: sheets_v4.Sheets;
  spreadsheetId: string;
  /** title of the sheet (the tab) within the spreadsheet */
  title: string;
  /** e-mail of the service account, for messages that say whom to give access */
  account?: string;
}

/** Where the spreadsheet ends: nothing can be read or written beyond. */
export interface Grid {
  sheetId: number;
  rowCount: number;
  columnCount: number;
}

export interface GoogleSheet {
  readonly id: string;
  read(fromRow: number): Promise<SheetView>;
  write(rows: readonly { row: number; cells: readonly CellWrite[] }[]): Promise<void>;
  /** the sheet's size; rejects with what is wrong and the repair */
  grid(): Promise<Grid>;
  /** asks for a write that changes nothing, so that a missing permission shows before the first call ends */
  tryWriting(): Promise<void>;
}

/**
 * A sheet in Google Sheets. Values go in as RAW text, so nothing a caller says becomes a formula and a phone number keeps
 * its plus. Reads and writes are repeated by the caller, never here: a POST whose answer is lost may have been applied.
 */
export function createGoogleSheet({
  client,
  spreadsheetId,
  title,
  account,
}: GoogleSheetOptions): GoogleSheet {
  const explained = async <R>(request: () => Promise<R>): Promise<R> => {
    try {
      return await request();
    } catch (error) {
      throw explainSheetsError(error, { spreadsheetId, title, account });
    }
  };
  // asked anew when a row beyond it is wanted, or when somebody has deleted rows meanwhile
  let known: Grid | null = null;

  const readGrid = async (): Promise<Grid> => {
    const { data } = await client.spreadsheets.get({
      spreadsheetId,
      fields: 'sheets.properties(sheetId,title,gridProperties)',
    });
    const properties = readAnswer(spreadsheetSchema, data).sheets.map((sheet) => sheet.properties);
    const found = properties.find((one) => one.title === title);
    if (found?.gridProperties === undefined) {
      const titles = properties.map((one) => `«${one.title}»`).join(', ');
      throw new SheetError(
        `spreadsheet ${spreadsheetId} has no sheet «${title}», only ${titles}: rename one or set SHEET_TITLE`,
      );
    }
    known = { sheetId: found.sheetId, ...found.gridProperties };
    return known;
  };

  /** Makes the grid hold this row and column K. */
  const extendGrid = async (row: number): Promise<void> => {
    const enough = (grid: Grid) => row <= grid.rowCount && SHEET_COLUMNS.length <= grid.columnCount;
    if (known !== null && enough(known)) return;
    const grid = await readGrid();
    if (enough(grid)) return;
    const requests: sheets_v4.Schema$Request[] = [];
    const append = (dimension: 'ROWS' | 'COLUMNS', length: number) =>
      requests.push({ appendDimension: { sheetId: grid.sheetId, dimension, length } });
    // some rows ahead, so that not every call asks for one more
    if (row > grid.rowCount) append('ROWS', row - grid.rowCount + SPARE_ROWS);
    if (SHEET_COLUMNS.length > grid.columnCount) append('COLUMNS', SHEET_COLUMNS.length - grid.columnCount);
    known = null;
    const { data } = await client.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
    readAnswer(writtenSchema, data);
    await readGrid();
  };

  /** Once more with the sheet's present size when it was not what we thought. */
  const withGrid = async <R>(request: () => Promise<R>): Promise<R> => {
    try {
      return await request();
    } catch (error) {
      if (!exceedsGrid(error)) throw error;
      known = null;
      return request();
    }
  };

  const readValues = async (fromRow: number): Promise<SheetView> => {
    await extendGrid(1);
    // somebody may have filled rows that were not there the last time
    const grid = known !== null && fromRow <= known.rowCount ? known : await readGrid();
    const ranges = [rangeOf(title, `${LAST_COLUMN}1:${LAST_COLUMN}`)];
    if (fromRow <= grid.rowCount) ranges.push(rangeOf(title, `${FIRST_COLUMN}${fromRow}:${LAST_COLUMN}`));
    const { data } = await client.spreadsheets.values.batchGet({
      spreadsheetId,
      ranges,
      // a formula whose result is empty still is somebody's cell
      valueRenderOption: 'FORMULA',
    });
    const [ids = [], tail = []] = readAnswer(valueRangesSchema, data).valueRanges.map(
      ({ values }) => values ?? [],
    );
    return viewOfRanges(ids, tail, fromRow);
  };

  const writeValues = async (data: sheets_v4.Schema$ValueRange[]): Promise<void> => {
    const requestBody = { valueInputOption: 'RAW', data };
    const answer = await client.spreadsheets.values.batchUpdate({ spreadsheetId, requestBody });
    readAnswer(writtenSchema, answer.data);
  };

  return {
    id: spreadsheetId,
    read: (fromRow) => explained(() => withGrid(() => readValues(fromRow))),
    write: (rows) =>
      explained(() =>
        withGrid(async () => {
          await extendGrid(Math.max(...rows.map(({ row }) => row)));
          await writeValues(rows.map((row) => valueRange(title, row)));
        }),
      ),
    grid: () => explained(readGrid),
    // null means: leave the cell as it is (REST reference, ValueRange)
    tryWriting: () => explained(() => writeValues([{ range: rangeOf(title, 'A1'), values: [[null]] }])),
  };
}

const SPARE_ROWS = 200;

const valueRange = (title: string, { row, cells }: { row: number; cells: readonly CellWrite[] }) => ({
  range: rangeOf(title, `${FIRST_COLUMN}${row}:${LAST_COLUMN}${row}`),
  values: [[...cells]],
});

/** `ids` is column K from row 1, `tail` are the rows from `fromRow` on. Google leaves out empty cells and rows at an end. */
function viewOfRanges(ids: unknown[][], tail: unknown[][], fromRow: number): SheetView {
  const callIds = new Map<string, number>();
  let lastFilledRow = 0;
  const filledRows = new Set<number>();
  const fill = (row: number) => {
    lastFilledRow = Math.max(lastFilledRow, row);
    if (row >= fromRow) filledRows.add(row);
  };
  ids.forEach(([id], index) => {
    if (isEmpty(id)) return;
    fill(index + 1);
    if (!callIds.has(`${id}`)) callIds.set(`${id}`, index + 1);
  });
  tail.forEach((cells, index) => {
    if (cells.slice(0, CALL_ID_COLUMN + 1).some((cell) => !isEmpty(cell))) fill(fromRow + index);
  });
  return { callIds, lastFilledRow, filledRows };
}

const isEmpty = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';
