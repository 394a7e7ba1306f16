import { describe } from '@jest/globals';
import type { TurnTakingEvent } from './events.ts';
import {
  answered,
  audible,
  closed,
  drained,
  ended,
  final,
  heard,
  itHolds,
  key,
  listening,
  opened,
  speaking,
  started,
  submitted,
  time,
  transfer,
} from './race-lab.ts';

describe('ending', () => {
  itHolds([
    {
      rule: 'hang-up waits until the last sentence was heard',
      before: submitted,
      next: [answered(4100, 't1-1', { action: { type: 'hang-up' } }), time(5000)],
      does: ['speak At what time?'],
    },
    {
      rule: 'and comes then',
      before: [...submitted, answered(4100, 't1-1', { action: { type: 'hang-up' } })],
      next: [drained(6000, 1), closed(6100)],
      does: ['hang-up', 'end agent-hung-up'],
    },
    {
      rule: 'so does a transfer',
      before: [...submitted, answered(4100, 't1-1', { action: transfer })],
      next: [drained(6000, 1), closed(6100)],
      does: ['transfer 100', 'end transferred'],
    },
    {
      rule: 'where nobody reports what comes of it, a warm transfer is a blind one',
      before: [
        ...submitted,
        answered(4100, 't1-1', {
          action: {
            ...transfer,
            ...{ id: 'transfer-1', warm: { say: 'Anna', title: 'Anna', language: 'en', ringSeconds: 25 } },
          },
        }),
      ],
      next: [drained(6000, 1), closed(6100)],
      does: ['transfer 100', 'end transferred'],
    },
    {
      rule: 'a caller who interrupts the goodbye stays',
      before: [...submitted, answered(4100, 't1-1', { action: { type: 'hang-up' } }), audible(4105, 1)],
      next: [
        started(5000),
        heard(5300, 'one more thing'),
        ended(5500),
        time(5800),
        final(5810, 2, 'one more thing'),
        drained(6000, 1),
        time(6100),
      ],
      does: ['pause-speaking', 'stop-speaking', 'finalize', 'submit speech "one more thing"'],
    },
    {
      rule: 'an answer without words acts at once',
      before: submitted,
      next: [answered(4100, 't1-1', { reply: '', action: transfer })],
      does: ['transfer 100'],
    },
    {
      rule: 'a switch that does not act is left',
      before: [...submitted, answered(4100, 't1-1', { action: transfer }), drained(6000, 1)],
      next: [time(11_000), closed(11_010)],
      does: ['close-leg', 'end transferred'],
    },
    {
      rule: 'a hang-up in silence ends the call',
      before: listening,
      next: [closed(3000)],
      does: ['end caller-hung-up'],
    },
    {
      rule: 'a hang-up while the agent speaks stops it',
      before: speaking,
      next: [closed(4500)],
      does: ['stop-speaking', 'end caller-hung-up'],
    },
    {
      rule: 'a hang-up in mid-speech submits the last words',
      before: [...listening, started(3000), heard(3400, 'book it')],
      next: [closed(3500), final(3700, 1, 'book it')],
      does: ['finalize', 'submit speech "book it"', 'end caller-hung-up'],
    },
    {
      rule: 'with what was understood when no final comes',
      before: [...listening, started(3000), heard(3400, 'book it')],
      next: [closed(3500), time(4000)],
      does: ['finalize', 'submit speech "book it"', 'end caller-hung-up'],
    },
    {
      rule: 'a hang-up while the final is awaited asks no second time',
      before: [...listening, started(3000), ended(3500), time(3800)],
      next: [closed(3810), final(3820, 1, 'yes')],
      does: ['submit speech "yes"', 'end caller-hung-up'],
    },
    {
      rule: 'a hang-up while openCall runs ends the call',
      before: opened.slice(0, 1),
      next: [closed(10), [20, opened[1]?.[1] as TurnTakingEvent]],
      does: ['stop-speaking', 'end caller-hung-up'],
    },
    {
      rule: 'a lost connection waits for another one',
      before: listening,
      next: [closed(3000, false), time(7999)],
      does: [],
    },
    {
      rule: 'which takes the call over',
      before: [...listening, closed(3000, false)],
      next: [[4000, { type: 'leg-replaced' }], time(9000)],
      does: ['close-leg', 'end null'],
    },
    {
      rule: 'or the call is lost',
      before: [...listening, closed(3000, false)],
      next: [time(8000)],
      does: ['end edge-lost'],
    },
    {
      rule: 'a call at its limit is said goodbye and hung up',
      before: speaking,
      next: [time(1_800_020), drained(1_802_000, 2)],
      does: ['stop-speaking', 'goodbye', 'hang-up'],
    },
    {
      rule: 'an edge that stops hands the call over',
      before: speaking,
      next: [[5000, { type: 'edge-stopping', resumes: true }]],
      does: ['stop-speaking', 'close-leg', 'end null'],
    },
    {
      rule: 'or ends it where nobody can take it',
      before: listening,
      next: [[5000, { type: 'edge-stopping', resumes: false }]],
      does: ['hang-up', 'close-leg', 'end edge-lost'],
    },
    {
      rule: 'nothing happens after the end',
      before: [...listening, closed(3000)],
      next: [started(3100), key(3200, '1'), closed(3300), time(99_000)],
      does: [],
    },
  ]);
});
