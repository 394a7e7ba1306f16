import { afterEach, describe, expect, it } from '@jest/globals';
import type { Fault } from './testing/fake-sheets-server.ts';
import { openGoogle } from './testing/targets.ts';

type Target = Awaited<ReturnType<typeof openGoogle>>;
let target: Target;
afterEach(() => target.stop());
const cells = (callId: string) => [...Array.from({ length: 10 }, () => 'x'), callId];
const writeA = () => target.sheet.write([{ row: 2, cells: cells('a') }]);

describe('grid of the spreadsheet', () => {
  it('grows before a row beyond it is written', async () => {
    target = await openGoogle({ size: { rowCount: 1, columnCount: 26 } });
    await writeA();
    expect((await target.rows())[1]).toEqual(cells('a'));
  });

  it('gets the columns up to K', async () => {
    target = await openGoogle({ size: { rowCount: 10, columnCount: 5 } });
    expect((await target.sheet.read(2)).lastFilledRow).toBe(1);
    await writeA();
    expect((await target.rows())[1]).toEqual(cells('a'));
  });

  it('is asked anew when people have deleted rows since', async () => {
    target = await openGoogle({ size: { rowCount: 50, columnCount: 26 } });
    await target.sheet.read(40);
    target.spreadsheet.sheet('Лист4').rowCount = 3;
    expect((await target.sheet.read(40)).lastFilledRow).toBe(1);
    await target.sheet.write([{ row: 40, cells: cells('a') }]);
    expect((await target.rows())[39]).toEqual(cells('a'));
  });

  it('is not asked again as long as it is large enough', async () => {
    target = await openGoogle();
    await target.sheet.read(2);
    await writeA();
    await target.sheet.read(3);
    expect(
      target.server.requests.filter((request) => request === 'GET /v4/spreadsheets/spreadsheet-1'),
    ).toHaveLength(1);
  });
});

describe('a request that fails', () => {
  it.each<{ name: string; fault: Fault; says: RegExp; applied: boolean }>([
    {
      name: 'applied, then 503',
      fault: { kind: 'applied-then-503' },
      says: /503.*may have been applied/,
      applied: true,
    },
    {
      name: '429',
      fault: { kind: 'status', status: 429, message: 'Quota exceeded' },
      says: /quota/i,
      applied: false,
    },
    {
      name: '500',
      fault: { kind: 'status', status: 500, message: 'Internal error' },
      says: /failed with 500/,
      applied: false,
    },
    { name: 'garbage', fault: { kind: 'garbage' }, says: /not one of Google Sheets/, applied: false },
    { name: 'no answer', fault: { kind: 'stall' }, says: /timed? ?out|timeout|aborted/i, applied: false },
    {
      name: 'applied, no answer',
      fault: { kind: 'applied-then-stall' },
      says: /timed? ?out|timeout|aborted/i,
      applied: true,
    },
  ])(
    'write, $name: rejects at once and is not repeated behind our back',
    async ({ fault, says, applied }) => {
      target = await openGoogle({ timeoutMs: 300 });
      await target.sheet.read(1);
      target.server.requests.length = 0;
      target.server.failNext('POST', fault);
      await expect(writeA()).rejects.toThrow(says);
      expect(target.server.requests).toHaveLength(1);
      expect((await target.rows()).length).toBe(applied ? 2 : 1);
      await writeA();
      expect(await target.rows()).toHaveLength(2);
    },
  );

  it.each<{ name: string; fault: Fault }>([
    { name: 'garbage', fault: { kind: 'garbage' } },
    { name: '503', fault: { kind: 'status', status: 503, message: 'unavailable' } },
    { name: 'no answer', fault: { kind: 'stall' } },
  ])('read, $name: is never taken for an empty sheet', async ({ fault }) => {
    target = await openGoogle({ timeoutMs: 300 });
    await target.sheet.read(1);
    target.server.failNext('GET', fault);
    await expect(target.sheet.read(1)).rejects.toThrow();
    expect((await target.sheet.read(1)).lastFilledRow).toBe(1);
  });
});
