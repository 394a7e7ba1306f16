import { describe, expect, it } from '@jest/globals';
import type { FilledSlot } from '../dialog/types.ts';
import type { Json } from '../json.ts';
import { CALL_ID_COLUMN, changedCells, type RowFacts, SHEET_COLUMNS, sheetRows } from './row.ts';

const slot = (value: Json, say = `${value}`): FilledSlot => ({
  value,
  say,
  confidence: 1,
  confirmed: true,
  turnSeq: 1,
});

const facts: RowFacts = {
  callId: 'call-1',
  from: '+380441112233',
  startedAt: '2026-11-21T09:14:58Z',
  timeZone: 'Europe/Kyiv',
  outcome: 'booked',
  matter: 1,
  slots: {
    name: slot('Olena Kovalenko'),
    phone: slot('+380671234567', '067 123 45 67'),
    age: slot(34),
    weight: slot(61.5),
    symptoms: slot('headache', 'a headache'),
    study: slot('mri-head', 'MRI of the head'),
  },
  appointments: [
    {
      n: 1,
      resource: 'mri',
      time: '2026-11-25T10:00:00+02:00',
      durationMin: 40,
      details: { price: '1600 UAH' },
      turnSeq: 9,
    },
  ],
};
const sheetRow = (one: RowFacts): string[] => sheetRows(one)[0]?.cells ?? [];
const cell = (row: string[], column: (typeof SHEET_COLUMNS)[number]) => row[SHEET_COLUMNS.indexOf(column)];

describe('sheetRow', () => {
  it('fills A to K in the order of the columns', () => {
    expect(sheetRow(facts)).toEqual([
      '2026-11-21 11:14:58',
      'Olena Kovalenko',
      '+380671234567',
      '34',
      '61.5',
      'a headache',
      'MRI of the head',
      '2026-11-25 10:00',
      '1600 UAH',
      'booked',
      'call-1',
    ]);
    expect(SHEET_COLUMNS[CALL_ID_COLUMN]).toBe('Call id');
  });

  it('leaves empty what the call did not learn, but keeps the number that called', () => {
    const row = sheetRow({ ...facts, slots: {}, appointments: [], outcome: 'abandoned' });
    expect(row).toEqual([
      '2026-11-21 11:14:58',
      '',
      '+380441112233',
      '',
      '',
      '',
      '',
      '',
      '',
      'abandoned',
      'call-1',
    ]);
  });

  it('takes what only the appointment knows', () => {
    const appointments = facts.appointments.map((one) => ({ ...one, details: { name: 'Ira', study: 'CT' } }));
    const row = sheetRow({ ...facts, slots: {}, appointments });
    expect([cell(row, 'Client name'), cell(row, 'Study')]).toEqual(['Ira', 'CT']);
  });

  it('tells symptoms with their duration and character', () => {
    const slots = {
      ...facts.slots,
      symptoms_duration: slot('two weeks'),
      pain_character: slot('dull', 'aching'),
    };
    expect(cell(sheetRow({ ...facts, slots }), 'Symptoms')).toBe('a headache, two weeks, aching');
  });

  it('tells who calls back what day and time were wished for', () => {
    const slots = {
      ...facts.slots,
      date: slot('2026-11-25'),
      appointment_time: slot('2026-11-25T10:00:00+02:00'),
    };
    const row = sheetRow({ ...facts, slots, appointments: [], outcome: 'callback' });
    expect([cell(row, 'Appointment'), cell(row, 'Status')]).toEqual(['wished: 2026-11-25 10:00', 'callback']);
    const other = sheetRow({ ...facts, slots, appointments: [], outcome: 'abandoned' });
    expect(cell(other, 'Appointment')).toBe('');
  });

  it('shows no time for an appointment that was given up', () => {
    const appointments = facts.appointments.map((one) => ({ ...one, time: null }));
    expect(cell(sheetRow({ ...facts, appointments }), 'Appointment')).toBe('');
  });

  it.each([
    {
      name: 'line breaks and other control characters become spaces',
      said: 'my\r\nhead\u0000hurts',
      text: 'my head hurts',
    },
    { name: 'an endless answer is cut', said: 'a'.repeat(60_000), text: 'a'.repeat(2_000) },
    {
      name: 'a formula stays the text that was said',
      said: '=IMPORTXML("http://x")',
      text: '=IMPORTXML("http://x")',
    },
  ])('$name', ({ said, text }) => {
    expect(cell(sheetRow({ ...facts, slots: { symptoms: slot(said) } }), 'Symptoms')).toBe(text);
  });
});

describe('several people on one call', () => {
  const [mine] = facts.appointments;
  const appointments: RowFacts['appointments'] = [
    {
      ...mine!,
      details: { name: 'Olena Kovalenko', phone: '+380671234567' },
      said: { study: 'MRI of the head' },
    },
    { ...mine!, n: 2, time: '2026-11-25T11:00:00+02:00', details: { name: 'Ivan Kovalenko' } },
  ];
  const slots = { name: slot('Ivan Kovalenko'), study: slot('ct-head', 'CT of the head'), age: slot(40) };
  const rows = sheetRows({ ...facts, matter: 2, slots, appointments });

  it('have a row each, the first under the id of the call', () => {
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['call-1', 'call-1#2']);
    expect(rows.map(({ cells }) => cells[CALL_ID_COLUMN])).toEqual(['call-1', 'call-1#2']);
  });

  it('are not mixed up', () => {
    const told = rows.map(({ cells }) =>
      (['Client name', 'Age', 'Study', 'Appointment', 'Status'] as const).map((column) =>
        cell(cells, column),
      ),
    );
    expect(told).toEqual([
      ['Olena Kovalenko', '', 'MRI of the head', '2026-11-25 10:00', 'booked'],
      ['Ivan Kovalenko', '40', 'CT of the head', '2026-11-25 11:00', 'booked'],
    ]);
  });

  it('who gave the second one up leaves the first one whole', () => {
    const left = sheetRows({ ...facts, matter: 2, slots, appointments: appointments.slice(0, 1) });
    expect(left.map(({ cells }) => [cell(cells, 'Client name'), cell(cells, 'Study')])).toEqual([
      ['Olena Kovalenko', 'MRI of the head'],
    ]);
  });
});

describe('a change of an earlier call’s appointment', () => {
  const of = { id: '1/call-0', time: '2026-11-24T10:00:00+02:00' };
  const changing = (time: string | null) =>
    sheetRow({
      ...facts,
      outcome: time === null ? 'cancelled' : 'rescheduled',
      appointments: [{ ...facts.appointments[0]!, of, time }],
    });

  it('is told by the row of the call that changed it', () => {
    expect([
      cell(changing('2026-11-26T10:00:00+02:00'), 'Appointment'),
      cell(changing(null), 'Appointment'),
    ]).toEqual(['2026-11-26 10:00', '']);
    expect(cell(changing(null), 'Status')).toBe('cancelled');
  });

  it('and changes date and status in the row of the call that made it', () => {
    expect(changedCells('2026-11-26T10:00:00+02:00', 'Europe/Kyiv')).toEqual({
      7: '2026-11-26 10:00',
      9: 'rescheduled',
    });
    expect(changedCells(null, 'Europe/Kyiv')).toEqual({ 7: '', 9: 'cancelled' });
  });
});

it('a booking after a cancellation in one matter is told by its own slots, the cancelled one by its details', () => {
  const [booked] = facts.appointments;
  if (booked === undefined) throw new Error('no appointment');
  const cancelled = {
    ...booked,
    time: null,
    details: { name: 'Ivan Petrenko', study: 'mri-knee' },
    of: { id: '1/earlier', time: '2026-11-24T10:00:00+02:00' },
    said: { study: 'MRI of the knee' },
  };
  const rows = sheetRows({ ...facts, appointments: [cancelled, { ...booked, n: 2, matter: 1 }] });
  expect(rows.map(({ rowKey }) => rowKey)).toEqual(['call-1', 'call-1#2']);
  expect(
    rows.map(({ cells }) => [cell(cells, 'Client name'), cell(cells, 'Study'), cell(cells, 'Status')]),
  ).toEqual([
    ['Ivan Petrenko', 'MRI of the knee', 'cancelled'],
    ['Olena Kovalenko', 'MRI of the head', 'booked'],
  ]);
});
