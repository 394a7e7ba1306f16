import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { SHEET_TARGETS, type SheetTarget } from './testing/targets.ts';

const HEADING = [...SHEET_COLUMNS];
const row = (callId: string, name = 'Olena Kovalenko') => [
  '2026-11-21 11:14:58',
  name,
  '+380671234567',
  '34',
  '61.5',
  'headache',
  'MRI of the head',
  '2026-11-25 10:00',
  '1600 UAH',
  'booked',
  callId,
];

describe.each(SHEET_TARGETS)('a sheet kept as $name', ({ open }) => {
  let target: SheetTarget;
  beforeEach(async () => {
    target = await open();
  });
  afterEach(() => target.stop());

  it('shows a heading and nothing else at first', async () => {
    const view = await target.sheet.read(1);
    expect({ last: view.lastFilledRow, ids: [...view.callIds.keys()] }).toEqual({
      last: 1,
      ids: ['Call id'],
    });
  });

  it('writes rows at their addresses and finds them by column K', async () => {
    await target.sheet.write([
      { row: 2, cells: row('a') },
      { row: 3, cells: row('b') },
    ]);
    expect(await target.rows()).toEqual([HEADING, row('a'), row('b')]);
    const { callIds, lastFilledRow } = await target.sheet.read(1);
    expect([callIds.get('a'), callIds.get('b'), lastFilledRow]).toEqual([2, 3, 3]);
  });

  it('keeps a phone number as text with its plus', async () => {
    await target.sheet.write([{ row: 2, cells: row('a') }]);
    expect((await target.rows())[1]?.[2]).toBe('+380671234567');
  });

  it.each(['=IMPORTXML("http://x","//y")', '+1+1', '-cmd', '@SUM(A1)'])(
    'makes no formula of %s',
    async (words) => {
      await target.sheet.write([{ row: 2, cells: row('a', words) }]);
      const cell = (await target.rows())[1]?.[1];
      // RAW text in Google Sheets; in a file, which a program may open, an apostrophe in front
      expect(cell).toBe(target.server === null ? `'${words}` : words);
    },
  );

  it('keeps quotes, delimiters and letters of any script', async () => {
    const name = 'Олена "Лена"; Коваленко, 2';
    await target.sheet.write([{ row: 2, cells: row('a', name) }]);
    expect((await target.rows())[1]?.[1]).toBe(name);
  });

  it('the same write again changes nothing', async () => {
    await target.sheet.write([{ row: 2, cells: row('a') }]);
    await target.sheet.write([{ row: 2, cells: row('a') }]);
    expect(await target.rows()).toEqual([HEADING, row('a')]);
  });

  it('leaves rows between empty when numbers are skipped', async () => {
    await target.sheet.write([{ row: 5, cells: row('a') }]);
    expect(await target.rows()).toEqual([HEADING, [], [], [], row('a')]);
    const view = await target.sheet.read(2);
    expect({ last: view.lastFilledRow, filled: [...view.filledRows] }).toEqual({ last: 5, filled: [5] });
  });

  it('sees rows that people wrote without a call id', async () => {
    await target.edit((rows) => [...rows, ['2026-11-20', 'by hand']]);
    const view = await target.sheet.read(2);
    expect({ last: view.lastFilledRow, filled: view.filledRows.has(2) }).toEqual({ last: 2, filled: true });
  });

  it('finds calls where people have sorted, inserted and deleted', async () => {
    await target.sheet.write(['a', 'b', 'c'].map((id, index) => ({ row: index + 2, cells: row(id) })));
    await target.edit(([heading = [], a = [], b = [], c = []]) => [heading, c, ['a note'], a, b].slice(0, 4));
    const { callIds } = await target.sheet.read(4);
    expect([callIds.get('c'), callIds.get('a'), callIds.get('b')]).toEqual([2, 4, undefined]);
  });

  it('leaves a cell alone where it is told nothing, so that what people wrote stays', async () => {
    await target.sheet.write([{ row: 2, cells: row('a') }]);
    await target.edit(([heading = [], first = []]) => [heading, first.with(1, 'corrected by hand')]);
    const changed = Array<string | null>(11).fill(null).with(7, '2026-11-27 11:00').with(9, 'rescheduled');
    await target.sheet.write([{ row: 2, cells: changed }]);
    const [, written = []] = await target.rows();
    expect([written[1], written[7], written[9], written[10]]).toEqual([
      ...['corrected by hand', '2026-11-27 11:00', 'rescheduled', 'a'],
    ]);
  });

  it('writes nothing over what stands in other rows', async () => {
    await target.edit((rows) => [...rows, ['theirs'], [], ['theirs too']]);
    await target.sheet.write([{ row: 3, cells: row('a') }]);
    expect(await target.rows()).toEqual([HEADING, ['theirs'], row('a'), ['theirs too']]);
  });
});
