import { z } from 'zod';
import { wordingsSchema } from '../../language.ts';
import { common } from '../common.ts';
import { CONFIDENCE, type SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('text'),
  /** what callers are likely to say, for the recogniser; hint syntax is allowed */
  phrases: wordingsSchema.default({}),
  ...common,
});

/**
 * Free text: the utterance as it was heard, only under its own question. What is left of it once commands and other
 * slots have been understood decides whether there is any (understand.ts).
 */
export const text: SlotType<typeof schema> = {
  schema,
  patience: 'free',
  find(sentence, _definition, { open, spelling }) {
    if (!open || spelling || sentence.tokens.length === 0) return [];
    const value = sentence.original
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/[.,;]+$/, '');
    return [{ value, confidence: CONFIDENCE.likely, from: 0, to: sentence.tokens.length }];
  },
  hints: ({ phrases }, language) => phrases[language] ?? [],
  say: (value) => (typeof value === 'string' ? value : undefined),
};
