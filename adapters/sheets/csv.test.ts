import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCsvSheet } from './csv.ts';
import { delimiterOf, formatCsv, guardFormula, parseCsv } from './csv-text.ts';

describe('CSV text', () => {
  it.each([
    {
      name: 'plain',
      text: 'a,b\n1,2\n',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    {
      name: 'quotes, delimiters and breaks inside a cell',
      text: '"a ""b""","c,d","e\nf"\n',
      rows: [['a "b"', 'c,d', 'e\nf']],
    },
    { name: 'an empty line is an empty row', text: 'a\n\nb\n', rows: [['a'], [], ['b']] },
    { name: 'empty cells stay', text: ',a,\n', rows: [['', 'a', '']] },
  ])('$name', ({ text, rows }) => {
    expect(parseCsv(text, ',')).toEqual(rows);
    expect(formatCsv(rows, ',')).toBe(text);
  });

  it.each([
    {
      name: 'Windows line ends',
      text: 'a,b\r\nc,d\r\n',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { name: 'no line end at the end', text: 'a,b\nc', rows: [['a', 'b'], ['c']] },
    { name: 'nothing', text: '', rows: [] },
  ])('reads $name', ({ text, rows }) => {
    expect(parseCsv(text, ',')).toEqual(rows);
  });

  it.each([
    ['a;b;c\n', ';'],
    ['a,b,c\n', ','],
    ['"a;b;c",d\n', ','],
    ['', ','],
  ])('the delimiter of %j is %s', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+1+1', "'+1+1"],
    ['-2+3+cmd', "'-2+3+cmd"],
    ['+380671234567', '+380671234567'],
    ['-5', '-5'],
    ['headache', 'headache'],
  ])('%s is written as %s', (cell, written) => expect(guardFormula(cell)).toBe(written));
});

describe('CSV file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast csv '));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes the folder, and leaves nothing but the file', async () => {
    const sheet = createCsvSheet(join(folder, 'new', 'calls.csv'));
    await sheet.write([{ row: 2, cells: ['x'] }]);
    expect(await readdir(join(folder, 'new'))).toEqual(['calls.csv']);
  });

  it('keeps the delimiter and the mark that Excel gave the file', async () => {
    const path = join(folder, 'calls.csv');
    await writeFile(path, '\uFEFFTimestamp;Name\r\n');
    await createCsvSheet(path).write([{ row: 2, cells: ['a;b', 'c'] }]);
    expect(await readFile(path, 'utf8')).toBe('\uFEFFTimestamp;Name\n"a;b";c\n');
  });

  it('is whole at every moment for somebody who reads it', async () => {
    const path = join(folder, 'calls.csv');
    const sheet = createCsvSheet(path);
    const wide = 'y'.repeat(2_000);
    await sheet.write([{ row: 2, cells: [wide] }]);
    let writing = true;
    const reads = (async () => {
      const lengths = new Set<number>();
      while (writing) lengths.add((await readFile(path, 'utf8')).length);
      return lengths;
    })();
    const allowed = new Set([(await readFile(path, 'utf8')).length]);
    for (let row = 3; row < 30; row += 1) {
      await sheet.write([{ row, cells: [wide] }]);
      allowed.add((await readFile(path, 'utf8')).length);
    }
    writing = false;
    for (const length of await reads) expect(allowed.has(length)).toBe(true);
  });

  it('a folder that cannot be written is an error, and the old file stays', async () => {
    const path = join(folder, 'calls.csv', 'not-a-folder.csv');
    await writeFile(join(folder, 'calls.csv'), 'a\n');
    await expect(createCsvSheet(path).write([{ row: 2, cells: ['x'] }])).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await readFile(join(folder, 'calls.csv'), 'utf8')).toBe('a\n');
  });
});
