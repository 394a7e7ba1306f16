import { parse } from 'yaml';
import { z } from 'zod';
import { pick, type Random } from '../random.ts';
import { numbersLike } from './numbers-like.ts';
import type { VoiceName } from './voice.ts';

const doings = {
  say: z.string().min(1).optional(),
  /** with or without a line before it: waits until the agent has spoken for so long, then speaks into it */
  interrupt: z
    .strictObject({ afterMs: z.number().int().min(100).max(20_000), say: z.string().min(1) })
    .optional(),
  keys: z
    .string()
    .regex(/^([0-9*#]{1,32}|\{[a-z.]+\})$/, 'expected keys of a telephone: 0-9 * #')
    .optional(),
  silence: z.strictObject({ ms: z.number().int().min(100).max(60_000) }).optional(),
  mumble: z.strictObject({ ms: z.number().int().min(100).max(10_000) }).optional(),
  'hang-up': z.literal(true).optional(),
};

function doesOneThing(value: object): boolean {
  const kinds = Object.keys(value).filter((key) => key in doings);
  return kinds.length === 1 || (kinds.length === 2 && kinds.includes('say') && kinds.includes('interrupt'));
}
const ONE_THING = 'expected one of say, interrupt, keys, silence, mumble, hang-up, or say with interrupt';

/** One alone is a list of one. */
const listed = (given: unknown): unknown => (Array.isArray(given) ? given : [given]);

const objection = z.strictObject(doings).refine(doesOneThing, ONE_THING);
/** the first time, the second time …; the last one serves all later times */
const objections = z.preprocess(listed, z.array(objection).min(1));

/** What a caller does when it is its turn. */
const action = z
  .strictObject({
    ...doings,
    /** only when the agent has said these values (names of `checks`) as the caller meant them */
    ifHeard: z.array(z.string()).min(1).optional(),
    /** only when the agent has said at least one of these */
    ifAny: z.array(z.string()).min(1).optional(),
    /** what is done instead when that was not heard */
    otherwise: objections.optional(),
    /** the agent says this value again in its next turn; while it says another one, each objection is made once */
    echo: z.strictObject({ of: z.string(), otherwise: objections }).optional(),
    /** what was wrong is named, where something was; the line itself where nothing was */
    correct: z.literal(true).optional(),
  })
  .refine(doesOneThing, ONE_THING)
  .refine(
    ({ ifHeard, ifAny, otherwise }) => ((ifHeard ?? ifAny) === undefined) === (otherwise === undefined),
    {
      message: 'ifHeard or ifAny and otherwise go together',
    },
  )
  .refine(({ correct, say }) => correct === undefined || say !== undefined, {
    message: 'correct needs a line to say when nothing was wrong',
  });

/** A value of the caller's own that the agent says again. */
const check = z.strictObject({
  value: z.string().min(1),
  /** sentences of the agent around it, `…` in its place: a voice says a word otherwise in another place */
  within: z.array(z.string().regex(/…/, 'expected … in the place of the value')).default([]),
  /**
   * what it might be taken for: it counts as heard only when it sounds nearer than any of these. `{like:name}` stands
   * for every number that is easily taken for the one of that variable
   */
  unlike: z.array(z.string()).default([]),
  /** how the caller calls it when asked what is wrong */
  called: z.string().min(1),
});

const answer = z.strictObject({
  /** what the agent may say for this answer to be the right one; words only, as they sound */
  asked: z.array(z.string().regex(/^[\p{L}’' ]+$/u, 'expected words without signs')).min(1),
  /** the first time, the second time …; the last one serves all later times */
  do: z.preprocess(listed, z.array(action).min(1)),
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
  /**
   * the seed picks one value each; `{name}` in a line, `{name.field}` where the value has fields, `{name.2}` its second
   * word. The caller's own number is always there: `{from.number}`, `{from.keys}` (national), `{from.said}` (digit by digit)
   */
  variables: z
    .record(z.string(), z.array(z.union([z.string(), z.record(z.string(), z.string())])).min(1))
    .default({}),
  /** what the caller wants to have in the end, for whoever checks; the caller itself does not look at it */
  goal: z.record(z.string(), z.string()).default({}),
  /** what the caller listens for in the agent's words, by name */
  checks: z.record(z.string(), check).default({}),
  answers: z.array(answer).default([]),
  /** said in turn with the last line, where nothing was understood; without it only the last line is said again */
  lost: z.string().min(1).optional(),
  /** in this order, whenever no answer fits what the agent asked */
  steps: z.array(action).default([]),
});

export type ConversationTemplate = z.infer<typeof conversationSchema>;
export type Action = z.infer<typeof action>;
type Objection = z.infer<typeof objection>;
export type Check = z.infer<typeof check>;
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
  checks: Record<string, Check>;
  answers: { asked: string[]; do: Action[] }[];
  steps: Action[];
  lost?: string;
}

/** Reads a conversation. Throws with the file's name and every fault. */
export function readConversation(name: string, text: string): ConversationTemplate {
  const parsed = conversationSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  const unknown = actionsOf(parsed.data)
    .flatMap(({ ifHeard = [], ifAny = [], echo }) => [...ifHeard, ...ifAny, ...(echo ? [echo.of] : [])])
    .find((one) => !(one in parsed.data.checks));
  if (unknown !== undefined)
    throw new Error(`${name}: nothing is called "${unknown}" in checks: add it there`);
  return parsed.data;
}

/** Draws voice and variables. Throws on a `{name}` that nothing defines. */
export function drawConversation(template: ConversationTemplate, random: Random): Conversation {
  const values: Values = {
    ...Object.fromEntries(
      Object.entries(template.variables).map(([name, list]) => [name, pick(random, list)]),
    ),
    from: ownNumber(template.from),
  };
  const fill = (text: string) => text.replace(/\{([^}]*)\}/g, (_, path: string) => lookUp(values, path));
  const lined = (given: Objection): Objection => ({
    ...given,
    ...(given.say ? { say: fill(given.say) } : {}),
    ...(given.keys ? { keys: fill(given.keys) } : {}),
    ...(given.interrupt ? { interrupt: { ...given.interrupt, say: fill(given.interrupt.say) } } : {}),
  });
  const filled = (given: Action): Action => ({
    ...given,
    ...lined(given),
    ...(given.otherwise ? { otherwise: given.otherwise.map(lined) } : {}),
    ...(given.echo ? { echo: { ...given.echo, otherwise: given.echo.otherwise.map(lined) } } : {}),
  });
  const likeNumbers = (text: string): string[] => {
    const [mark, path = ''] = /\{like:([^}]*)\}/.exec(text) ?? [];
    if (mark === undefined) return [text];
    return numbersLike(Number(lookUp(values, path))).map((number) => text.replace(mark, `${number}`));
  };
  const meant = ({ value, within, unlike, called }: Check): Check => ({
    value: fill(value),
    within,
    unlike: unlike
      .flatMap(likeNumbers)
      .map(fill)
      .filter((one) => one !== fill(value)),
    called: fill(called),
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
    checks: Object.fromEntries(Object.entries(template.checks).map(([name, one]) => [name, meant(one)])),
    answers: template.answers.map((one) => ({ asked: one.asked, do: one.do.map(filled) })),
    steps: template.steps.map(filled),
    ...(template.lost ? { lost: fill(template.lost) } : {}),
  };
}

/** +380671234567 as the keypad has it, 0671234567, and as it is read: 0 6 7, 1 2 3, 4 5, 6 7. */
function ownNumber(number: string): Record<string, string> {
  const keys = number.replace(/^\+38(?=0)/, '');
  const groups = /^(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(keys)?.slice(1) ?? [keys];
  return { number, keys, said: groups.map((group) => [...group].join(' ')).join(', ') };
}

function lookUp(values: Values, path: string): string {
  const [name = '', field] = path.split('.');
  const value = values[name];
  const found =
    typeof value !== 'string'
      ? value?.[field ?? '']
      : field === undefined
        ? value
        : value.split(' ')[Number(field) - 1];
  if (found === undefined) throw new Error(`conversation has no variable {${path}}: add it to variables`);
  return found;
}

/** Every line that may be spoken, for rendering ahead. */
export function spokenLines(conversation: Conversation): string[] {
  const all: Objection[] = actionsOf(conversation).flatMap((one) => [
    one,
    ...(one.otherwise ?? []),
    ...(one.echo?.otherwise ?? []),
  ]);
  const lines = all.flatMap(({ say, interrupt }) => [say, interrupt?.say]);
  const objects = Object.values(conversation.checks).map(({ called }) => called);
  return [...new Set([...lines, ...objects, conversation.lost])].filter(
    (line): line is string => line !== undefined,
  );
}

const actionsOf = ({ answers, steps }: Pick<Conversation, 'answers' | 'steps'>): Action[] => [
  ...answers.flatMap((one) => one.do),
  ...steps,
];
