/** Cells of a sheet in A1 notation. The title is always quoted: a bare `Лист4` or `A1` could be read as a cell. */
export const rangeOf = (title: string, cells: string): string => `'${title.replaceAll("'", "''")}'!${cells}`;
