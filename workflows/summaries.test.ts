import { expect, it } from '@jest/globals';
import type { DialogEvent, Intent } from '../domain/dialog/types.ts';
import { summaryOf } from './summaries.ts';

const understood = (intents: readonly Intent[], ...slots: string[]): DialogEvent => ({
  type: 'understood',
  understanding: {
    text: 'no on tuesday i am olena kovalenko',
    confidence: null,
    intents,
    slots: slots.map((slot) => ({ slot, value: 'secret', say: 'secret', confidence: 1, span: [0, 1] })),
  },
});

it.each<[string, DialogEvent, string]>([
  ['slots by their names, without what is in them', understood([], 'age', 'weight'), 'age, weight'],
  ['a correction before what it corrects', understood(['no'], 'date'), 'no, date'],
  ['a wish of its own', understood(['repeat']), 'repeat'],
  ['a slot that was named twice, once', understood([], 'study', 'study'), 'study'],
  ['words that say nothing to us', understood([]), 'nothing understood'],
  ['keys', { type: 'keys', digits: '12' }, 'keys 12'],
])('a step of the dialog tells in the history: %s', (_, event, told) => {
  expect(summaryOf(event)).toBe(told);
});
