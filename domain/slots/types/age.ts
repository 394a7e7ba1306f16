import { z } from 'zod';
import type { Language } from '../../language.ts';
import { findBirth } from '../birth.ts';
import { wallClock } from '../calendar.ts';
import { common } from '../common.ts';
import { findMeasure } from '../measure.ts';
import { ageHints, agePhrases } from '../phrases/age.ts';
import { counted } from '../plural.ts';
import type { SlotType } from '../slot-type.ts';

const schema = z.strictObject({
  type: z.literal('age'),
  min: z.number().min(0).default(0),
  max: z.number().positive().default(110),
  ...common,
});

type Forms = readonly [string, string, string];
const years: Readonly<Record<Language, Forms>> = {
  en: ['year', 'years', 'years'],
  uk: ['рік', 'роки', 'років'],
  ru: ['год', 'года', 'лет'],
};
const months: Readonly<Record<Language, Forms>> = {
  en: ['month', 'months', 'months'],
  uk: ['місяць', 'місяці', 'місяців'],
  ru: ['месяц', 'месяца', 'месяцев'],
};

/** Age in years, told or by the year of birth; children's may be fractions: half a year is 0.5. */
export const age: SlotType<typeof schema> = {
  schema,
  patience: 'choice',
  find: (sentence, { min, max }, { open, context }) => {
    const told = findBirth(sentence, wallClock(context.at, context.facts.timeZone).day, open);
    return findMeasure(sentence, agePhrases[sentence.language], { min, max, open, told });
  },
  hints: (_definition, language) => [...ageHints[language]],
  say: (value, language) => {
    if (typeof value !== 'number') return undefined;
    return value < 2 && !Number.isInteger(value)
      ? counted(Math.round(value * 12), language, months[language])
      : counted(value, language, years[language]);
  },
};
