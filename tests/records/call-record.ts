import type { CallRecord } from '../../contracts/activities.ts';
import type { TranscriptTurn } from '../../contracts/call-messages.ts';

const turn = (part: Partial<TranscriptTurn> & Pick<TranscriptTurn, 'turnId'>): TranscriptTurn => ({
  kind: 'speech',
  caller: 'on Monday please',
  confidence: 0.9,
  agent: 'At what time?',
  heard: null,
  state: 'ASK_APPOINTMENT_DATE',
  at: '2026-11-21T09:15:10Z',
  stages: null,
  superseded: false,
  ...part,
});

/** A finished call with a booking, in the shape that the workflow hands to the activities after it. */
export function callRecord(callId: string, turns?: readonly TranscriptTurn[]): CallRecord {
  const appointments = [
    {
      n: 1,
      resource: 'mri',
      time: '2026-11-25T10:00:00+02:00',
      durationMin: 40,
      details: { price: '1600 UAH' },
      turnSeq: 9,
    },
  ];
  const slot = (value: string | number, say = `${value}`) => ({
    value,
    say,
    confidence: 1,
    confirmed: true,
    turnSeq: 2,
  });
  return {
    endedAt: '2026-11-21T09:18:00Z',
    ended: 'caller-hung-up',
    outcome: 'booked',
    recording: null,
    appointments,
    state: {
      callId,
      epoch: 1,
      channel: 'phone',
      from: '+380441112233',
      to: '100',
      startedAt: '2026-11-21T09:14:58Z',
      opening: {
        tenant: 'clinic',
        scenario: 'clinic',
        scenarioHash: 'hash',
        language: 'en',
        promptVersion: '1',
        variant: null,
        flags: { greeting: 'long' },
        timeZone: 'Europe/Kyiv',
      },
      dialog: {
        at: 'END',
        language: 'en',
        slots: { name: slot('Olena Kovalenko'), phone: slot('+380671234567'), study: slot('mri', 'MRI') },
        misses: { noInput: 0, noMatch: 0 },
        turnSeq: 9,
        waitingFor: null,
        appointments,
        said: 'Goodbye',
        outcome: 'booked',
        memory: {},
      },
      transcript: turns ?? [
        turn({ turnId: 'greeting', kind: 'greeting', caller: '', agent: 'Hello', state: 'GREETING' }),
        turn({ turnId: 't1', stages: { turnId: 't1', totalMs: 640 } }),
      ],
      usage: [],
      runningTurnId: null,
      ended: 'caller-hung-up',
      outcome: 'booked',
      costMicroUsd: null,
    },
  };
}
