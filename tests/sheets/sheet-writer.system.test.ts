import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { SHEET_TARGETS, type SheetTarget } from '../../adapters/sheets/testing/targets.ts';
import { callRecord } from '../records/call-record.ts';
import { openSheetLab } from './sheet-lab.ts';

const K = 10;

let lab: Awaited<ReturnType<typeof openSheetLab>>;
beforeAll(async () => {
  lab = await openSheetLab();
});
afterAll(() => lab?.close());

describe.each(SHEET_TARGETS)('one row per call, sheet kept as $name', ({ open }) => {
  let target: SheetTarget;
  /** when each write of the sheet began */
  let writes: number[];
  /** thrown once by the next write: before it is applied, or after */
  let fault: 'before' | 'after' | null;
  /** every write waits for it, once it has begun */
  let hold: PromiseWithResolvers<void> | null;

  beforeEach(async () => {
    target = await open();
    writes = [];
    fault = null;
    hold = null;
    await sql`TRUNCATE sheet_rows`.execute(lab.db.kysely);
    lab.begin({
      read: (from) => target.sheet.read(from),
      write: async (rows) => {
        writes.push(Date.now());
        await hold?.promise;
        const now = fault;
        fault = null;
        if (now === 'before') throw new Error('the sheet is away');
        await target.sheet.write(rows);
        if (now === 'after') throw new Error('applied, and the answer was lost');
      },
    });
  });
  afterEach(async () => {
    await lab.finish();
    await target.stop();
  });

  const callIds = async () => (await target.rows()).slice(1).map((row) => row[K]);

  it('is written at once and its number answered', async () => {
    expect(await lab.exportToSheet(callRecord('a'))).toEqual({ row: 2 });
    expect((await target.rows())[1]).toEqual([
      '2026-11-21 11:14:58',
      'Olena Kovalenko',
      '+380671234567',
      '',
      '',
      '',
      'MRI',
      '2026-11-25 10:00',
      '1600 UAH',
      'booked',
      'a',
    ]);
  });

  it('fifty calls that end together take few writes, not closer than the pause', async () => {
    const rows = await Promise.all(
      Array.from({ length: 50 }, (_, call) => lab.exportToSheet(callRecord(`c${call}`))),
    );
    expect(rows.map((answer) => answer?.row).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 2),
    );
    expect(new Set(await callIds()).size).toBe(50);
    expect(writes.length).toBeLessThanOrEqual(10);
    const gaps = writes.slice(1).map((at, index) => at - (writes[index] as number));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(190);
  });

  it('an attempt that is repeated finds its row', async () => {
    await lab.exportToSheet(callRecord('a'));
    expect(await Promise.all([1, 2, 3].map(() => lab.exportToSheet(callRecord('a'))))).toEqual(
      Array(3).fill({ row: 2 }),
    );
    expect(await callIds()).toEqual(['a']);
  });

  it.each(['before', 'after'] as const)(
    'a write that breaks %s it is applied leaves one row',
    async (when) => {
      fault = when;
      expect(await lab.exportToSheet(callRecord('a'))).toEqual({ row: 2 });
      expect(await callIds()).toEqual(['a']);
    },
  );

  it('a crash between "applied" and "recorded" leaves one row, also when people sort in between', async () => {
    await lab.stores.sheetRows.add({ sheet: lab.sheet.id, callId: 'a', cells: cellsOf('a') });
    fault = 'after';
    await expect(lab.flush()).rejects.toThrow('answer was lost');
    await target.edit(([heading = [], a = []]) => [heading, ['2026-01-01', 'theirs'], ['2026-01-02'], a]);
    expect(await lab.exportToSheet(callRecord('a'))).toEqual({ row: 4 });
    expect((await callIds()).filter((id) => id === 'a')).toHaveLength(1);
  });

  it('a row that somebody filled after it was given out stays theirs', async () => {
    await lab.stores.sheetRows.add({ sheet: lab.sheet.id, callId: 'a', cells: cellsOf('a') });
    fault = 'before';
    await expect(lab.flush()).rejects.toThrow('away');
    await target.edit((rows) => [...rows, ['2026-01-01', 'theirs']]);
    expect(await lab.exportToSheet(callRecord('a'))).toEqual({ row: 3 });
    expect((await target.rows())[1]).toEqual(['2026-01-01', 'theirs']);
  });

  it('numbers given out are never given again, though people delete the rows', async () => {
    await lab.exportToSheet(callRecord('a'));
    await target.edit(([heading = []]) => [heading]);
    expect(await lab.exportToSheet(callRecord('b'))).toEqual({ row: 3 });
    expect(await callIds()).toEqual([undefined, 'b']);
  });

  it('a call in which the caller said nothing gets no row', async () => {
    const { transcript } = callRecord('x').state;
    expect(await lab.exportToSheet(callRecord('x', transcript.slice(0, 1)))).toBeNull();
    expect(await callIds()).toEqual([]);
  });

  it('of two writers at once the second is refused while the first writes, and the row is one', async () => {
    await lab.stores.sheetRows.add({ sheet: lab.sheet.id, callId: 'a', cells: cellsOf('a') });
    hold = Promise.withResolvers<void>();
    const first = lab.flush();
    await waitFor(() => writes.length === 1);
    await expect(lab.flush()).rejects.toThrow(`sheet ${lab.sheet.id} is being written by another process`);
    hold.resolve();
    expect(await first).toEqual({ written: 1 });
    // the lock went with the work: the next writer may, and has nothing left to do
    expect(await lab.flush()).toEqual({ written: 0 });
    expect(writes).toHaveLength(1);
    expect(await callIds()).toEqual(['a']);
  });

  it('the writer wakes again for a call that ends after it has written', async () => {
    await lab.exportToSheet(callRecord('a'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await lab.exportToSheet(callRecord('b'))).toEqual({ row: 3 });
    expect((await lab.writer().describe()).status.name).toBe('RUNNING');
  });
});

async function waitFor(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const cellsOf = (callId: string) => [...Array.from({ length: K }, () => 'x'), callId];
