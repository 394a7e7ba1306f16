import { expect, it } from '@jest/globals';
import { createDepartures } from './departures.ts';

it.each([
  { rule: 'an extension is kept', target: '1000', next: 'transfer:1000' },
  { rule: 'so is a number', target: '+380441234567', next: 'transfer:+380441234567' },
  { rule: 'so is a name', target: 'front-desk_2.a', next: 'transfer:front-desk_2.a' },
  { rule: 'a call that is over is', target: null, next: 'hang-up' },
  { rule: 'a target that a dialplan would read as more is not', target: '1,2)exten', next: 'unknown' },
  { rule: 'nor is a variable', target: '$\u007bSHELL(id)}', next: 'unknown' },
  { rule: 'nor is nothing', target: '', next: 'unknown' },
])('$rule', ({ target, next }) => {
  const departures = createDepartures(() => 0);
  expect(departures.note('c1', target)).toBe(next !== 'unknown');
  expect(departures.ask('c1')).toBe(next);
});

it('is kept for a minute, and for so many calls', () => {
  let at = 0;
  const departures = createDepartures(() => at);
  departures.note('c1', '1');
  at = 59_000;
  expect(departures.ask('c1')).toBe('transfer:1');
  at = 61_000;
  expect(departures.ask('c1')).toBe('unknown');
  for (let i = 0; i < 3000; i++) departures.note(`d${i}`, '2');
  expect([departures.ask('d0'), departures.ask('d2999')]).toEqual(['unknown', 'transfer:2']);
});
