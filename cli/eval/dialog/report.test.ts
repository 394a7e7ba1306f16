import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../../domain/language.ts';
import { faultCounts, missed, reportOf } from './report.ts';
import type { EvaluatedCall } from './suite.ts';

interface Shown {
  language?: Language;
  noisy?: boolean;
  faults?: readonly string[];
  wrongBooking?: boolean;
  turns?: number;
  costMicroUsd?: number;
  action?: 'none' | 'hang-up' | 'transfer';
}
const call = ({
  language = 'uk',
  noisy = false,
  faults = [],
  wrongBooking = false,
  turns = 10,
  costMicroUsd = 0,
  action = 'hang-up',
}: Shown) =>
  ({
    persona: { language },
    noisy,
    verdict: { success: faults.length === 0, wrongBooking, faults },
    conversation: { turns, repairs: 1, end: { action, costMicroUsd } },
  }) as unknown as EvaluatedCall;
const calls = (count: number, shown: Shown) => Array.from({ length: count }, () => call(shown));

describe('the report', () => {
  it('has the figures of all calls and of each language', () => {
    const report = reportOf([
      call({ turns: 8, costMicroUsd: 1500 }),
      call({ turns: 20, noisy: true, faults: ['not booked'], action: 'transfer' }),
      call({ turns: 12, language: 'en', faults: ['booked another day'], wrongBooking: true }),
    ]);
    expect(report).toMatchObject({
      calls: 3,
      taskSuccessClean: 0.5,
      taskSuccessNoisy: 0,
      wrongBookings: 1,
      turnsP50: 12,
      transfers: 1,
      repairs: 1,
      costUsd: 0.0015,
    });
    expect(report.perLanguage.uk).toMatchObject({
      taskSuccessClean: 1,
      taskSuccessNoisy: 0,
      wrongBookings: 0,
    });
    expect(report.perLanguage.en).toMatchObject({
      taskSuccessClean: 0,
      taskSuccessNoisy: null,
      wrongBookings: 1,
    });
  });
  it.each<[string, EvaluatedCall[], string[]]>([
    [
      'keeps what is promised at 95 % clean and 85 % noisy',
      [
        ...calls(19, {}),
        call({ faults: ['x'] }),
        ...calls(17, { noisy: true }),
        ...calls(3, { noisy: true, faults: ['x'] }),
      ],
      [],
    ],
    [
      'misses below 95 % clean',
      [...calls(18, {}), ...calls(2, { faults: ['x'] })],
      ['uk clean: 90.0 % of the calls succeeded, 95.0 % are promised'],
    ],
    [
      'misses below 85 % noisy, in one language alone',
      [
        ...calls(4, { noisy: true, language: 'en' }),
        ...calls(1, { noisy: true, language: 'en', faults: ['x'] }),
        ...calls(95, { noisy: true }),
      ],
      ['en noisy: 80.0 % of the calls succeeded, 85.0 % are promised'],
    ],
    [
      'misses with a single wrong booking',
      [...calls(99, {}), call({ faults: ['x'], wrongBooking: true })],
      ['1 wrong booking(s), none is promised'],
    ],
  ])('%s', (_, all, expected) => {
    expect(missed(reportOf(all))).toEqual(expected);
  });
  it('sorts faults by how often they occurred', () => {
    expect(faultCounts([call({ faults: ['a'] }), call({ faults: ['b', 'a'] })])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
