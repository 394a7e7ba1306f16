import { z } from 'zod';
import type { Language } from '../../language.ts';
import { common } from '../common.ts';
import { findMeasure } from '../measure.ts';
import { weightHints, weightPhrases } from '../phrases/weight.ts';
import { counted } from '../plural.ts';
import type { SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('weight'),
  /** kilograms */
  min: z.number().min(0).default(1),
  max: z.number().positive().default(300),
  ...common,
});

const kilos: Readonly<Record<Language, readonly [string, string, string]>> = {
  en: ['kilo', 'kilos', 'kilos'],
  uk: ['кілограм', 'кілограми', 'кілограмів'],
  ru: ['килограмм', 'килограмма', 'килограммов'],
};

/** Weight in kilograms. */
export const weight: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find: (sentence, { min, max }, { open }) =>
    findMeasure(sentence, weightPhrases[sentence.language], { min, max, open }),
  hints: (_definition, language) => [...weightHints[language]],
  say: (value, language) =>
    typeof value === 'number' ? counted(value, language, kilos[language]) : undefined,
};
