import { z } from 'zod';
import { OUTCOMES } from '../dialog/types.ts';
import { jsonSchema } from '../json-schema.ts';
import { languageSchema, perLanguage, textsSchema, wordingsSchema } from '../language.ts';
import { slotDefinitionSchema } from '../slots/definition.ts';

/** The 31st of April is a mistake of somebody's. */
function isOnCalendar(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && date >= 1 && date <= last;
}

const closesEarly = (hours: unknown): string => (Array.isArray(hours) ? hours.join('-') : `${hours}`);

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'write a time of day as HH:MM in quotes, e.g. "09:00"',
});
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'write a day as YYYY-MM-DD, e.g. "2026-12-25"' })
  .refine(isOnCalendar, { error: ({ input }) => `there is no day ${input}: write one as YYYY-MM-DD` });
const range = z
  .tuple([clock, clock], {
    error: "write opening hours as [open, close], e.g. ['09:00', '18:00']",
  })
  .refine(([open, close]) => open < close, {
    error: ({ input }) => `${closesEarly(input)} closes before it opens: write [open, close] of one day`,
  });
const hours = range.optional();
const hoursSchema = z.strictObject({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
});

/** Amount and ISO 4217 code in one string, e.g. "1600 UAH" or "99.50 UAH". */
const moneySchema = z
  .string({ error: 'write a price with its currency, e.g. "1600 UAH"' })
  .regex(/^\d+(\.\d{1,2})? [A-Z]{3}$/, { error: 'write a price with its currency, e.g. "1600 UAH"' });

/** One thing that callers can choose; beside its wordings it carries what conditions, templates and tools need. */
export const catalogueItemSchema = z.strictObject({
  say: textsSchema,
  phrases: wordingsSchema.default({}),
  /** understood as well, never listened for */
  rare: wordingsSchema.optional(),
  /** what tells it from others of its kind: "the spine" */
  short: wordingsSchema.default({}),
  price: moneySchema.optional(),
  durationMin: z.int().positive().optional(),
  /** key of `resources`: what is occupied during the appointment */
  resource: z.string().optional(),
  /** groups items for conditions: mri, ct … */
  kind: z.string().optional(),
  preparation: textsSchema.optional(),
  contraindications: z.array(z.string()).default([]),
  /** item of the same slot that is offered when this one is ruled out */
  alternative: z.string().optional(),
  /** item of another slot that this one leads to, e.g. the study for a symptom */
  suggests: z.string().optional(),
  maxWeightKg: z.number().positive().optional(),
});
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

const spokenSchema = z.strictObject({ when: z.string().optional(), texts: textsSchema });

/** How the dialog asks for a slot; the slot's type and values stand in `slots`. */
export const askingSchema = z.strictObject({
  /** the short question, for a second attempt and for a correction */
  prompt: textsSchema.optional(),
  /** what stands in its place while a condition holds; the first that does */
  promptWhen: z.array(spokenSchema).default([]),
  /** the question with an example, after the second miss */
  help: textsSchema.optional(),
  /** what the slot is called: "the day" */
  label: textsSchema.optional(),
  /** words by which a caller names the slot: "the day", "date" */
  named: wordingsSchema.default({}),
  /** a change of one of these makes this answer worthless */
  dependsOn: z.array(z.string()).default([]),
  /** a phone slot is first offered as the number the caller is calling from */
  offerCallerNumber: z.boolean().default(false),
  /** kind of catalogue item → how callers name it without saying which, and the question that follows */
  kinds: z.record(z.string(), z.strictObject({ phrases: wordingsSchema, prompt: textsSchema })).default({}),
  /** nothing that is said beside another question fills it: "whatever the doctor said" chooses no doctor */
  onlyWhenAsked: z.boolean().default(false),
  /** a yes-no slot whose own wordings of a yes count under any question: "I have a pacemaker" */
  volunteered: z.boolean().default(false),
  /**
   * choice → how callers come out with it at any moment, whatever is being asked: "I want to move my appointment". The
   * call turns to it, while `when` holds. `phrases` are listened for where a state `accepts` the slot, `rare` never.
   */
  anytime: z
    .record(
      z.string(),
      z.strictObject({
        when: z.string().optional(),
        phrases: wordingsSchema,
        rare: wordingsSchema.default({}),
        /** the intent that says it again once it is chosen: "cancel it" */
        again: z.literal('cancel').optional(),
        /** while this holds that intent alone is enough: "I want to cancel", where nothing else can be meant */
        alone: z.string().optional(),
      }),
    )
    .default({}),
  /** a thank-you on its own answers no: "Is there anything else?" */
  thanksMeansNo: z.boolean().default(false),
});

const edgeSchema = z.strictObject({
  when: z.string().optional(),
  to: z.string(),
  /** kept for what cannot happen today, e.g. an item without an alternative: no test misses it */
  inCase: z.literal(true).optional(),
});
const toolSchema = z.strictObject({
  name: z.string(),
  args: z.record(z.string(), jsonSchema).default({}),
  deadlineMs: z.int().positive().default(5000),
  /** name under which conditions and templates see the result's data */
  as: z.string().optional(),
  /** the slot that is chosen from the `times` of the result */
  offers: z.string().optional(),
  /** the choice slot that is chosen from the `choices` of the result: catalogue items with their ids */
  choicesFor: z.string().optional(),
  /** how such a choice is said where the tool does not know: `{{choice.study}} on {{choice.day}}` */
  choiceSay: textsSchema.optional(),
});
const limitsSchema = z.strictObject({
  noInput: z.int().positive().optional(),
  noMatch: z.int().positive().optional(),
  /** state that takes over when a limit is reached */
  else: z.string().optional(),
});

/** A state says, asks, sets, clears, runs a tool or ends; what it does first of these decides where a walk stops. */
const stateSchema = z.strictObject({
  say: z.array(spokenSchema).default([]),
  ask: z.array(z.string()).default([]),
  /** slots that the question invites as well: "or name the study" */
  accepts: z.array(z.string()).default([]),
  /** "no" and "I do not know" are answers, too */
  optional: z.boolean().default(false),
  /** an answer that the call can do without: after so many misses it goes on unanswered */
  skipAfter: z.int().positive().optional(),
  /** the slots that a "no" here may want to change; the dialog asks which one */
  review: z.array(z.string()).default([]),
  /** the slots whose values were read back just before this question: "no, my head hurts" is listened for */
  readBack: z.array(z.string()).default([]),
  /** slot → path, e.g. `study: study.alternative` */
  set: z.record(z.string(), z.string()).default({}),
  clear: z.array(z.string()).default([]),
  /** with `clear`: what was announced and what tools found is forgotten, too; `matter` grows by one */
  newMatter: z.literal(true).optional(),
  /** said once in a call, whoever its other matters are for */
  once: z.literal(true).optional(),
  /** the questions go on where a way out such as the operator's had left them */
  resume: z.literal(true).optional(),
  tool: toolSchema.optional(),
  /** where to go after each result of the tool; `conflict` and `late` default to `failed` */
  ok: z.array(edgeSchema).optional(),
  conflict: z.array(edgeSchema).optional(),
  failed: z.array(edgeSchema).optional(),
  late: z.array(edgeSchema).optional(),
  next: z.array(edgeSchema).default([]),
  action: z.enum(['hang-up', 'transfer']).optional(),
  /** at the end, or already in passing: what the caller has got even when hanging up now */
  outcome: z.enum(OUTCOMES).optional(),
  patience: z.enum(['command', 'choice', 'free', 'digits']).optional(),
  /** false: this question is not about the number that calls, so that number is not offered */
  offerCallerNumber: z.literal(false).optional(),
  limits: limitsSchema.optional(),
  interruptible: z.boolean().default(true),
  /** false: while this question is open both sides are silent in the recording, and digits stay at the edge */
  record: z.literal(false).optional(),
});
export type ScenarioState = z.infer<typeof stateSchema>;
export type ScenarioEdge = z.infer<typeof edgeSchema>;

/** `warm`: the operator is rung and told what the call is about, then hears the caller; `blind`: rung by the dialplan. */
const transferSchema = z.strictObject({
  mode: z.enum(['warm', 'blind']).default('warm'),
  /** without an answer by then the agent goes on with the caller */
  ringSeconds: z.int().min(5).max(120).default(25),
  /** the slots that the operator is told; none named: all that are filled */
  tells: z.array(z.string()).default([]),
});

/** A question that is answered at any time, after which the open question is asked again. */
const questionSchema = z.strictObject({
  /** false: whoever says this is not recorded any more, and what was recorded of the call is removed */
  record: z.literal(false).optional(),
  phrases: wordingsSchema,
  /** understood as well, but too rare to be listened for: every hint makes a recogniser's other hints less sure */
  rare: wordingsSchema.default({}),
  /** no question but an objection: beside a no it only says why, and `objections` counts how often there was one */
  objection: z.literal(true).optional(),
  say: z.array(spokenSchema),
});

const discountSchema = z.strictObject({
  when: z.string(),
  percent: z.number().positive().max(100),
  say: textsSchema,
});

/** A whole scenario in its bundled form: plain JSON, what processes exchange and hash. YAML is looser (source.ts). */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  version: z.int().positive(),
  timeZone: z.string().min(1),
  languages: z.array(languageSchema).min(1),
  start: z.string(),
  /** what callers are asked to dial in an emergency */
  emergencyNumber: z.string().default('112'),
  /** where transfers go: an extension or number that the switch knows */
  operator: z.string(),
  /** how they go there; absent: the switch takes the call over, and its dialplan rings the operator */
  transfer: transferSchema.optional(),
  /** states that the engine jumps to from anywhere */
  globals: z.strictObject({
    operator: z.string(),
    emergency: z.string(),
    goodbye: z.string(),
    /** after "cancel it" and a yes to that; without it the call says goodbye */
    cancel: z.string().optional(),
    /** after a transfer that no human took; without it the engine offers a call back */
    unanswered: z.string().optional(),
  }),
  /** false: calls of this scenario are not recorded */
  record: z.literal(false).optional(),
  noInputMs: z.int().positive().default(7000),
  maxCallMs: z.int().positive().default(1_800_000),
  limits: z.strictObject({
    noInput: z.int().positive().default(3),
    noMatch: z.int().positive().default(3),
    else: z.string(),
  }),
  openingHours: hoursSchema.default({}),
  holidays: z.array(day).default([]),
  resources: z
    .record(z.string(), z.strictObject({ hours: hoursSchema, stepMin: z.int().positive() }))
    .default({}),
  /** slot → id → item; the choices of that slot */
  catalogue: z.record(z.string(), z.record(z.string(), catalogueItemSchema)).default({}),
  /** the best one that applies is taken off the price */
  discounts: z.array(discountSchema).default([]),
  /** `total` in templates: the first item minus the discount, plus the others; slot names */
  priced: z.array(z.string()).default([]),
  slots: z.record(z.string(), slotDefinitionSchema),
  /** tools of this scenario beside the engine's own: the arguments that each must get, the data that it answers */
  tools: z
    .record(
      z.string(),
      z.strictObject({ args: z.array(z.string()).default([]), data: z.array(z.string()).default([]) }),
    )
    .default({}),
  asking: z.record(z.string(), askingSchema).default({}),
  questions: z.record(z.string(), questionSchema).default({}),
  /** replaces the engine's own wordings (domain/dialog/wording) */
  phrases: z.record(z.string(), perLanguage(z.union([z.string(), z.array(z.string()).min(1)]))).default({}),
  states: z.record(z.string(), stateSchema),
});
export type Scenario = z.infer<typeof scenarioSchema>;
