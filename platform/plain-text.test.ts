import { expect, it } from '@jest/globals';
import { plainText } from './plain-text.ts';

it.each([
  ['words stay', 'Ім’я: Олена, 067 😀', 'Ім’я: Олена, 067 😀'],
  ['a null character is a space', 'a\u0000b', 'a b'],
  ['so are other control characters', '\u0007a\u009b\u007f', ' a  '],
  ['lines and tabs stay', 'a\n\tb', 'a\n\tb'],
  ['half a surrogate pair is replaced', 'a\ud800b', 'a\ufffdb'],
])('%s', (_rule, text, plain) => {
  expect(plainText(text)).toBe(plain);
});
