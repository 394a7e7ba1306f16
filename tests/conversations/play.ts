import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Order } from '../../contracts/store-api.ts';
import type { Json } from '../../domain/json.ts';
import { type Language, languageSchema } from '../../domain/language.ts';
import { addDays, weekdayOf } from '../../domain/slots/calendar.ts';
import { sayValue } from '../../domain/slots/index.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((says) => [says].flat());

const turnSchema = z.strictObject({
  /** words, `(silence)` or `(keys 0671234567)`; absent in the first turn, which is the greeting */
  caller: z.string().optional(),
  /** the recogniser's confidence, 0..1 */
  confidence: z.number().min(0).max(1).optional(),
  /** no recogniser that listens for the hints alone can hear this line */
  unhinted: z.literal(true).optional(),
  /** parts of the reply */
  says: oneOrMore.optional(),
  /** what the reply must not hold */
  silentOn: oneOrMore.optional(),
  state: z.string().optional(),
  /** some of the slots; null: not filled */
  slots: z.record(z.string(), z.json()).optional(),
  /** tools that ran in this turn, in order */
  tools: z.array(z.string()).optional(),
  action: z.enum(['none', 'hang-up', 'transfer']).optional(),
  ended: z.boolean().optional(),
});

const conversationSchema = z.strictObject({
  name: z.string(),
  scenario: z.string().default('clinic'),
  language: languageSchema,
  /** when the call comes in; left out where any time within opening hours will do */
  at: z.string().optional(),
  from: z.string().default(''),
  /** how the calendar behaves; anything but `normal` needs an in-memory calendar */
  calendar: z
    .strictObject({
      /** days or instants that are taken from the start */
      taken: z.array(z.string()).default([]),
      /** instants that somebody else books between offer and booking */
      snatched: z.array(z.string()).default([]),
      /** appointments of earlier calls, local times */
      booked: z
        .array(
          z.strictObject({
            name: z.string(),
            phone: z.string(),
            study: z.string(),
            resource: z.string(),
            time: z.string(),
            age: z.number().optional(),
            weight: z.number().optional(),
          }),
        )
        .default([]),
      /** tool → its result each time */
      broken: z.record(z.string(), z.enum(['failed', 'late'])).default({}),
    })
    .optional(),
  turns: z.array(turnSchema).min(1),
  outcome: z.string().optional(),
  /** the orders that stand in the end: `4 x 100103: branch Львів 12` */
  orders: z.array(z.string()).optional(),
  /** local times of the appointments that stand in the end, those of earlier calls first */
  appointments: z.array(z.string()).optional(),
  /** and for whom, in that order */
  patients: z.array(z.string()).optional(),
  /** and where to call about them */
  phones: z.array(z.string()).optional(),
  /** the call-back that is left: its phone and details */
  callback: z.record(z.string(), z.json()).optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** What one exchange led to. */
export interface Answer {
  reply: string;
  state: string;
  slots: Readonly<Record<string, Json>>;
  ended: boolean;
  /** where the speaker can see them */
  tools?: readonly string[];
  action?: string;
}

/** The other side of a conversation: the engine itself, or a channel to it. */
export interface Speaker {
  /** the greeting, before the caller has said anything */
  start(): Promise<Answer>;
  send(text: string, confidence?: number): Promise<Answer>;
  /** the day on which the call takes place, YYYY-MM-DD */
  today: string;
}

/** Reads every conversation below a folder, by file name. */
export async function readConversations(
  folder: string,
): Promise<{ file: string; conversation: Conversation }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (file) => {
      const parsed = conversationSchema.safeParse(parse(await readFile(join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file}\n${z.prettifyError(parsed.error)}`);
      return { file, conversation: parsed.data };
    }),
  );
}

/** An order as conversations name it. */
export const orderLine = ({ lines, delivery }: Order): string =>
  `${lines.map(({ article, quantity }) => `${quantity} x ${article}`).join(', ')}: ${Object.values(delivery).join(' ')}`;

/** True when the text channel can play it: no doubtful hearing, no lost edge, no prepared calendar or clock. */
export function isTextual({ turns, calendar, at }: Conversation): boolean {
  return (
    calendar === undefined &&
    at === undefined &&
    turns.every(({ caller, confidence }) => confidence === undefined && caller !== '(resumed)')
  );
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * `{next tue}` → the first Tuesday after today, YYYY-MM-DD; `{say next tue}` → as the agent says it; `{tue}` → how a
 * caller names it: the weekday by itself, and with its date where today is one, since that would be doubtful.
 */
function fillDays(text: string, today: string, language: Language): string {
  return text.replace(
    /\{(say next |next |)(mon|tue|wed|thu|fri|sat|sun)\}/g,
    (_, form: string, weekday: string) => {
      const ahead = ((WEEKDAYS.indexOf(weekday) + 1 - weekdayOf(today) + 6) % 7) + 1;
      const day = addDays(today, ahead);
      if (form === 'next ') return day;
      const said = sayValue({ type: 'date', withinDays: 365, confirm: 'none' }, day, language);
      return form === '' && ahead < 7 ? (said.split(/[ ,]/)[0] ?? said) : said;
    },
  );
}

/** A conversation on the day on which it takes place. */
export const onDay = (conversation: Conversation, today: string): Conversation =>
  JSON.parse(fillDays(JSON.stringify(conversation), today, conversation.language)) as Conversation;

type Turn = Conversation['turns'][number];

/** The turn as it happened, in the form of the expectation: equal where the expectation was met. */
function asHappened(expected: Turn, answer: Answer): Turn {
  const heard = answer.reply.toLowerCase();
  const happened: Turn = { ...expected };
  if (expected.says?.some((part) => !heard.includes(part.toLowerCase()))) happened.says = [answer.reply];
  if (expected.silentOn?.some((part) => heard.includes(part.toLowerCase())))
    happened.silentOn = [answer.reply];
  if (expected.state !== undefined) happened.state = answer.state;
  if (expected.ended !== undefined) happened.ended = answer.ended;
  if (expected.slots !== undefined) {
    const names = Object.keys(expected.slots);
    happened.slots = Object.fromEntries(
      names.map((name) => [name, answer.slots[name] ?? null]),
    ) as NonNullable<Turn['slots']>;
  }
  if (expected.tools !== undefined && answer.tools !== undefined) happened.tools = [...answer.tools];
  if (expected.action !== undefined && answer.action !== undefined)
    happened.action = answer.action as NonNullable<Turn['action']>;
  return happened;
}

/**
 * Plays the caller's lines and answers the conversation as expected and as it happened, for one comparison.
 * Stops where the call ends early.
 */
export async function play(
  conversation: Conversation,
  speaker: Speaker,
): Promise<{ expected: Turn[]; happened: Turn[] }> {
  const expected = onDay(conversation, speaker.today).turns;
  const happened: Turn[] = [];
  for (const turn of expected) {
    const answer =
      turn.caller === undefined ? await speaker.start() : await speaker.send(turn.caller, turn.confidence);
    happened.push(asHappened(turn, answer));
    if (answer.ended) break;
  }
  return { expected, happened };
}
