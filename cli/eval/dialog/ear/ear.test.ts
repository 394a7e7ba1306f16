import { describe, expect, it } from '@jest/globals';
import { askedIn } from './asked.ts';
import { daysIn, timesIn } from './values.ts';

describe('times in the agent’s words', () => {
  it.each([
    ['en', 'On Tuesday I have eight, eight thirty or nine in the morning.', ['08:00', '08:30', '09:00']],
    ['en', 'It is five minutes on foot. On Tuesday at noon, for Ann.', ['12:00']],
    ['en', 'at one thirty in the afternoon. Is that right?', ['13:30']],
    ['en', 'I have only noon. It takes about 30 minutes.', ['12:00']],
    ['uk', "вільно о восьмій, восьмій п'ятнадцять або дев'ятій", ['08:00', '08:15', '09:00']],
    ['uk', 'вільно о восьмій, восьмій п’ятнадцять', ['08:00', '08:15']],
    ['ru', 'свободно в восемь часов, восемь тридцать или девять часов', ['08:00', '08:30', '09:00']],
    ['ru', 'Вам восемь лет?', []],
  ] as const)('%s: %s', (language, text, times) => {
    expect(timesIn(text, language)).toEqual(times);
  });
});

it('days are heard with weekday and date', () => {
  expect(daysIn('На середу, двадцять п’ятого листопада.', '2026-11-23', 'uk')).toEqual(['2026-11-25']);
  expect(daysIn('On Wednesday we are closed.', '2026-11-23', 'en')).toEqual([]);
});

describe('what was asked', () => {
  const asked = {
    age: [/how old/giu],
    name: [/your name/giu],
    right: [/right\?/giu],
    time: [/at \w+, right\?/giu],
  };
  it.each([
    ['is the last question', 'What is your name? How old are you?', 'age'],
    ['is the longer of two that end together', 'On Monday at ten, right?', 'time'],
    ['is nothing where no pattern fits', 'One moment.', null],
  ])('%s', (_, text, question) => {
    expect(askedIn(text, asked)).toBe(question);
  });
});
