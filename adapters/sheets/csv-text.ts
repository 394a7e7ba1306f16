/** Rows of cells as CSV text (RFC 4180) and back. Spreadsheet programs save with `;` in many countries: both are read. */
export type Delimiter = ',' | ';';

/** The delimiter of a text, by its first line; `,` when it has none. */
export function delimiterOf(text: string): Delimiter {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const unquoted = firstLine.replace(/"[^"]*"/g, '');
  return unquoted.split(';').length > unquoted.split(',').length ? ';' : ',';
}

/** Cells of each line. An empty line is a row without cells, so that row numbers stay what people see. */
export function parseCsv(text: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row.length === 1 && row[0] === '' ? [] : row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r' || text[at + 1] !== '\n') cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** One line per row, ended by a line feed; quotes where they are needed. */
export const formatCsv = (rows: readonly (readonly string[])[], delimiter: Delimiter): string =>
  rows.map((row) => `${row.map((cell) => quote(cell, delimiter)).join(delimiter)}\n`).join('');

const quote = (cell: string, delimiter: Delimiter): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * A spreadsheet program would run a cell that begins like a formula; an apostrophe makes it text (OWASP, CSV injection).
 * Plain numbers with a sign, phone numbers above all, are harmless and stay as they are.
 */
export const guardFormula = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d[\d.]*$/.test(cell) ? `'${cell}` : cell;
