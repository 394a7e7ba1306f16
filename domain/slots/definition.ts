import { z } from 'zod';
import { slotTypes } from './registry.ts';

type SlotSchema = (typeof slotTypes)[keyof typeof slotTypes]['schema'];
const schemas = Object.values(slotTypes).map(({ schema }) => schema) as unknown as readonly [
  SlotSchema,
  ...SlotSchema[],
];

/**
 * A slot of a scenario, strict; the fields of each type stand with its rules under types/. Normal forms of the values:
 * name "Given Family", phone E.164, date YYYY-MM-DD, time HH:MM or a span of the day (time-range.ts), age in years
 * (0.5 = half a year), weight in kilograms, money "1600 UAH", yes-no true or false, choice the choice's id, text the
 * utterance, digits a string of digits, secret as many x.
 */
export const slotDefinitionSchema = z.discriminatedUnion('type', schemas);

export type SlotDefinition = z.infer<SlotSchema>;
export type SlotType = SlotDefinition['type'];
