import { parse } from 'yaml';
import { z } from 'zod';
import { pick, type Random } from '../random.ts';
import type { VoiceName } from './voice.ts';

/** What a caller does when it is its turn. */
const action = z
  .strictObject({
    say: z.string().min(1).optional(),
    /** with or without a line before it: waits until the agent has spoken for so long, then speaks into it */
    interrupt: z
      .strictObject({ afterMs: z.number().int().min(100).max(20_000), say: z.string().min(1) })
      .optional(),
    keys: z
      .string()
      .regex(/^[0-9*#]{1,32}$/, 'expected keys of a telephone: 0-9 * #')
      .optional(),
    silence: z.strictObject({ ms: z.number().int().min(100).max(60_000) }).optional(),
    mumble: z.strictObject({ ms: z.number().int().min(100).max(10_000) }).optional(),
    'hang-up': z.literal(true).optional(),
  })
  .refine((value) => {
    const kinds = Object.keys(value);
    return kinds.length === 1 || (kinds.length === 2 && 'say' in value && 'interrupt' in value);
  }, 'expected one of say, interrupt, keys, silence, mumble, hang-up, or say with interrupt');

const answer = z.strictObject({
  /** what the agent may say for this answer to be the right one; words only, as they sound */
  asked: z.array(z.string().regex(/^[\p{L}’' ]+$/u, 'expected words without signs')).min(1),
  /** the first time, the second time …; the last one serves all later times */
  do: z.union([action.transform((one) => [one]), z.array(action).min(1)]),
});

const conversationSchema = z.strictObject({
  title: z.string(),
  language: z.enum(['en', 'uk', 'ru']),
  from: z.string(),
  to: z.string(),
  /** the seed picks one */
  voices: z.array(z.string().regex(/^(flite|espeak):[a-z0-9_-]+$/) as z.ZodType<VoiceName>).min(1),
  /** in which the caller remembers how the agent's questions sound */
  agentVoice: z
    .string()
    .regex(/^(flite|espeak):[a-z0-9_-]+$/)
    .optional() as z.ZodType<VoiceName | undefined>,
  /** the seed picks one value each; `{name}` in a line, `{name.field}` where the value has fields */
  variables: z
    .record(z.string(), z.array(z.union([z.string(), z.record(z.string(), z.string())])).min(1))
    .default({}),
  /** what the caller wants to have in the end, for whoever checks; the caller itself does not look at it */
  goal: z.record(z.string(), z.string()).default({}),
  answers: z.array(answer).default([]),
  /** in this order, whenever no answer fits what the agent asked */
  steps: z.array(action).default([]),
});

export type ConversationTemplate = z.infer<typeof conversationSchema>;
export type Action = z.infer<typeof action>;
export type Values = Record<string, string | Record<string, string>>;

/** A conversation for one call: everything drawn, no braces left. */
export interface Conversation {
  title: string;
  language: 'en' | 'uk' | 'ru';
  from: string;
  to: string;
  voice: VoiceName;
  agentVoice: VoiceName;
  values: Values;
  goal: Record<string, string>;
  answers: { asked: string[]; do: Action[] }[];
  steps: Action[];
}

/** Reads a conversation. Throws with the file's name and every fault. */
export function readConversation(name: string, text: string): ConversationTemplate {
  const parsed = conversationSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Draws voice and variables. Throws on a `{name}` that nothing defines. */
export function drawConversation(template: ConversationTemplate, random: Random): Conversation {
  const values: Values = Object.fromEntries(
    Object.entries(template.variables).map(([name, list]) => [name, pick(random, list)]),
  );
  const fill = (text: string) => text.replace(/\{([^}]*)\}/g, (_, path: string) => lookUp(values, path));
  const filled = (given: Action): Action => ({
    ...given,
    ...(given.say ? { say: fill(given.say) } : {}),
    ...(given.interrupt ? { interrupt: { ...given.interrupt, say: fill(given.interrupt.say) } } : {}),
    ...(given.keys ? { keys: given.keys } : {}),
  });
  const { title, language, from, to } = template;
  return {
    title,
    language,
    from,
    to,
    voice: pick(random, template.voices),
    agentVoice: template.agentVoice ?? (language === 'en' ? 'espeak:en-us' : `espeak:${language}`),
    values,
    goal: Object.fromEntries(Object.entries(template.goal).map(([key, text]) => [key, fill(text)])),
    answers: template.answers.map((one) => ({ asked: one.asked, do: one.do.map(filled) })),
    steps: template.steps.map(filled),
  };
}

function lookUp(values: Values, path: string): string {
  const [name = '', field] = path.split('.');
  const value = values[name];
  const found = typeof value === 'string' ? (field === undefined ? value : undefined) : value?.[field ?? ''];
  if (found === undefined) throw new Error(`conversation has no variable {${path}}: add it to variables`);
  return found;
}

/** Every line that may be spoken, for rendering ahead. */
export function spokenLines({ answers, steps }: Conversation): string[] {
  const actions = [...answers.flatMap((one) => one.do), ...steps];
  return [...new Set(actions.flatMap(({ say, interrupt }) => [say, interrupt?.say]))].filter(
    (line): line is string => line !== undefined,
  );
}
