import { describe, expect, it } from '@jest/globals';
import type { CallLine } from '../../admin/api/calls/routes.ts';
import { callPage, callTable, dollars, recordingLine, type ShownCall, stagesLine } from './format.ts';

const line = (change: Partial<CallLine>): CallLine => ({
  callId: 'c1',
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: null,
  tenant: 'demo',
  scenario: 'clinic',
  state: 'END',
  outcome: 'booked',
  costMicroUsd: 1_234,
  live: false,
  ...change,
});

const stages = { turnId: 't1', turnEndMs: 500, transcriptMs: 10, replyMs: 60, speechMs: 5 };

describe('callTable', () => {
  it('has a line per call, in columns', () => {
    const live = { callId: 'longer', live: true, outcome: null, costMicroUsd: null, state: 'ASK_PHONE' };
    expect(callTable([line({}), line(live)]).split('\n')).toEqual([
      'started (UTC)        call    scenario     state            outcome  cost',
      '2026-11-21 10:00:00  c1      demo/clinic  END              booked   $0.001234',
      '2026-11-21 10:00:00  longer  demo/clinic  live, ASK_PHONE  -        -',
    ]);
  });

  it('says how to get a first call', () => {
    expect(callTable([])).toContain('npm run demo');
  });
});

type Turn = ShownCall['transcript'][number];
const turn = (change: Partial<Turn>): Turn => ({
  turnId: 't1',
  kind: 'speech',
  caller: 'hello',
  confidence: null,
  agent: 'Hello.',
  heard: null,
  state: 'ASK_PHONE',
  stages: null,
  superseded: false,
  at: '2026-11-21T10:00:00.000Z',
  ...change,
});
const call = (transcript: Turn[], change: object = {}): ShownCall =>
  ({
    callId: 'c1',
    startedAt: '2026-11-21T10:00:00.000Z',
    channel: 'phone',
    from: '',
    to: '100',
    opening: { tenant: 'demo', scenario: 'clinic' },
    dialog: { at: 'ASK_PHONE', slots: { age: { value: 34 } } },
    transcript,
    live: true,
    outcome: null,
    ended: null,
    afterwards: null,
    ...change,
  }) as unknown as ShownCall;

describe('callPage', () => {
  it('a call whose workflow was terminated is no live one', () => {
    const [, second] = callPage(call([], { live: false, cutShort: true })).split('\n');
    expect(second).toContain('cut short in ASK_PHONE: its workflow was ended from outside');
  });

  it('a live call: where it stands, what is known, nothing of afterwards', () => {
    const page = callPage(call([turn({ caller: '', agent: 'Good day.' }), turn({})]));
    expect(page.split('\n')).toEqual([
      'call c1  phone, demo/clinic, from hidden to 100',
      '  2026-11-21 10:00:00 UTC, live in ASK_PHONE',
      'transcript',
      '  agent   Good day.',
      '          ASK_PHONE',
      '  caller  hello',
      '  agent   Hello.',
      '          ASK_PHONE',
      'slots',
      '  age                  34',
    ]);
  });

  it.each<[rule: string, change: Partial<Turn>, shown: string]>([
    [
      'the stages add up to the first audio',
      { stages: { ...stages, submitMs: 510, totalMs: 575 } },
      'turn end 500 + transcript 10 + reply 60 + speech 5 = 575 ms to the first audio',
    ],
    [
      'what was said before the call was open was held back',
      { stages: { ...stages, submitMs: 1510, totalMs: 1575 } },
      'turn end 500 + transcript 10 + held back 1000 + reply 60 + speech 5 = 1575 ms',
    ],
    [
      'a filler is told',
      { stages: { turnId: 't1', replyMs: 900, totalMs: 950, fillerPlayed: true } },
      'audio (a filler first)',
    ],
    ['keys are told', { kind: 'dtmf', caller: '12#' }, 'caller  keys 12#'],
    ['silence is told', { kind: 'silence', caller: '' }, '  caller  (silence)'],
    ['so is a superseded turn', { superseded: true }, '  caller  hello  (superseded)'],
    [
      'what was cut short is shown as heard',
      { agent: 'Hello. Who?', heard: 'Hello.' },
      '(heard only: Hello.)',
    ],
    ['a reply nobody heard', { heard: '' }, '(heard only: nothing)'],
    [
      'the stages of the turn',
      { stages: { turnId: 't1', replyMs: 12.4, totalMs: 700 } },
      'ASK_PHONE  reply 12 = 700 ms to the first audio',
    ],
  ])('%s', (_rule, change, shown) => {
    expect(callPage(call([turn(change)]))).toContain(shown);
  });

  it('a reply that was heard whole has no remark', () => {
    expect(callPage(call([turn({ heard: 'Hello.' })]))).not.toContain('heard only');
  });

  it('a finished call: outcome, cost by item, quality, row and recording', () => {
    const item = {
      component: 'stt',
      provider: 'local',
      model: 'm',
      unit: 'audio-second',
      quantity: 12,
      costMicroUsd: 3,
      savedMicroUsd: 0,
    };
    const afterwards = {
      costMicroUsd: 1_000_000,
      costBreakdown: { items: [item], unpriced: [{ ...item, component: 'tts' }] },
      qualityScore: 87,
      sheetRow: 5,
      recording: null,
      playback: null,
    };
    const page = callPage(call([], { live: false, outcome: 'booked', ended: 'agent-hung-up', afterwards }));
    expect(page).toContain('booked (agent-hung-up), last state ASK_PHONE');
    expect(page).toContain('cost      $1.000000');
    expect(page).toContain('  stt  local/m  12 audio-second  $0.000003\n  tts local/m has no price');
    expect(page).toContain('quality   87\nsheet row 5\nrecording -');
  });
});

describe('a call that somebody has to return', () => {
  const callback = {
    ...{ phone: '+380671234567', reason: 'asked for a call back', requestedAt: '2026-11-21T20:01:02.000Z' },
    details: { name: 'Anna Kovalenko', study: 'mri_head', date: '2026-11-27' },
    doneAt: null,
  };
  const page = (change: object) =>
    callPage(call([], { live: false, afterwards: { callback: { ...callback, ...change }, playback: null } }));

  it('says where, why, for whom and what', () => {
    expect(page({})).toContain(
      [
        'call back +380671234567, asked 2026-11-21 20:01:02 UTC: asked for a call back',
        '  name                 "Anna Kovalenko"',
        '  study                "mri_head"',
        '  date                 "2026-11-27"',
        'recording -',
      ].join('\n'),
    );
  });

  it.each([
    { rule: 'a number that was hidden', change: { phone: '' }, shown: 'call back (number hidden), asked' },
    {
      rule: 'one that has been made',
      change: { doneAt: '2026-11-22T07:00:00.000Z' },
      shown: 'asked for a call back (done 2026-11-22 07:00:00 UTC)',
    },
  ])('$rule is told', ({ change, shown }) => {
    expect(page(change)).toContain(shown);
  });

  it('has no such line where nobody has to', () => {
    expect(callPage(call([], { afterwards: { callback: null, playback: null } }))).not.toContain('call back');
  });
});

describe('a recorded call', () => {
  const playback = {
    ...{ status: 'stored' as const, key: 'joined/c1.wav', startedAt: '2026-11-21T10:00:00.000Z' },
    ...{ durationMs: 83_450, bytes: 1, sha256: '', missingMs: 0, fault: null, removedAt: null },
  };
  const START = Date.parse(playback.startedAt);

  it('has each side at its place in the recording', () => {
    const heardAt = { callerFrom: START + 12_345, callerTo: START + 13_000, agentFrom: START + 74_000 };
    const lines = callPage(
      call([turn({ stages: { turnId: 't1', at: heardAt } })], { afterwards: { playback } }),
    ).split('\n');
    expect(lines).toContain('   0:12.3  caller  hello');
    expect(lines).toContain('   1:14.0  agent   Hello.');
    expect(lines).toContain('recording joined/c1.wav, 1:23.4');
    expect(lines.some((line) => line.trim() === 'ms')).toBe(false);
  });

  it.each([
    { change: { missingMs: 1550 }, line: 'joined/c1.wav, 1:23.4, 0:01.5 of it was not recorded' },
    { change: { fault: 'the clock differs' }, line: 'joined/c1.wav, 1:23.4; the clock differs' },
    { change: { status: 'missing' as const, fault: 'no edge' }, line: 'missing: no edge' },
    { change: { status: 'refused' as const }, line: 'none: the caller did not want one' },
    {
      change: { status: 'removed' as const, removedAt: '2026-12-01T03:00:00Z' },
      line: 'removed at 2026-12-01 03:00:00 UTC',
    },
  ])('$line', ({ change, line }) => {
    expect(recordingLine({ ...playback, ...change })).toBe(line);
  });

  it('a live one has no place yet', () => {
    expect(recordingLine(null)).toBe('-');
  });
});

describe('figures', () => {
  it('money that is not known is a dash, never zero', () => {
    expect([dollars(null), dollars(0)]).toEqual(['-', '$0.000000']);
  });

  it('stages that did not happen are left out', () => {
    expect(stagesLine({ turnId: 't1', transcriptMs: 20, speechMs: 3.6 })).toBe('transcript 20 + speech 4 ms');
  });
});
