import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../sim/random.ts';
import { dayNamed } from '../calendar.ts';
import { dayWords } from './day.ts';
import { digitWords, groupWords, numberWords } from './number-words.ts';
import { dictatedGroups, phoneWords } from './phone.ts';
import { timeWords } from './time.ts';

const everyWay = (say: (random: () => number) => string): Set<string> =>
  new Set(Array.from({ length: 60 }, (_, seed) => say(seededRandom(seed * 7919))));

describe('numbers', () => {
  it.each([
    [0, 'uk', 'нуль'],
    [41, 'uk', 'сорок один'],
    [165, 'ru', 'сто шестьдесят пять'],
    [90, 'en', 'ninety'],
    [307, 'en', 'three hundred seven'],
  ] as const)('%i in %s', (value, language, words) => {
    expect(numberWords(value, language)).toBe(words);
  });
  it('groups keep their zeros', () => {
    expect(groupWords('067', 'uk')).toBe('нуль шістдесят сім');
    expect(groupWords('00', 'ru')).toBe('ноль ноль');
    expect(digitWords('067', 'en', 'oh')).toBe('oh six seven');
  });
});

describe('phone numbers', () => {
  it('are said in several ways, each with all digits where it has figures', () => {
    const ways = everyWay((random) => phoneWords('0671234567', 'ru', random).join(' '));
    expect(ways.size).toBeGreaterThan(4);
    for (const way of ways) if (/\d/.test(way)) expect(way.replace(/\D/g, '')).toMatch(/0671234567$/);
  });
  it('are dictated in three groups', () => {
    expect(dictatedGroups('0671234567', 'uk')).toEqual([
      'нуль шістдесят сім',
      'сто двадцять три',
      "сорок п'ять шістдесят сім",
    ]);
  });
});

describe('times', () => {
  it.each([
    ['10:30', 'uk', 'о пів на одинадцяту'],
    ['10:30', 'ru', 'в половине одиннадцатого'],
    ['10:30', 'en', 'half past ten'],
    ['14:00', 'uk', 'о другій дня'],
    ['19:00', 'ru', 'в семь часов вечера'],
    ['12:00', 'en', 'at noon'],
  ] as const)('%s in %s can be "%s"', (time, language, words) => {
    expect(everyWay((random) => timeWords(time, language, random))).toContain(words);
  });
});

describe('days', () => {
  it.each([
    ['2026-11-24', 'uk', 'завтра'],
    ['2026-11-24', 'ru', 'во вторник'],
    ['2026-11-25', 'en', 'the day after tomorrow'],
    ['2026-12-02', 'en', 'on the second of December'],
    ['2026-11-30', 'uk', 'на тридцяте листопада'],
    ['2026-12-03', 'uk', 'на третє грудня'],
    ['2026-12-25', 'ru', 'на двадцать пятое декабря'],
  ] as const)('%s in %s can be "%s"', (day, language, words) => {
    expect(everyWay((random) => dayWords(day, '2026-11-23', language, random))).toContain(words);
  });
  it.each([
    ['tue', '2026-11-24'],
    ['mon', '2026-11-30'],
    ['tomorrow', '2026-11-24'],
    ['+3', '2026-11-26'],
    ['2026-12-08', '2026-12-08'],
  ])('"%s" is %s on a Monday', (name, day) => {
    expect(dayNamed(name, '2026-11-23')).toBe(day);
  });
});
