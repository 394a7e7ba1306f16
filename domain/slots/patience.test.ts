import { describe, expect, it } from '@jest/globals';
import { patienceOf, slotTypes } from './registry.ts';

describe('how people pause inside an answer', () => {
  it.each([
    ['yes-no', 'command'],
    ['choice', 'choice'],
    ['date', 'choice'],
    ['name', 'free'],
    ['text', 'free'],
    ['phone', 'digits'],
    ['digits', 'digits'],
    ['secret', 'digits'],
  ] as const)('%s as in %s', (type, patience) => expect(patienceOf(type)).toBe(patience));

  it('every registered type says it in its own file', () => {
    const silent = Object.entries(slotTypes).filter(([, type]) => !type.patience);
    expect(silent).toEqual([]);
  });
});
