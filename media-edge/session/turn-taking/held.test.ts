import { describe } from '@jest/globals';
import {
  answered,
  audible,
  drained,
  ended,
  final,
  heard,
  heldLine,
  hissed,
  itHolds,
  listening,
  opened,
  speaking,
  started,
  submitted,
  time,
} from './race-lab.ts';

describe('a caller who puts the agent on hold', () => {
  itHolds([
    {
      rule: 'is not asked whether they are there',
      before: [...listening, heldLine(3000, true)],
      next: [time(30_000)],
      does: [],
    },
    {
      rule: 'hears the open question again when they are back',
      before: [...listening, heldLine(3000, true)],
      next: [heldLine(20_000, false)],
      does: ['submit event "returned"'],
    },
    {
      rule: 'may be silent then as long as anybody',
      before: [...listening, heldLine(3000, true), heldLine(20_000, false), answered(20_100, 't1-1')],
      next: [drained(22_000, 1), time(28_900), time(29_100)],
      does: ['submit silence'],
    },
    {
      rule: 'stops the agent in the middle of a sentence, and hears the question again instead of its rest',
      before: speaking,
      next: [heldLine(5000, true), heldLine(9000, false)],
      does: ['pause-speaking', 'stop-speaking', 'submit event "returned"'],
    },
    {
      rule: 'hears a reply that had not begun from its beginning',
      before: submitted,
      next: [heldLine(4050, true), answered(4100, 't1-1'), heldLine(9000, false)],
      does: ['pause-speaking', 'speak At what time?', 'resume-speaking'],
    },
    {
      rule: 'waits for a reply that is not there yet as before',
      before: submitted,
      next: [heldLine(4050, true), heldLine(4300, false), answered(4400, 't1-1')],
      does: ['speak At what time?'],
    },
    {
      rule: 'who had just answered is answered when they are back',
      before: [...listening, started(3000), heard(3400, 'monday')],
      next: [
        heldLine(3500, true),
        ended(3700),
        final(4000, 1, 'monday'),
        answered(4100, 't1-1'),
        heldLine(9000, false),
      ],
      does: [
        'finalize',
        'submit speech "monday"',
        'pause-speaking',
        'speak At what time?',
        'resume-speaking',
      ],
    },
    {
      rule: 'hears neither filler nor hold phrase',
      before: submitted,
      next: [heldLine(4050, true), time(20_000)],
      does: [],
    },
    {
      rule: 'is not taken for a speaker: music is no word',
      before: [...listening, heldLine(3000, true)],
      next: [started(4000), heard(5000, 'la la'), ended(6000), time(9000)],
      does: [],
    },
    {
      rule: 'nor is a hiss of it',
      before: [...speaking, heldLine(5000, true)],
      next: [hissed(5100), time(5600)],
      does: [],
    },
    {
      rule: 'a cough behind which the agent is held does not make it go on',
      before: [...speaking, started(5000)],
      next: [heldLine(5100, true), ended(5300, { speechMs: 200 }), final(5320, 2, '')],
      does: ['finalize'],
    },
    {
      rule: 'for long: the workflow hears that the call is alive, and the question waits',
      before: [...listening, heldLine(3000, true)],
      next: [time(48_000), answered(48_100, 't1-1'), heldLine(60_000, false)],
      does: ['submit event "returned"', 'pause-speaking', 'speak At what time?', 'resume-speaking'],
    },
    {
      rule: 'for longer: only the last one',
      before: [...listening, heldLine(3000, true), time(48_000), answered(48_100, 't1-1')],
      next: [time(93_000), answered(93_100, 't1-2'), heldLine(99_000, false)],
      does: [
        ...['stop-speaking', 'submit event "returned"', 'pause-speaking'],
        ...['speak At what time?', 'resume-speaking'],
      ],
    },
    {
      rule: 'is heard to the end where the agent says its last words',
      before: [...submitted, answered(4100, 't1-1', { action: { type: 'hang-up' } }), audible(4105, 1)],
      next: [heldLine(5000, true), heldLine(9000, false), drained(11_000, 1)],
      does: ['pause-speaking', 'resume-speaking', 'hang-up'],
    },
    {
      rule: 'before the call is open has its question waiting',
      before: opened.slice(0, 1),
      next: [heldLine(10, true), ...opened.slice(1), heldLine(3000, false)],
      does: ['pause-speaking', 'stop-speaking', 'submit event "returned"'],
    },
    {
      rule: 'and never comes back is hung up without words when the call is over',
      before: [...listening, heldLine(3000, true), time(48_000)],
      next: [[48_100, { type: 'turn-refused', turnId: 't1-1', why: 'ended' }]],
      does: ['hang-up'],
    },
    {
      rule: 'twice is told once',
      before: [...listening, heldLine(3000, true), heldLine(3100, true), heldLine(9000, false)],
      next: [heldLine(9100, false)],
      does: [],
    },
  ]);
});
