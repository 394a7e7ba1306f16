import { describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../../tests/servers/database.ts';
import { type Clinic, openClinic } from './clinic.ts';
import { goalOf } from './goal.ts';
import { reportOf } from './report.ts';
import { type EvaluatedCall, evaluate } from './suite.ts';
import { judge } from './verdict.ts';

async function callsOf(clinic: Clinic, persona: string): Promise<EvaluatedCall[]> {
  const calls: EvaluatedCall[] = [];
  const options = { languages: [], persona, seed: 1, runs: 1, wordings: 'shared', noise: 'clean' } as const;
  for await (const call of evaluate(clinic, options)) calls.push(call);
  return calls;
}

describe('simulated callers on a real database', () => {
  it('leave rows that are judged, each caller in a clinic of its own', async () => {
    const database = await createTestDatabase();
    const clinic = await openClinic(database.url, null);
    try {
      const calls: EvaluatedCall[] = [];
      for (const persona of [
        'uk-head-plain',
        'ru-knee-brief',
        'en-human',
        'uk-too-heavy',
        'ru-decline-price',
      ])
        calls.push(...(await callsOf(clinic, persona)));
      expect(calls.map(({ persona, verdict }) => [persona.id, verdict.faults])).toEqual(
        calls.map(({ persona }) => [persona.id, []]),
      );
      expect(reportOf(calls)).toMatchObject({
        calls: 5,
        taskSuccessClean: 1,
        wrongBookings: 0,
        transfers: 1,
      });

      const [again] = await callsOf(clinic, 'uk-head-plain');
      expect(again?.conversation.lines).toEqual(calls[0]?.conversation.lines);
    } finally {
      await clinic.close();
      await database.drop();
    }
  }, 120_000);

  it('find out when the records hold something else than they wanted', async () => {
    const database = await createTestDatabase();
    const clinic = await openClinic(database.url, null);
    try {
      const [call] = await callsOf(clinic, 'en-head-plain');
      if (call === undefined) throw new Error('the persona did not call');
      const { persona, records, conversation } = call;
      const evidence = { ...records, action: conversation.end.action, answered: conversation.answered };
      expect(judge(goalOf(persona, '2026-11-23'), evidence).faults).toEqual([]);
      const other = { ...persona, days: ['wed'], name: 'Anna Kovalchuk' };
      expect(judge(goalOf(other, '2026-11-23'), evidence)).toEqual({
        success: false,
        wrongBooking: true,
        faults: ['booked another day', 'booked under another name'],
      });
    } finally {
      await clinic.close();
      await database.drop();
    }
  }, 120_000);
});
