import type { z } from 'zod';
import type { Patience } from '../dialog/types.ts';
import type { SlotType } from './slot-type.ts';
import { age } from './types/age.ts';
import { choice } from './types/choice.ts';
import { date } from './types/date.ts';
import { digits } from './types/digits.ts';
import { money } from './types/money.ts';
import { name } from './types/name.ts';
import { pattern } from './types/pattern.ts';
import { phone } from './types/phone.ts';
import { secret } from './types/secret.ts';
import { text } from './types/text.ts';
import { time } from './types/time.ts';
import { weight } from './types/weight.ts';
import { yesNo } from './types/yes-no.ts';

/** Every type of slot that a scenario can use. A new type is one file under types/ and one line here. */
export const slotTypes = {
  name,
  phone,
  date,
  time,
  age,
  weight,
  money,
  'yes-no': yesNo,
  choice,
  text,
  digits,
  pattern,
  secret,
} as const;

type Schema = (typeof slotTypes)[keyof typeof slotTypes]['schema'];

/** The type of a definition. Rules only ever meet definitions of their own type, which the compiler cannot follow. */
export const typeOf = (definition: z.infer<Schema>): SlotType<Schema> =>
  slotTypes[definition.type] as unknown as SlotType<Schema>;

/** How people pause inside an answer of this type. */
export const patienceOf = (type: keyof typeof slotTypes): Patience => slotTypes[type].patience;
