import { describe, expect, it } from '@jest/globals';
import { mustLoad } from '../../cli/scenario/load.ts';
import { createMemoryAppointments } from './memory-appointments.ts';

const scenario = await mustLoad('scenarios/clinic');
const [TEN, ELEVEN, NOON] = ['10:00', '11:00', '12:00'].map((time) => `2026-11-24T${time}:00+02:00`) as [
  string,
  string,
  string,
];
const NOW = '2026-11-23T10:00:00+02:00';
const call = { callId: 'c', tenant: 'demo', timeZone: scenario.timeZone, durationMin: 30, details: {} };

const opened = () => {
  const details = { name: 'Olha Kovalenko', phone: '+380671234567' };
  const booked = [{ callId: 'earlier', n: 1, resource: 'mri', time: TEN, details }];
  const { appointments, rows } = createMemoryAppointments(scenario, { booked });
  return {
    set: (resource: string, time: string | null, turnSeq: number) =>
      appointments.set({ ...call, n: 1, resource, time, turnSeq }, NOW),
    change: (time: string | null, turnSeq: number, from = TEN) =>
      appointments.change(
        { ...call, n: 1, resource: 'mri', time, turnSeq, of: { id: '1/earlier', time: from } },
        NOW,
      ),
    held: () => rows().map(({ callId, resource, time }) => [callId, resource, time]),
  };
};

describe('the book in memory, as the one in PostgreSQL', () => {
  it('has each time once for each room', async () => {
    const { set } = opened();
    expect(await set('mri', TEN, 1)).toMatchObject({ status: 'conflict' });
    expect(await set('ct', TEN, 1)).toMatchObject({ status: 'stored' });
  });

  it('moves only what stands where the caller was told', async () => {
    const { change, held } = opened();
    expect(await change(NOON, 1, ELEVEN)).toEqual({ status: 'conflict', reason: 'changed' });
    expect(held()).toEqual([['earlier', 'mri', TEN]]);
  });

  it('refuses the write of an older turn', async () => {
    const { change, set, held } = opened();
    await change(NOON, 5);
    expect(await change(ELEVEN, 3)).toEqual({ status: 'stored', time: NOON });
    await set('ct', ELEVEN, 6);
    expect(await set('ct', null, 4)).toEqual({ status: 'stored', time: ELEVEN });
    expect(held()).toEqual([
      ['earlier', 'mri', NOON],
      ['c', 'ct', ELEVEN],
    ]);
  });
});
