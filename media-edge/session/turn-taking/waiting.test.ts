import { describe } from '@jest/globals';
import { answered, drained, itHolds, listening, submitted, time } from './race-lab.ts';

describe('waiting', () => {
  itHolds([
    {
      rule: 'a slow reply is bridged once',
      before: submitted,
      next: [time(4700), drained(5200, 1), time(8000)],
      does: ['filler'],
    },
    {
      rule: 'a quick one is not',
      before: [...submitted, answered(4600, 't1-1')],
      next: [time(4800)],
      does: ['finish-speaking'].slice(1),
    },
    {
      rule: 'a reply comes behind the filler',
      before: [...submitted, time(4700)],
      next: [answered(4900, 't1-1')],
      does: ['speak At what time?'],
    },
    {
      rule: 'the caller who waits long is told so',
      before: submitted,
      next: [time(4700), drained(5200, 1), time(9000)],
      does: ['filler', 'hold'],
    },
    {
      rule: 'and after a minute gets a human',
      before: submitted,
      next: [
        time(4700),
        drained(5200, 1),
        time(9000),
        drained(10_000, 1),
        time(24_000),
        drained(25_000, 1),
        time(64_000),
        drained(66_000, 1),
      ],
      does: ['filler', 'hold', 'hold', 'hold', 'transfer', 'transfer '],
    },
    {
      rule: 'a deaf agent gives the caller to a human',
      before: [...listening, [3000, { type: 'ears-lost' }]],
      next: [time(9000), time(11_000), drained(12_000, 1)],
      does: ['submit silence', 'transfer', 'transfer '],
    },
    {
      rule: 'ears that come back in time do not',
      before: [...listening, [3000, { type: 'ears-lost' }], [4000, { type: 'ears-back' }]],
      next: [time(8900)],
      does: [],
    },
  ]);
});
