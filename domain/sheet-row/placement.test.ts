import { describe, expect, it } from '@jest/globals';
import { placeRows, type SheetView, type WaitingRow } from './placement.ts';

const row = (callId: string, rowNumber: number | null = null): WaitingRow => ({
  callId,
  rowNumber,
  cells: [callId, 'booked'],
  isWritten: false,
  changedCells: {},
  changes: 0,
});
const changed = (callId: string, rowNumber: number | null = null): WaitingRow => ({
  ...row(callId, rowNumber),
  changedCells: { 1: 'cancelled' },
  changes: 2,
});
/** A sheet with a heading and these call ids from row 2 on; '' = a row that people wrote. */
const sheet = (...ids: string[]): SheetView => ({
  callIds: new Map(ids.flatMap((id, index): [string, number][] => (id === '' ? [] : [[id, index + 2]]))),
  lastFilledRow: ids.length + 1,
  filledRows: new Set([1, ...ids.map((_, index) => index + 2)]),
});
const nothing: SheetView = { callIds: new Map(), lastFilledRow: 0, filledRows: new Set() };

describe('placeRows', () => {
  it.each([
    {
      name: 'an empty sheet begins at row 1',
      waiting: [row('a')],
      view: nothing,
      given: 0,
      there: {},
      write: { a: 1 },
    },
    {
      name: 'behind the last filled row',
      waiting: [row('a')],
      view: sheet('x', 'y'),
      given: 0,
      there: {},
      write: { a: 4 },
    },
    {
      name: 'behind rows that people wrote',
      waiting: [row('a')],
      view: sheet('x', '', ''),
      given: 2,
      there: {},
      write: { a: 5 },
    },
    {
      name: 'behind every number given, though people deleted rows',
      waiting: [row('a')],
      view: sheet('x'),
      given: 9,
      there: {},
      write: { a: 10 },
    },
    {
      name: 'several in order',
      waiting: [row('a'), row('b')],
      view: sheet('x'),
      given: 2,
      there: {},
      write: { a: 3, b: 4 },
    },
    {
      name: 'a call that stands there is not written again',
      waiting: [row('a', 3)],
      view: sheet('x', 'a'),
      given: 3,
      there: { a: 3 },
      write: {},
    },
    {
      name: 'nor when people have moved it',
      waiting: [row('a', 3)],
      view: sheet('a', 'x'),
      given: 3,
      there: { a: 2 },
      write: {},
    },
    {
      name: 'an empty row given before is kept',
      waiting: [row('a', 3)],
      view: sheet('x'),
      given: 3,
      there: {},
      write: { a: 3 },
    },
    {
      name: 'a row that somebody filled meanwhile is left alone',
      waiting: [row('a', 3)],
      view: sheet('x', ''),
      given: 3,
      there: {},
      write: { a: 4 },
    },
    {
      name: 'kept and new numbers do not meet',
      waiting: [row('a', 3), row('b')],
      view: sheet('x'),
      given: 3,
      there: {},
      write: { a: 3, b: 4 },
    },
    { name: 'nothing waits', waiting: [], view: sheet('x'), given: 2, there: {}, write: {} },
  ])('$name', ({ waiting, view, given, there, write }) => {
    const placement = placeRows(waiting, view, given);
    expect(Object.fromEntries(placement.alreadyThere.map((one) => [one.callId, one.row]))).toEqual(there);
    expect(Object.fromEntries(placement.write.map((one) => [one.callId, one.row]))).toEqual(write);
    for (const one of placement.write) expect(view.filledRows.has(one.row)).toBe(false);
  });

  it.each([
    {
      name: 'is written where people have moved the row, and nothing but the changed cell',
      waiting: { ...changed('a', 3), isWritten: true },
      view: sheet('a', 'x'),
      expected: { change: [{ callId: 'a', row: 2, changes: 2, cells: [null, 'cancelled'] }] },
    },
    {
      name: 'goes with the row where that is not written yet',
      waiting: changed('a'),
      view: sheet('x'),
      expected: { write: [{ callId: 'a', row: 3, changes: 2, cells: ['a', 'cancelled'] }] },
    },
    {
      name: 'brings no row back that people have deleted',
      waiting: { ...changed('a', 3), isWritten: true },
      view: sheet('x'),
      expected: { alreadyThere: [{ callId: 'a', row: 3, changes: 2 }] },
    },
  ])('a change $name', ({ waiting, view, expected }) => {
    expect(placeRows([waiting], view, 3 - 1)).toEqual({
      alreadyThere: [],
      write: [],
      change: [],
      ...expected,
    });
  });
});
