/** A refusal in Google's words. */
export class SheetsFault extends Error {
  status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Cell = string | number | { formula: string };

export interface FakeSheet {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  /** `cells[0]` is row 1; shorter than the grid where the rest is empty */
  cells: Cell[][];
}

/** A spreadsheet in memory with Google's rules on grid limits, RAW and USER_ENTERED input, and trimmed answers. */
export class FakeSpreadsheet {
  id: string;
  sheets: FakeSheet[];
  access: 'editor' | 'reader' | 'none' = 'editor';

  constructor(
    id: string,
    title: string,
    size: { rowCount: number; columnCount: number } = { rowCount: 1_000, columnCount: 26 },
  ) {
    this.id = id;
    this.sheets = [
      { sheetId: 0, title: 'Sheet1', rowCount: 1_000, columnCount: 26, cells: [] },
      { sheetId: 417, title, ...size, cells: [] },
    ];
  }

  check(id: string, writes: boolean): void {
    if (id !== this.id) throw new SheetsFault(404, 'Requested entity was not found.');
    if (this.access === 'none' || (writes && this.access === 'reader'))
      throw new SheetsFault(403, 'The caller does not have permission');
  }

  /** The sheet under a title, for a person's hands in a test. */
  sheet(title: string): FakeSheet {
    const found = this.sheets.find((sheet) => sheet.title === title);
    if (found === undefined) throw new SheetsFault(400, `Unable to parse range: '${title}'`);
    return found;
  }

  get(range: string, render: string | null): { range: string; values?: (string | number)[][] } {
    const { sheet, area } = this.#locate(range);
    const values = sheet.cells.slice(area.top - 1, area.bottom).map((row) =>
      trimEnd(
        row.slice(area.left - 1, area.right).map((cell) => shown(cell, render)),
        (cell) => cell === '',
      ),
    );
    const trimmed = trimEnd(values, (row) => row.length === 0);
    return trimmed.length === 0 ? { range } : { range, values: trimmed };
  }

  /** All ranges are checked before any is written: a request is atomic. */
  update(body: {
    valueInputOption: string;
    data: { range: string; values: (string | number | null)[][] }[];
  }): object {
    const writes = body.data.map(({ range, values }) => ({ ...this.#locate(range), values }));
    for (const { sheet, area, values } of writes) put(sheet, area, values, body.valueInputOption);
    return { spreadsheetId: this.id, totalUpdatedRows: writes.length };
  }

  /** Behind the last filled row; the grid grows by itself here, and only here. */
  append(range: string, body: { valueInputOption: string; values: (string | number | null)[][] }): object {
    const { sheet } = this.#locate(range);
    const top = trimEnd(sheet.cells, (row) => row.every((cell) => shown(cell, null) === '')).length + 1;
    sheet.rowCount = Math.max(sheet.rowCount, top + body.values.length - 1);
    put(
      sheet,
      { top, left: 1, bottom: sheet.rowCount, right: sheet.columnCount },
      body.values,
      body.valueInputOption,
    );
    return { spreadsheetId: this.id, updates: { updatedRows: body.values.length } };
  }

  change(
    requests: { appendDimension: { sheetId: number; dimension: 'ROWS' | 'COLUMNS'; length: number } }[],
  ): object {
    for (const { appendDimension } of requests) {
      const sheet = this.sheets.find(({ sheetId }) => sheetId === appendDimension.sheetId);
      if (sheet === undefined) throw new SheetsFault(400, `No grid with id: ${appendDimension.sheetId}`);
      if (appendDimension.dimension === 'ROWS') sheet.rowCount += appendDimension.length;
      else sheet.columnCount += appendDimension.length;
    }
    return { spreadsheetId: this.id, replies: requests.map(() => ({})) };
  }

  #locate(range: string): { sheet: FakeSheet; area: Area } {
    const [, title, fromColumn, fromRow, toColumn, toRow] =
      /^'((?:[^']|'')+)'!([A-Z]+)(\d*)(?::([A-Z]+)(\d*))?$/.exec(range) ?? [];
    if (title === undefined || fromColumn === undefined)
      throw new SheetsFault(400, `Unable to parse range: ${range}`);
    const sheet = this.sheet(title.replaceAll("''", "'"));
    const top = fromRow ? Number(fromRow) : 1;
    const area = {
      top,
      left: columnNumber(fromColumn),
      bottom: toColumn === undefined ? top : toRow ? Number(toRow) : sheet.rowCount,
      right: columnNumber(toColumn ?? fromColumn),
    };
    if (Math.max(area.top, area.bottom) > sheet.rowCount || area.right > sheet.columnCount)
      throw new SheetsFault(
        400,
        `Range (${range}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
      );
    return { sheet, area };
  }
}

interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

function put(sheet: FakeSheet, area: Area, values: (string | number | null)[][], input: string): void {
  if (input !== 'RAW' && input !== 'USER_ENTERED')
    throw new SheetsFault(400, "'valueInputOption' is required but not specified");
  values.forEach((cells, down) => {
    while (sheet.cells.length < area.top + down) sheet.cells.push([]);
    const row = sheet.cells[area.top + down - 1] ?? [];
    cells.forEach((cell, across) => {
      while (row.length < area.left + across) row.push('');
      if (cell !== null) row[area.left + across - 1] = entered(cell, input);
    });
  });
}

/** As if typed: a formula is one, and digits with a sign are a number that loses it. */
function entered(cell: string | number, input: string): Cell {
  if (input === 'RAW' || typeof cell === 'number') return cell;
  if (cell.startsWith('=')) return { formula: cell };
  return /^[+-]?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

function shown(cell: Cell | undefined, render: string | null): string | number {
  if (cell === undefined) return '';
  if (typeof cell !== 'object')
    return render === 'FORMULA' || render === 'UNFORMATTED_VALUE' ? cell : `${cell}`;
  return render === 'FORMULA' ? cell.formula : '';
}

function trimEnd<T>(list: readonly T[], isEmpty: (item: T) => boolean): T[] {
  let length = list.length;
  while (length > 0 && isEmpty(list[length - 1] as T)) length -= 1;
  return list.slice(0, length);
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
