import { describe, expect, it } from '@jest/globals';
import type { Language } from '../language.ts';
import { createSpeechSplitter, FIRST_PIECE_CHARS, LONGEST_PIECE_CHARS, splitSpeech } from './sentences.ts';

const rules: { rule: string; language: Language; text: string; pieces: string[] }[] = [
  { rule: 'nothing to say is no piece', language: 'en', text: '  ', pieces: [] },
  { rule: 'one short sentence is one piece', language: 'en', text: 'Which day?', pieces: ['Which day?'] },
  {
    rule: 'sentences are pieces',
    language: 'en',
    text: 'Good morning! This is the clinic. How can I help?',
    pieces: ['Good morning!', 'This is the clinic.', 'How can I help?'],
  },
  {
    rule: 'a long first sentence is cut at its last clause within the limit',
    language: 'en',
    text: 'For this study you must not eat for six hours, and please bring your documents with you.',
    pieces: ['For this study you must not eat for six hours,', 'and please bring your documents with you.'],
  },
  {
    rule: 'a later sentence is not cut at clauses',
    language: 'en',
    text: 'Fine. For this study you must not eat for six hours, and please bring your documents with you.',
    pieces: [
      'Fine.',
      'For this study you must not eat for six hours, and please bring your documents with you.',
    ],
  },
  {
    rule: 'a clause of a word or two is no piece',
    language: 'en',
    text: 'Well, the magnetic resonance study of the knee joint with contrast takes forty minutes.',
    pieces: ['Well, the magnetic resonance study of the knee joint with contrast takes forty minutes.'],
  },
  {
    rule: 'never inside a time or a price',
    language: 'en',
    text: 'At 10.30 it costs 2,500.50 in all. Is that fine?',
    pieces: ['At 10.30 it costs 2,500.50 in all.', 'Is that fine?'],
  },
  {
    rule: 'never between digit groups that are read back',
    language: 'en',
    text: 'I have noted your telephone number as 067, 123, 45, 67, 89, 12 and 13, is that right?',
    pieces: ['I have noted your telephone number as 067, 123, 45, 67, 89, 12 and 13,', 'is that right?'],
  },
  {
    rule: 'not after a title',
    language: 'en',
    text: 'Dr. Smith is in. Please wait.',
    pieces: ['Dr. Smith is in.', 'Please wait.'],
  },
  {
    rule: 'not after an initial',
    language: 'en',
    text: 'Ask for J. Smith. Thank you.',
    pieces: ['Ask for J. Smith.', 'Thank you.'],
  },
  {
    rule: 'not before a small letter',
    language: 'en',
    text: 'At 5 p.m. on Monday. Good?',
    pieces: ['At 5 p.m. on Monday.', 'Good?'],
  },
  {
    rule: 'an ellipsis ends a piece',
    language: 'en',
    text: 'One moment… Here it is.',
    pieces: ['One moment…', 'Here it is.'],
  },
  {
    rule: 'a line break ends a piece',
    language: 'en',
    text: 'First line\nSecond line',
    pieces: ['First line', 'Second line'],
  },
  {
    rule: 'closing quotes stay with their sentence',
    language: 'uk',
    text: 'Це «Клініка». Чим допомогти?',
    pieces: ['Це «Клініка».', 'Чим допомогти?'],
  },
  {
    rule: 'Ukrainian street and house are no ends',
    language: 'uk',
    text: 'Ми на вул. Шевченка, буд. 5. Чекаємо на вас!',
    pieces: ['Ми на вул. Шевченка, буд. 5.', 'Чекаємо на вас!'],
  },
  {
    rule: 'Ukrainian money is no end',
    language: 'uk',
    text: 'Ціна 1500 грн. за прийом. Записати вас?',
    pieces: ['Ціна 1500 грн. за прийом.', 'Записати вас?'],
  },
  {
    rule: 'a dash is a clause',
    language: 'uk',
    text: 'Магнітно-резонансна томографія колінного суглоба — це безболісно і триває сорок хвилин.',
    pieces: ['Магнітно-резонансна томографія колінного суглоба —', 'це безболісно і триває сорок хвилин.'],
  },
  {
    rule: 'Russian abbreviations',
    language: 'ru',
    text: 'Стоимость 900 руб. Это ул. Ленина, д. 7. Записать вас?',
    pieces: ['Стоимость 900 руб. Это ул. Ленина, д. 7.', 'Записать вас?'],
  },
  {
    rule: 'a day with a point goes on',
    language: 'ru',
    text: 'Приём 21. ноября в десять. Подходит?',
    pieces: ['Приём 21. ноября в десять.', 'Подходит?'],
  },
];

describe('splitting speech', () => {
  it.each(rules)('$rule ($language)', ({ text, language, pieces }) => {
    expect(splitSpeech(text, language)).toEqual(pieces);
  });

  it.each(rules)(
    'text that comes letter by letter gives the same pieces: $rule',
    ({ text, language, pieces }) => {
      const splitter = createSpeechSplitter(language);
      const live = [...text].flatMap((letter) => splitter.push(letter));
      expect([...live, ...splitter.end()]).toEqual(pieces);
    },
  );

  it('hands out the first sentence as soon as the next one begins', () => {
    const splitter = createSpeechSplitter('en');
    expect(splitter.push('Good morning. ')).toEqual([]);
    expect(splitter.push('W')).toEqual(['Good morning.']);
  });

  it('no piece is longer than the limit, and no word is lost, without any punctuation', () => {
    const text = Array.from({ length: 120 }, (_, i) => `word${i}`).join(' ');
    const pieces = splitSpeech(text, 'en');
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(LONGEST_PIECE_CHARS);
    expect(pieces.join(' ')).toBe(text);
  });

  it('the first piece is short where a clause allows it', () => {
    const [first = ''] = splitSpeech(
      'Yes, of course we can do that for you, sir, next week, if you like that, on Monday.',
      'en',
    );
    expect(first.length).toBeLessThanOrEqual(FIRST_PIECE_CHARS);
  });
});
