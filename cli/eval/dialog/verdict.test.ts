import { describe, expect, it } from '@jest/globals';
import { type BookedRow, type Evidence, type Goal, judge } from './verdict.ts';

const row: BookedRow = {
  callId: 'call',
  study: 'mri_head',
  day: '2026-11-24',
  time: '10:30',
  name: 'Olena Shevchenko',
  phone: '+380671234567',
  age: '34',
  price: '1600',
};
const booked: Goal = {
  ends: 'booked',
  questions: [],
  earlier: [],
  bookings: [
    {
      study: 'mri_head',
      days: ['2026-11-24', '2026-11-25'],
      time: { after: '10:00', before: '12:00' },
      name: 'Olena Shevchenko',
      phone: '0671234567',
      age: 34,
      price: '1600',
    },
  ],
};
const nothing: Goal = { ends: 'nothing', bookings: [], earlier: [], questions: [] };
const callback: Goal = { ends: 'callback', bookings: [], earlier: [], questions: [] };
const transferred: Goal = { ends: 'transferred', bookings: [], earlier: [], questions: [] };
const left = (evidence: Partial<Evidence>): Evidence => ({
  callId: 'call',
  appointments: [],
  callbacks: [],
  action: 'hang-up',
  answered: [],
  ...evidence,
});
const one = (change: Partial<BookedRow> = {}): Evidence => left({ appointments: [{ ...row, ...change }] });
const called = { callId: 'call', phone: '+380671234567' };

describe('a call is a success', () => {
  it.each<[string, Goal, Evidence]>([
    ['when the booking is what was wanted', booked, one()],
    ['on any of the days that suit', booked, one({ day: '2026-11-25' })],
    ['at the bounds of the time that suits', booked, one({ time: '12:00' })],
    ['whatever the order and the case of the names', booked, one({ name: 'shevchenko Olena' })],
    ['when nothing was wanted and nothing is left', nothing, left({})],
    ['when the callback is left that must be', callback, left({ callbacks: [called] })],
    ['when the person who was asked for was put through', transferred, left({ action: 'transfer' })],
    [
      'when every question was answered',
      { ...nothing, questions: ['price'] },
      left({ answered: ['price', 'hours'] }),
    ],
  ])('%s', (_, goal, evidence) => {
    expect(judge(goal, evidence)).toEqual({ success: true, wrongBooking: false, faults: [] });
  });
});

describe('a booking is wrong', () => {
  it.each<[string, Goal, Evidence]>([
    ['of another study', booked, one({ study: 'mri_knee' })],
    ['on another day', booked, one({ day: '2026-11-26' })],
    ['outside the time that suits', booked, one({ time: '09:30' })],
    ['under another name', booked, one({ name: 'Olena Shevchuk' })],
    ['under half the name', booked, one({ name: 'Shevchenko' })],
    ['with another phone', booked, one({ phone: '+380671234568' })],
    ['that stands twice', booked, left({ appointments: [row, { ...row, day: '2026-11-25' }] })],
    ['that nobody wanted', nothing, one()],
    ['instead of a callback', callback, left({ appointments: [row], callbacks: [called] })],
    ['under another call', booked, one({ callId: 'another' })],
  ])('%s', (_, goal, evidence) => {
    expect(judge(goal, evidence)).toMatchObject({ success: false, wrongBooking: true });
  });
});

describe('a call fails without a wrong booking', () => {
  it.each<[string, Goal, Evidence, string]>([
    ['when nothing was booked', booked, left({}), 'not booked'],
    ['at another price', booked, one({ price: '1900' }), 'booked at the price "1900" instead of "1600"'],
    ['with another age', booked, one({ age: '4' }), 'booked with another age'],
    [
      'with a callback too many',
      booked,
      left({ appointments: [row], callbacks: [called] }),
      'a callback was left that nobody wanted',
    ],
    ['with two callbacks', callback, left({ callbacks: [called, called] }), 'more than one callback'],
    ['without the callback', callback, left({}), 'no callback was left'],
    ['without the person', transferred, left({}), 'not put through to a person'],
    ['with a person instead', nothing, left({ action: 'transfer' }), 'put through to a person unasked'],
    [
      'with a question left open',
      { ...nothing, questions: ['price'] },
      left({}),
      'question not answered: price',
    ],
  ])('%s', (_, goal, evidence, fault) => {
    expect(judge(goal, evidence)).toEqual({ success: false, wrongBooking: false, faults: [fault] });
  });
});

describe('an appointment that stood before the call', () => {
  const at = { day: '2026-11-24', time: '10:30' };
  const stood = { ...row, callId: 'earlier-0-x', earlier: 0 };
  const move: Goal = {
    ...{ ends: 'moved', bookings: [], questions: [] },
    earlier: [{ at, wants: { days: ['2026-11-27'], time: { after: '09:00', before: '12:00' } } }],
  };
  const cancel: Goal = { ...move, ends: 'cancelled', earlier: [{ at, wants: null }] };
  const leave: Goal = { ...nothing, earlier: [{ at, wants: 'untouched' }] };
  it.each<[string, Goal, Evidence, string[], boolean]>([
    ['is moved', move, left({ appointments: [{ ...stood, day: '2026-11-27', time: '10:00' }] }), [], false],
    ['is cancelled', cancel, left({}), [], false],
    ['is left alone', leave, left({ appointments: [stood] }), [], false],
    ['was not moved', move, left({ appointments: [stood] }), ['not moved'], false],
    ['was lost', move, left({}), ['lost instead of moved'], true],
    [
      'was moved elsewhere',
      move,
      left({ appointments: [{ ...stood, day: '2026-11-28' }] }),
      ['moved to a time that nobody wanted'],
      true,
    ],
    ['was not cancelled', cancel, left({ appointments: [stood] }), ['not cancelled'], false],
    [
      'was changed though nobody meant it',
      leave,
      left({}),
      ['an earlier appointment was changed that nobody meant'],
      true,
    ],
    [
      'was moved by booking a second one',
      move,
      left({ appointments: [stood, { ...row, day: '2026-11-27', time: '10:00' }] }),
      ['booked, though no booking was wanted', 'not moved'],
      true,
    ],
  ])('%s', (_, goal, evidence, faults, wrongBooking) => {
    expect(judge(goal, evidence)).toEqual({ success: faults.length === 0, wrongBooking, faults });
  });
});

describe('two people on one call', () => {
  const [mine] = booked.bookings;
  const both: Goal = { ...booked, bookings: [mine!, { ...mine!, name: 'Ivan Shevchenko', age: 40 }] };
  const his = { ...row, name: 'Ivan Shevchenko', age: '40', time: '11:00' };
  it.each<[string, BookedRow[], string[]]>([
    ['both are booked', [his, row], []],
    ['one is missing', [row], ['not booked']],
    [
      'one has the other’s name',
      [row, { ...row, time: '11:00' }],
      ['booked under another name', 'booked with another age'],
    ],
    ['one is booked twice', [row, his, { ...his, time: '12:00' }], ['1 booking(s) too many']],
  ])('%s', (_, appointments, faults) => {
    expect(judge(both, left({ appointments })).faults).toEqual(faults);
  });
});
