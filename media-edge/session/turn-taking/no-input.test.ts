import { describe } from '@jest/globals';
import {
  drained,
  ended,
  final,
  heard,
  itHolds,
  key,
  listening,
  speaking,
  started,
  time,
} from './race-lab.ts';

describe('no-input', () => {
  itHolds([
    {
      rule: 'silence of both is a turn',
      before: listening,
      next: [time(8999), time(9000)],
      does: ['submit silence'],
    },
    {
      rule: 'a caller who speaks is not silent',
      before: [...listening, started(8000)],
      next: [time(9500)],
      does: [],
    },
    {
      rule: 'nor is one who presses keys',
      before: [...listening, key(8000, '1')],
      next: [time(9000)],
      does: [],
    },
    { rule: 'time runs only when the agent has finished', before: speaking, next: [time(30_000)], does: [] },
    {
      rule: 'and then from its end',
      before: [...speaking, drained(6000, 1)],
      next: [time(12_999), time(13_000)],
      does: ['submit silence'],
    },
    {
      rule: 'noise starts it anew',
      before: [...listening, started(8000), ended(8400, { speechMs: 100 }), time(8700), final(8710, 1, '')],
      next: [time(9100), time(15_710)],
      does: ['submit silence'],
    },
    {
      rule: 'words replace a silence that was not answered yet',
      before: [...listening, time(9000)],
      next: [started(9100), heard(9300, 'monday'), ended(9600), time(9900), final(9910, 1, 'monday')],
      does: ['finalize', 'submit speech "monday" for t1-1'],
    },
  ]);
});
