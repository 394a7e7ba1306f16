import { expect, it } from '@jest/globals';
import type { DesiredAppointment } from '../domain/dialog/types.ts';
import { createAppointmentLedger } from './appointment-ledger.ts';

const wish = (n: number, time: string | null, turnSeq: number): DesiredAppointment => ({
  n,
  resource: 'mri',
  time,
  durationMin: 30,
  details: {},
  turnSeq,
});
const settled = (
  ...args: [noted: DesiredAppointment[][], wanted: DesiredAppointment[], lastTurnSeq: number]
) => {
  const ledger = createAppointmentLedger();
  for (const appointments of args[0]) ledger.note(appointments);
  return ledger.settle(args[1], args[2]).map(({ n, time, turnSeq }) => ({ n, time, turnSeq }));
};

it.each([
  { name: 'nothing was wanted: nothing is written', noted: [], wanted: [], last: 4, is: [] },
  {
    name: 'what is wanted is written above every turn',
    noted: [[wish(1, '10:00', 3)]],
    wanted: [wish(1, '10:00', 3)],
    last: 7,
    is: [{ n: 1, time: '10:00', turnSeq: 8 }],
  },
  {
    name: 'a dialog that wrote ahead of its turn number is outdone, too',
    noted: [[wish(1, '10:00', 9)]],
    wanted: [wish(1, null, 9)],
    last: 8,
    is: [{ n: 1, time: null, turnSeq: 10 }],
  },
  {
    name: 'what only a superseded turn wanted is taken back',
    noted: [[wish(1, '10:00', 3)], [wish(1, '10:00', 3), wish(2, '11:00', 4)]],
    wanted: [wish(1, '10:00', 3)],
    last: 5,
    is: [
      { n: 1, time: '10:00', turnSeq: 6 },
      { n: 2, time: null, turnSeq: 6 },
    ],
  },
])('$name', ({ noted, wanted, last, is }) => expect(settled(noted, wanted, last)).toEqual(is));
