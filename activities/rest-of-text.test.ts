import { expect, it } from '@jest/globals';
import { restOfText } from './rest-of-text.ts';

it.each([
  { name: 'nothing was spoken: all of it', text: 'Fine. Which day?', spoken: '', rest: 'Fine. Which day?' },
  {
    name: 'its beginning was spoken: the rest',
    text: 'Fine. Which day?',
    spoken: 'Fine.',
    rest: ' Which day?',
  },
  {
    name: 'other words were spoken: the question',
    text: 'Fine. Which day?',
    spoken: 'Good',
    rest: ' Which day?',
  },
  { name: 'all of it was spoken: nothing', text: 'Which day?', spoken: 'Which day? ', rest: '' },
  { name: 'no sentence at all: the text', text: '…', spoken: 'x', rest: ' …' },
])('$name', ({ text, spoken, rest }) => expect(restOfText(text, spoken)).toBe(rest));
