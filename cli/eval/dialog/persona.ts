import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { languageSchema } from '../../../domain/language.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM');
/** `tomorrow`, `+3`, a weekday (the next one after today) or a date. */
const daySchema = z
  .string()
  .regex(
    /^(tomorrow|\+\d{1,2}|mon|tue|wed|thu|fri|sat|sun|\d{4}-\d{2}-\d{2})$/,
    'expected tomorrow, +3, tue or 2026-12-01',
  );
const choice = z.string().regex(/^[a-z_]+$/);

/** When an appointment suits: at this time, or within these bounds (both included); neither: any time. */
const timeSchema = z.union([
  z.literal('any'),
  clock,
  z.strictObject({ after: clock.optional(), before: clock.optional() }),
]);

/** An appointment that an earlier call made, of the persona's own unless a name says whose. */
const earlierSchema = z.strictObject({
  study: choice,
  day: z
    .string()
    .regex(
      /^(-\d{1,3}|tomorrow|\+\d{1,2}|mon|tue|wed|thu|fri|sat)$/,
      'expected tue, +3, or -30 for the past',
    ),
  time: clock,
  /** whose it is, when it is somebody else's */
  name: z.string().optional(),
});
export type EarlierBooking = z.infer<typeof earlierSchema>;

/** The second person of a call; what is not said is the first one's. */
const secondSchema = z.strictObject({
  name: z.string(),
  gender: z.enum(['m', 'f']).default('m'),
  age: z.int().min(0).max(120),
  weight: z.int().min(2).max(300),
  study: choice,
  days: z.array(daySchema).min(1),
  time: timeSchema.default('any'),
});

const personaSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  language: languageSchema,
  /** who this is and what is hard about the call, for people */
  about: z.string(),
  mood: z.enum(['plain', 'brief', 'talkative', 'rude', 'confused', 'hurried']).default('plain'),
  gender: z.enum(['m', 'f']).default('f'),
  /** as it must stand in the records: given name, then family name */
  name: z.string().default(''),
  /** ten digits from zero, as people say it */
  phone: z.string().regex(/^0\d{9}$/),
  /** the number that calls: the phone, another one, or hidden */
  from: z.enum(['same', 'other', 'hidden']).default('same'),
  age: z.int().min(0).max(120).default(40),
  weight: z.int().min(2).max(300).default(70),
  /** what the call is for */
  does: z
    .enum([
      'book',
      'move',
      'cancel-earlier',
      'decline',
      'ask',
      'human',
      'emergency',
      'wrong-number',
      'hang-up',
    ])
    .default('book'),
  /** booked by earlier calls under the persona's phone; the first one is what `move` and `cancel-earlier` mean */
  earlier: z.array(earlierSchema).default([]),
  /** somebody else for whom the same call books */
  second: secondSchema.optional(),
  /** how the caller speaks of it first: by the study's name, or by what hurts */
  opens: z.enum(['study', 'complaint']).default('study'),
  /** the study that must be booked in the end */
  study: choice.optional(),
  /** the study asked for first, where another one must be booked */
  asksFor: choice.optional(),
  complaint: choice.optional(),
  /** the first is asked for, any of them will do */
  days: z.array(daySchema).min(1).default(['tue']),
  time: timeSchema.default('any'),
  doctor: z.boolean().default(true),
  patient: z.boolean().default(false),
  images: z.enum(['none', 'disc', 'film']).default('none'),
  directions: z.boolean().default(false),
  pacemaker: z.boolean().default(false),
  pregnant: z.boolean().default(false),
  alternative: z.enum(['other', 'doctor']).default('other'),
  /** questions of the phrase book, each asked once; and what must be heard in answer, see the book */
  questions: z.array(choice).default([]),
  /** another mind: at the last read-back or after the booking */
  changes: z
    .strictObject({
      when: z.enum(['before', 'after']),
      days: z.array(daySchema).optional(),
      cancels: z.boolean().default(false),
    })
    .optional(),
  /** days or times (`tue`, `tue 10:30`) that others hold when the call begins */
  taken: z.array(z.string()).default([]),
  /** when the call comes in, local; default Monday morning */
  calledAt: z.iso.datetime({ local: true }).default('2026-11-23T10:00:00'),
  /** what must stand in the end */
  ends: z.enum(['booked', 'moved', 'cancelled', 'callback', 'transferred', 'nothing']).default('booked'),
  /** what the booking must say that it costs */
  price: z.string().optional(),
});

/** One simulated person: who they are, what they want, what is true of them, how they talk. Data, see evals/. */
export type Persona = z.infer<typeof personaSchema>;

/** Every persona below a folder of YAML lists, by file and place. Throws naming file and fault, and on a repeated id. */
export async function readPersonas(folder: string): Promise<Persona[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const lists = await Promise.all(
    names.map(async (name) => {
      const parsed = z.array(personaSchema).safeParse(parse(await readFile(join(folder, name), 'utf8')));
      if (!parsed.success) throw new Error(`${join(folder, name)}\n${z.prettifyError(parsed.error)}`);
      return parsed.data;
    }),
  );
  const personas = lists.flat();
  const ids = personas.map(({ id }) => id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined)
    throw new Error(`${folder}: persona "${repeated}" stands there twice, rename one`);
  return personas;
}
