import { describe, expect, it } from '@jest/globals';
import { askedIn, valuesIn } from './text-ear.ts';

describe('what was asked', () => {
  it.each([
    ['is the phrase in the text', 'Good. How old are you?', ['how old are you'], 'how old are you'],
    ['is the last of several', 'Sorry. How old are you?', ['sorry', 'how old are you'], 'how old are you'],
    ['is the longer of two that end together', 'Is that right?', ['right', 'is that right'], 'is that right'],
    ['is nothing where no phrase fits', 'One moment.', ['how old are you'], null],
    ['needs whole words', 'Brighten up.', ['right'], null],
  ])('%s', (_, text, phrases, asked) => {
    expect(askedIn(text, phrases)).toBe(asked);
  });
});

it('finds the values that stand in the text, whatever their case', () => {
  const checks = { name: { value: 'anna bondar' }, day: { value: 'friday' } };
  expect(valuesIn('On Friday, for Anna Bondarenko.', checks)).toEqual(['day']);
});
