import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { matches, textOf, wordPattern } from '../sentence.ts';
import { CONFIDENCE, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('digits'),
  minCount: z.int().positive().default(1),
  maxCount: z.int().positive().default(20),
  ...common,
});

const run = wordPattern('\\d+(?: \\d+)*');
const hints: Readonly<Record<Language, string[]>> = {
  en: [
    '$digits',
    '[the] (number|code) is $digits',
    'it is $digits',
    'no $digits',
    'my (number|code) is $digits',
  ],
  uk: ['$digits', '(номер|код) $digits', 'це $digits', 'ні $digits', 'мій (номер|код) $digits'],
  ru: ['$digits', '(номер|код) $digits', 'это $digits', 'нет $digits', 'мой (номер|код) $digits'],
};

/** A dictated string of digits, as an order number. */
export const digits: SlotType<typeof schema> = {
  schema,
  patience: 'digits',
  find(sentence, { minCount, maxCount }, { open }) {
    if (!open) return [];
    return matches(sentence, run).flatMap(({ from, to }) => {
      const value = textOf(sentence, from, to).replace(/\D/g, '');
      const fits = value.length >= minCount && value.length <= maxCount;
      return fits ? [{ value, confidence: CONFIDENCE.likely, from, to }] : [];
    });
  },
  hints: (_definition, language) => hints[language],
  say: (value) => (typeof value === 'string' ? [...value].join(' ') : undefined),
};
