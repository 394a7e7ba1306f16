import { describe } from '@jest/globals';
import { answered, drained, head, itHolds, submitted, time, words } from './race-lab.ts';

describe('turns', () => {
  itHolds([
    {
      rule: 'streamed words are spoken as they come',
      before: submitted,
      next: [head(4050, 't1-1'), words(4100, 't1-1', 'At what'), words(4150, 't1-1', ' time?')],
      does: ['speak At what', 'speak  time?'],
    },
    {
      rule: 'the result that repeats a streamed reply is not spoken',
      before: [
        ...submitted,
        head(4050, 't1-1'),
        words(4100, 't1-1', 'At what time?'),
        [4200, { type: 'reply-end', turnId: 't1-1', attempt: 1 }],
      ],
      next: [answered(4210, 't1-1', { delivery: 'streamed' })],
      does: [],
    },
    {
      rule: 'a streamed reply that never reached this edge is spoken from the result',
      before: submitted,
      next: [answered(4900, 't1-1', { delivery: 'streamed' })],
      does: ['filler', 'speak At what time?'],
    },
    {
      rule: 'a stream that breaks is asked for again, with what is spoken',
      before: [...submitted, head(4050, 't1-1'), words(4100, 't1-1', 'At what')],
      next: [[4200, { type: 'reply-broken', turnId: 't1-1', attempt: 1 }]],
      does: ['submit speech "monday" for t1-1'],
    },
    {
      rule: 'and what the old one still sends is dropped',
      before: [
        ...submitted,
        head(4050, 't1-1'),
        words(4100, 't1-1', 'At what'),
        [4200, { type: 'reply-broken', turnId: 't1-1', attempt: 1 }],
      ],
      next: [words(4300, 't1-1', 'At what time?', 2), answered(4310, 't1-1')],
      does: [],
    },
    {
      rule: 'the new one goes on behind it',
      before: [
        ...submitted,
        head(4050, 't1-1'),
        words(4100, 't1-1', 'At what'),
        [4200, { type: 'reply-broken', turnId: 't1-1', attempt: 1 }],
      ],
      next: [head(4300, 't1-2'), words(4310, 't1-2', ' time?')],
      does: ['speak  time?'],
    },
    {
      rule: 'an older attempt is dropped',
      before: [...submitted, head(4050, 't1-1', 2)],
      next: [words(4100, 't1-1', 'At what', 1)],
      does: [],
    },
    {
      rule: 'a superseded outcome says nothing',
      before: submitted,
      next: [answered(4100, 't1-1', { delivery: 'superseded' })],
      does: [],
    },
    {
      rule: 'a turn that failed is bridged, the caller may say it again',
      before: submitted,
      next: [[4100, { type: 'turn-refused', turnId: 't1-1', why: 'failed' }]],
      does: ['hold'],
    },
    {
      rule: 'two in a row go to a human',
      before: [
        ...submitted,
        [4100, { type: 'turn-refused', turnId: 't1-1', why: 'failed' }],
        drained(5000, 1),
        time(12_000),
      ],
      next: [[12_100, { type: 'turn-refused', turnId: 't1-2', why: 'failed' }], drained(13_000, 1)],
      does: ['transfer', 'transfer '],
    },
    {
      rule: 'a turn to a call that is over says goodbye and hangs up',
      before: submitted,
      next: [[4100, { type: 'turn-refused', turnId: 't1-1', why: 'ended' }], drained(5000, 1)],
      does: ['goodbye', 'hang-up'],
    },
    {
      rule: 'a turn of a lost epoch goes silently',
      before: submitted,
      next: [[4100, { type: 'turn-refused', turnId: 't1-1', why: 'stale' }]],
      does: ['abort-reply', 'close-leg', 'end null'],
    },
  ]);
});
