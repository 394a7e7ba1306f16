import { z } from 'zod';
import { textsSchema, wordingsSchema } from '../language.ts';

/** What every slot has, whatever its type. */
const common = {
  /** how the dialog makes sure: not at all, by repeating the value in its next sentence, or by asking */
  confirm: z.enum(['none', 'implicit', 'explicit']).default('none'),
};

const choiceSchema = z.strictObject({
  id: z.string().min(1),
  /** how the agent says it */
  say: textsSchema,
  /** how callers say it; hint syntax `(a|b)` and `[x]` is allowed (domain/dialog/types.ts, Expects) */
  phrases: wordingsSchema.default({}),
});

/**
 * A slot of a scenario. Normal forms of the values: name "Given Family", phone E.164, date YYYY-MM-DD, time HH:MM,
 * age in years (0.5 = half a year), weight in kilograms, yes-no true or false, choice the choice's id,
 * text the utterance, digits a string of digits.
 */
export const slotDefinitionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('name'), ...common }),
  z.strictObject({
    type: z.literal('phone'),
    /** country of numbers said without a country code, ISO 3166-1 alpha-2 */
    country: z.string().length(2).default('UA'),
    ...common,
  }),
  z.strictObject({
    type: z.literal('date'),
    /** the furthest day that makes sense, counted from today */
    withinDays: z.int().positive().default(365),
    ...common,
  }),
  z.strictObject({ type: z.literal('time'), ...common }),
  z.strictObject({
    type: z.literal('age'),
    min: z.number().min(0).default(0),
    max: z.number().positive().default(110),
    ...common,
  }),
  z.strictObject({
    type: z.literal('weight'),
    /** kilograms */
    min: z.number().min(0).default(1),
    max: z.number().positive().default(300),
    ...common,
  }),
  z.strictObject({
    type: z.literal('yes-no'),
    /** wordings beside the usual ones that mean yes, e.g. "I have a pacemaker"; hint syntax is allowed */
    yes: wordingsSchema.default({}),
    no: wordingsSchema.default({}),
    ...common,
  }),
  z.strictObject({ type: z.literal('choice'), choices: z.array(choiceSchema).min(1), ...common }),
  z.strictObject({
    type: z.literal('text'),
    /** what callers are likely to say, for the recogniser; hint syntax is allowed */
    phrases: wordingsSchema.default({}),
    ...common,
  }),
  z.strictObject({
    type: z.literal('digits'),
    minCount: z.int().positive().default(1),
    maxCount: z.int().positive().default(20),
    ...common,
  }),
]);

export type SlotDefinition = z.infer<typeof slotDefinitionSchema>;
export type SlotType = SlotDefinition['type'];
