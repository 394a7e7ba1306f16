import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { matches, textOf, wordPattern } from '../sentence.ts';
import { CONFIDENCE, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('secret'),
  minCount: z.int().positive(),
  maxCount: z.int().positive(),
  ...common,
});

const run = wordPattern('x+(?: x+)*');
const SAID: Readonly<Record<Language, string>> = {
  en: 'the number that you entered',
  uk: 'номер, який ви ввели',
  ru: 'номер, который вы ввели',
};

/**
 * A number that nobody may keep, such as a card's: its question is not recorded, its digits stay at the edge
 * (domain/recording/unrecorded.ts), and its value is as many x as it has digits.
 */
export const secret: SlotType<typeof schema> = {
  schema,
  patience: 'digits',
  find(sentence, { minCount, maxCount }, { open }) {
    if (!open) return [];
    return matches(sentence, run).flatMap(({ from, to }) => {
      const value = textOf(sentence, from, to).replaceAll(' ', '');
      const fits = value.length >= minCount && value.length <= maxCount;
      return fits ? [{ value, confidence: CONFIDENCE.sure, from, to }] : [];
    });
  },
  hints: () => ['$digits'],
  say: (value, language) => (typeof value === 'string' ? SAID[language] : undefined),
};
