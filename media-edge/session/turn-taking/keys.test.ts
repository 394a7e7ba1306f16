import { describe } from '@jest/globals';
import { asks, drained, final, itHolds, key, listening, speaking, started, time } from './race-lab.ts';

describe('keys', () => {
  itHolds([
    { rule: 'a key stops the agent', before: speaking, next: [key(5000, '5')], does: ['stop-speaking'] },
    {
      rule: 'keys end with #',
      before: listening,
      next: [key(3000, '1'), key(3200, '2'), key(3400, '#')],
      does: ['submit dtmf "12"'],
    },
    {
      rule: 'keys end with a pause',
      before: listening,
      next: [key(3000, '1'), key(3200, '2'), time(5200)],
      does: ['submit dtmf "12"'],
    },
    {
      rule: 'keys end with the count',
      before: [
        ...listening.slice(0, 1),
        [
          20,
          {
            type: 'call-opened',
            opening: {
              language: 'en',
              expects: asks({ keys: { count: 2 } }),
              greeting: '',
              state: 'X',
              noInputMs: 7000,
              maxCallMs: 9e5,
            },
          },
        ],
        drained(2000, 1),
      ],
      next: [key(3000, '1'), key(3200, '2')],
      does: ['submit dtmf "12"'],
    },
    { rule: '# alone is nothing', before: listening, next: [key(3000, '#'), time(5100)], does: [] },
    {
      rule: 'keys win over speech',
      before: [...listening, started(3000)],
      next: [key(3100, '1'), final(3200, 1, 'one'), key(3300, '#')],
      does: ['finalize', 'finalize', 'submit dtmf "1"'],
    },
  ]);
});
