import { describe } from '@jest/globals';
import type { TurnTakingEvent } from './events.ts';
import { answered, asks, drained, ended, final, heard, itHolds, opened, started, time } from './race-lab.ts';

describe('opening', () => {
  itHolds([
    {
      rule: 'the greeting plays before the workflow knows of the call',
      before: [],
      next: opened.slice(0, 1),
      does: ['open-call', 'speak Hello. Which day?'],
    },
    {
      rule: 'what is said before the call is open waits',
      before: opened.slice(0, 1),
      next: [started(5), heard(9, 'monday'), ended(10), time(700), final(720, 1, 'monday')],
      does: ['pause-speaking', 'stop-speaking', 'finalize'],
    },
    {
      rule: 'and is submitted when the call is open',
      before: [
        ...opened.slice(0, 1),
        started(5),
        heard(9, 'monday'),
        ended(10),
        time(700),
        final(720, 1, 'monday'),
      ],
      next: [[800, opened[1]?.[1] as TurnTakingEvent]],
      does: ['submit speech "monday"'],
    },
    {
      rule: 'a call that has ended is said goodbye to',
      before: opened.slice(0, 1),
      next: [
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks(),
              greeting: '',
              state: 'END',
              noInputMs: 1,
              maxCallMs: 1,
              ended: 'caller-hung-up',
            },
          },
        ],
      ],
      does: ['stop-speaking', 'goodbye'],
    },
    {
      rule: 'an openCall refused as ended is the same',
      before: opened.slice(0, 1),
      next: [[20, { type: 'call-refused', why: 'ended' }]],
      does: ['stop-speaking', 'goodbye'],
    },
    {
      rule: 'an edge that lost the call goes silently',
      before: opened.slice(0, 1),
      next: [[20, { type: 'call-refused', why: 'stale' }]],
      does: ['stop-speaking', 'close-leg', 'end null'],
    },
    {
      rule: 'a resumed call repeats the open question and nothing else',
      before: [[0, { type: 'leg-opened', greeting: null, expects: asks(), noInputMs: 7000 }]],
      next: [
        [
          30,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks(),
              greeting: 'Hello.',
              state: 'DAY',
              noInputMs: 7000,
              maxCallMs: 1_800_000,
              resume: { state: 'DAY', expects: asks(), say: 'Which day?' },
            },
          },
        ],
      ],
      does: ['speak Which day?'],
    },
    {
      rule: 'a resumed call joins the turn that is being answered',
      before: [[0, { type: 'leg-opened', greeting: null, expects: asks(), noInputMs: 7000 }]],
      next: [
        [
          30,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks(),
              greeting: 'Hello.',
              state: 'DAY',
              noInputMs: 7000,
              maxCallMs: 1_800_000,
              resume: { state: 'DAY', expects: asks(), say: 'Which day?', runningTurnId: 't0-4' },
            },
          },
        ],
        answered(60, 't0-4'),
      ],
      does: ['submit speech', 'speak At what time?'],
    },
    {
      rule: 'the workflow out of reach: hold, then a human',
      before: [...opened.slice(0, 1), drained(1500, 1)],
      next: [time(5000), drained(6000, 1), time(60_000), drained(62_000, 1)],
      does: ['hold', 'hold', 'transfer', 'transfer '],
    },
  ]);
});
