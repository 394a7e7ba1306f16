import { describe, expect, it } from '@jest/globals';
import { sayValue } from '../index.ts';
import { definitions } from './harness.ts';

describe('the agent says', () => {
  it.each([
    ['day', '2026-12-15', 'en', 'Tuesday the fifteenth of December'],
    ['day', '2026-11-21', 'en', 'Saturday the twenty first of November'],
    ['day', '2026-12-30', 'uk', 'середу, тридцятого грудня'],
    ['day', '2026-12-15', 'ru', 'вторник, пятнадцатого декабря'],
    ['time', '10:30', 'en', 'ten thirty in the morning'],
    ['time', '09:05', 'en', 'nine oh five in the morning'],
    ['time', '12:00', 'en', 'noon'],
    ['time', '18:00', 'en', 'six in the evening'],
    ['time', '15:30', 'uk', 'п’ятнадцятій тридцять'],
    ['time', '21:00', 'uk', 'двадцять першій'],
    ['time', '13:00', 'ru', 'тринадцать часов'],
    ['time', '21:05', 'ru', 'двадцать один ноль пять'],
    ['phone', '+380671234567', 'en', '0 6 7, 1 2 3, 4 5, 6 7'],
    ['age', 34, 'uk', '34 роки'],
    ['age', 11, 'ru', '11 лет'],
    ['age', 0.5, 'en', '6 months'],
    ['age', 1.5, 'uk', '18 місяців'],
    ['weight', 70, 'en', '70 kilos'],
    ['weight', 81, 'uk', '81 кілограм'],
    ['price', '1600 UAH', 'uk', '1600 гривень'],
    ['price', '500.50 UAH', 'en', '500.50 hryvnias'],
    ['implant', true, 'ru', 'да'],
    ['study', 'ultrasound', 'ru', 'УЗИ'],
    ['name', 'Olena Koval', 'en', 'Olena Koval'],
    ['day', 17, 'en', '17'],
  ] as const)('%s %s in %s: %s', (slot, value, language, said) => {
    expect(sayValue(definitions[slot]!, value, language)).toBe(said);
  });
});
