import { describe, expect, it } from '@jest/globals';
import type { TransferAction } from '../../../domain/dialog/types.ts';
import {
  answered,
  asks,
  audible,
  closed,
  drained,
  ended,
  final,
  heard,
  itHolds,
  key,
  opened,
  run,
  type Step,
  started,
  time,
} from './race-lab.ts';
import { HOLD_AGAIN_MS, LATE_REPORT_MS, RING_MS, TRANSFER_CLAIM_MS, TRANSFER_MARGIN_MS } from './timing.ts';

const WARM = { say: 'Anna.', title: 'Anna', language: 'en' as const, ringSeconds: 20 };
const blind: TransferAction = { type: 'transfer', target: '100', id: 'x-1' };
const warm: TransferAction = { ...blind, warm: WARM };

/** as `submitted` of the race lab, on a line whose controller tells what became of a transfer */
const watched: Step[] = opened.map(([at, event]) => [
  at,
  event.type === 'leg-opened' ? { ...event, reportsTransfers: true } : event,
]);
const submitted: Step[] = [
  ...watched,
  [2000, { type: 'playback-drained', generation: 1 }],
  started(3000),
  heard(3600, 'monday'),
  ended(3700),
  final(4000, 1, 'monday'),
];
const asked = (action: TransferAction): Step[] => [
  ...submitted,
  answered(4100, 't1-1', { action }),
  drained(6000, 1),
];
const claimed = (at: number, id = 'x-1'): Step => [at, { type: 'transfer-claimed', id }];
const result = (at: number, answeredIt: boolean, id = 'x-1'): Step => [
  at,
  { type: 'transfer-ended', id, answered: answeredIt },
];
/** the claim is renewed up to then */
const claims = (until: number): Step[] =>
  Array.from({ length: Math.floor((until - 6100) / 1000) }, (_, i) => claimed(6100 + i * 1000));

const WARM_LIMIT = 6000 + WARM.ringSeconds * 1000 + TRANSFER_MARGIN_MS;
const BLIND_LIMIT = 6000 + RING_MS + TRANSFER_MARGIN_MS;

describe('a transfer', () => {
  itHolds([
    {
      rule: 'is asked for when the last sentence was heard',
      before: [...submitted, answered(4100, 't1-1', { action: warm })],
      next: [drained(6000, 1)],
      does: ['transfer 100 warm'],
    },
    {
      rule: 'that a human answers ends the agent’s part',
      before: [...asked(warm), claimed(6100)],
      next: [result(9000, true)],
      does: ['close-leg', 'end transferred'],
    },
    {
      rule: 'in the middle of a word of the agent too',
      before: [...asked(warm), ...claims(22_000), time(6000 + HOLD_AGAIN_MS)],
      next: [result(6000 + HOLD_AGAIN_MS + 100, true)],
      does: ['stop-speaking', 'close-leg', 'end transferred'],
    },
    {
      rule: 'that nobody answers is told to the dialog',
      before: [...asked(warm), claimed(6100)],
      next: [result(9000, false)],
      does: ['submit event "transfer-failed"'],
    },
    {
      rule: 'and the caller hears what it says',
      before: [...asked(warm), claimed(6100), result(9000, false)],
      next: [answered(9100, 't1-2', { reply: 'Nobody answers.' })],
      does: ['speak Nobody answers.'],
    },
    {
      rule: 'then the caller is listened to',
      before: [
        ...asked(warm),
        claimed(6100),
        result(9000, false),
        answered(9100, 't1-2'),
        audible(9110, 1),
        drained(11_000, 1),
      ],
      next: [
        started(12_000),
        heard(12_500, 'monday'),
        ended(13_000),
        time(13_300),
        final(13_310, 2, 'monday'),
      ],
      does: ['finalize', 'submit speech "monday"'],
    },
    {
      rule: 'what came of it counts once',
      before: [...asked(warm), claimed(6100), result(9000, false)],
      next: [result(9100, false), result(9200, true)],
      does: [],
    },
    {
      rule: 'a result of another transfer is none',
      before: [...asked(warm), claimed(6100)],
      next: [result(9000, true, 'x-0')],
      does: [],
    },
    {
      rule: 'that nobody works on is asked for again',
      before: asked(warm),
      next: [time(6000 + TRANSFER_CLAIM_MS), time(6000 + 2 * TRANSFER_CLAIM_MS)],
      does: ['transfer 100 warm', 'transfer 100 warm'],
    },
    {
      rule: 'also when whoever did has died',
      before: [...asked(warm), claimed(6100)],
      next: [time(6100 + TRANSFER_CLAIM_MS)],
      does: ['transfer 100 warm'],
    },
    { rule: 'but not while somebody does', before: asked(warm), next: claims(20_000), does: [] },
    {
      rule: 'takes a moment: the caller has not been forgotten',
      before: [...asked(warm), ...claims(20_500)],
      next: [time(6000 + HOLD_AGAIN_MS)],
      does: ['hold'],
    },
    {
      rule: 'unannounced, the caller hears the switch’s ringing and nothing else',
      before: [...asked(blind), ...claims(20_500)],
      next: [time(6000 + HOLD_AGAIN_MS)],
      does: [],
    },
    {
      rule: 'of which nothing is heard again: the agent goes on',
      before: [...asked(warm), ...claims(WARM_LIMIT)],
      next: [time(WARM_LIMIT)],
      does: ['submit event "transfer-failed"'],
    },
    {
      rule: 'that nobody ever worked on likewise',
      before: [
        ...asked(blind),
        ...Array.from({ length: 13 }, (_, i) => time(6000 + (i + 1) * TRANSFER_CLAIM_MS)),
      ],
      next: [time(BLIND_LIMIT)],
      does: ['submit event "transfer-failed"'],
    },
    {
      rule: 'handed over unannounced, and nothing heard: a human must not hear the agent',
      before: [...asked(blind), ...claims(BLIND_LIMIT)],
      next: [time(BLIND_LIMIT)],
      does: ['close-leg', 'end edge-lost'],
    },
    {
      rule: 'words and keys meanwhile are for nobody',
      before: [...asked(warm), claimed(6100)],
      next: [
        started(7000),
        heard(7300, 'hello'),
        ended(7600),
        time(8000),
        final(8010, 2, 'hello'),
        key(8500, '5'),
      ],
      does: [],
    },
    {
      rule: 'a caller who hangs up meanwhile has reached nobody',
      before: [...asked(warm), claimed(6100)],
      next: [closed(8000), time(8000 + LATE_REPORT_MS)],
      does: ['end caller-hung-up'],
    },
    {
      rule: 'one who hangs up in the moment in which a human answers has reached one',
      before: [...asked(warm), claimed(6100)],
      next: [closed(8000), result(8300, true), time(9500)],
      does: ['close-leg', 'end transferred'],
    },
    {
      rule: 'a connection that is lost meanwhile comes back elsewhere',
      before: [...asked(warm), claimed(6100)],
      next: [closed(8000, false), [8300, { type: 'leg-replaced' }]],
      does: ['close-leg', 'end null'],
    },
    {
      rule: 'answered in that very moment: the workflow learns it',
      before: [...asked(warm), claimed(6100), closed(8000, false)],
      next: [result(8200, true)],
      does: ['close-leg', 'end transferred'],
    },
    {
      rule: 'that the edge asks for by itself is tried twice at most',
      before: [
        ...watched,
        [2000, { type: 'playback-drained', generation: 1 }],
        [2100, { type: 'ears-lost' }],
        time(10_200),
        drained(12_000, 1),
        result(13_000, false, 'edge-1-1'),
      ],
      next: [[13_100, { type: 'turn-refused', turnId: 't1-2', why: 'failed' }], drained(13_200, 1)],
      does: ['hold'],
    },
  ]);

  it('is asked for once more by an edge that takes the call over, under the same name', () => {
    const resumes: Step[] = [
      [0, { type: 'leg-opened', greeting: null, expects: asks(), noInputMs: 7000, reportsTransfers: true }],
      [
        50,
        {
          type: 'call-opened',
          opening: {
            ...{ language: 'en', expects: asks(), greeting: '', state: 'OPERATOR' },
            ...{ noInputMs: 7000, maxCallMs: 1_800_000 },
            resume: { state: 'OPERATOR', expects: asks(), say: 'One moment.', action: warm },
          },
        },
      ],
    ];
    const { log, commands } = run([...resumes, drained(1500, 1)]);
    expect(log.filter((line) => /^speak|^transfer/.test(line))).toEqual([
      'speak One moment.',
      'transfer 100 warm',
    ]);
    expect(commands.find(({ type }) => type === 'transfer')).toEqual({
      type: 'transfer',
      target: '100',
      id: 'x-1',
      warm: WARM,
    });
  });
});
