import { describe, expect, it } from '@jest/globals';
import { SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { disagreements, type Evidence } from './verdict.ts';

const goal = {
  name: 'Olena Kovalenko',
  phone: '+380671234567',
  weekday: 'Tuesday',
  age: '34',
  symptoms: 'headache, for two weeks',
};
const row = (change: Partial<Record<(typeof SHEET_COLUMNS)[number], string>>): string[] => {
  const cells: typeof change = {
    'Client name': 'Olena Kovalenko',
    Phone: '+380671234567',
    Age: '34',
    Weight: '70',
    Symptoms: 'headache, for two weeks',
    Appointment: '2026-11-24 10:00',
    Price: '1600 UAH',
    Status: 'booked',
    ...change,
  };
  return SHEET_COLUMNS.map((name) => cells[name] ?? '');
};
const right: Evidence = {
  bookings: [
    {
      startsAt: '2026-11-24T08:00:00.000Z',
      resource: 'mri',
      details: { name: 'Olena Kovalenko', phone: '+380671234567', age: 34, weight: 70, price: '1600 UAH' },
    },
  ],
  rows: [row({})],
  sheet: 'sheet.csv',
  timeZone: 'Europe/Kyiv',
};
const booking = (change: object, startsAt = '2026-11-24T08:00:00.000Z') => ({
  startsAt,
  resource: 'mri',
  details: { ...right.bookings[0]?.details, ...change },
});

describe('a booking agrees with what was said', () => {
  it.each<[string, Partial<Evidence>, RegExp | null]>([
    ['when there is one booking and one row', {}, null],
    ['not when there are two bookings', { bookings: [booking({}), booking({})] }, /2 bookings/],
    ['not when there is none', { bookings: [] }, /0 bookings/],
    ['not when the row stands twice', { rows: [row({}), row({})] }, /2 rows/],
    ['not when there is no row', { rows: [] }, /0 rows/],
    ['not with another name', { bookings: [booking({ name: 'Ivan Kovalenko' })] }, /booked name/],
    ['not with another age', { bookings: [booking({ age: 35 })] }, /booked age/],
    ['not on another weekday', { bookings: [booking({}, '2026-11-25T08:00:00.000Z')] }, /booked weekday/],
    [
      'by the weekday at the clinic',
      {
        bookings: [booking({}, '2026-11-23T22:30:00.000Z')],
        rows: [row({ Appointment: '2026-11-24 00:30' })],
      },
      null,
    ],
    [
      'not when the row has other symptoms',
      { rows: [row({ Symptoms: 'something else, for two weeks' })] },
      /Symptoms/,
    ],
    ["not when the row has another's name", { rows: [row({ 'Client name': 'Ivan' })] }, /Client name "Ivan"/],
    ['not when the row has another study', { studyName: 'X-ray of the foot' }, /Study/],
    ['not when the row has another number', { rows: [row({ Phone: '+380501112233' })] }, /Phone/],
    [
      'not when the row has another time',
      { rows: [row({ Appointment: '2026-11-24 10:30' })] },
      /Appointment/,
    ],
    ['not when the row has another price', { rows: [row({ Price: '1900 UAH' })] }, /Price/],
    ['not when the row says that nothing was booked', { rows: [row({ Status: 'abandoned' })] }, /Status/],
  ])('%s', (_, change, complaint) => {
    const found = disagreements(goal, { ...right, ...change }).join('\n');
    if (complaint === null) expect(found).toBe('');
    else expect(found).toMatch(complaint);
  });
});
