import { describe, expect, it } from '@jest/globals';
import { heardText } from './heard.ts';

const piece = (text: string, share: number) => ({ text, played: share * 1000, whole: 1000 });

describe('what the caller heard', () => {
  it.each([
    { rule: 'all of it', pieces: [piece('Which day?', 1)], text: 'Which day?', complete: true },
    { rule: 'nothing of it', pieces: [piece('Which day?', 0)], text: '', complete: false },
    {
      rule: 'a piece that was never made',
      pieces: [{ text: 'Which day?', played: 0, whole: 0 }],
      text: '',
      complete: false,
    },
    {
      rule: 'whole words only',
      pieces: [piece('Which day would you like?', 0.5)],
      text: 'Which day',
      complete: false,
    },
    { rule: 'no half first word', pieces: [piece('Wonderful news', 0.3)], text: '', complete: false },
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
    { rule: 'no pieces at all', pieces: [], text: '', complete: false },
  ])('$rule', ({ pieces, text, complete }) => {
    expect(heardText(pieces)).toEqual({ text, complete });
  });
});
