import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../domain/language.ts';
import { heardText } from './heard.ts';

const piece = (text: string, share: number, language: Language = 'en') => ({
  ...{ text, language, played: share * 1000, whole: 1000 },
});

describe('what the caller heard', () => {
  it.each([
    { rule: 'all of it', pieces: [piece('Which day?', 1)], text: 'Which day?', complete: true },
    { rule: 'nothing of it', pieces: [piece('Which day?', 0)], text: '', complete: false },
    {
      rule: 'a piece that was never made',
      pieces: [{ ...piece('Which day?', 0), whole: 0 }],
      text: '',
      complete: false,
    },
    {
      rule: 'a word of one syllable to its end or not at all',
      pieces: [piece('Which day would you like?', 0.5)],
      text: 'Which day',
      complete: false,
    },
    {
      rule: 'the syllables of a first word',
      pieces: [piece('Wonderful news', 0.3)],
      text: 'Won-',
      complete: false,
    },
    { rule: 'no half first syllable', pieces: [piece('Wonderful news', 0.1)], text: '', complete: false },
    {
      rule: 'a word that was played to its end',
      pieces: [piece('one two', 3 / 7)],
      text: 'one',
      complete: false,
    },
    {
      rule: 'whole pieces and the part of the next',
      pieces: [piece('Fine.', 1), piece('At what time?', 0.6), piece('Or?', 0)],
      text: 'Fine. At what',
      complete: false,
    },
    {
      rule: 'a number that took longer than its digits look',
      pieces: [piece('Room 217 is upstairs', 0.5)],
      text: 'Room',
      complete: false,
    },
    {
      rule: 'of a piece that is still being made what its pace allows',
      pieces: [{ ...piece('Which day would you like?', 1), whole: 1000, growing: true }],
      text: 'Which day',
      complete: false,
    },
    { rule: 'no pieces at all', pieces: [], text: '', complete: false },
  ])('$rule', ({ pieces, text, complete }) => {
    expect(heardText(pieces, 80)).toEqual({ text, complete });
  });

  it.each<{ language: Language; said: string; heard: string[] }>([
    {
      language: 'en',
      said: 'Saturday at eleven',
      heard: [
        '',
        'Sa-',
        'Satur-',
        'Saturday',
        'Saturday at',
        'Saturday at e-',
        'Saturday at ele-',
        'Saturday at eleven',
      ],
    },
    {
      language: 'uk',
      said: 'Обстеження в п’ятницю',
      heard: [
        ...['', 'Обс-', 'Обсте-', 'Обстежен-', 'Обстеження', 'Обстеження в'],
        ...['Обстеження в п’ят-', 'Обстеження в п’ятни-', 'Обстеження в п’ятницю'],
      ],
    },
    {
      language: 'ru',
      said: 'Пятница, подъезд',
      heard: ['', 'Пят-', 'Пятни-', 'Пятница,', 'Пятница, подъ-', 'Пятница, подъезд'],
    },
  ])('in $language grows by syllables: $said', ({ language, said, heard }) => {
    const grows = Array.from({ length: 101 }, (_, n) => heardText([piece(said, n / 100, language)]).text);
    expect([...new Set(grows)]).toEqual(heard);
  });
});
