import type { z } from 'zod';
import type { CallFacts, Patience } from '../dialog/types.ts';
import type { Json } from '../json.ts';
import type { Language } from '../language.ts';
import type { Sentence } from './sentence.ts';

/** What understanding may know beside the words. */
export interface SlotContext {
  facts: CallFacts;
  /** now, ISO 8601 with offset or Z */
  at: string;
  /** hours of the week, HH:MM; they tell three in the afternoon from three at night */
  openingHours?: OpeningHours;
  /** YYYY-MM-DD */
  holidays?: readonly string[];
  /** YYYY-MM-DD, where the appointment stands that is to be moved: "a week later" is a week after that */
  standing?: string;
  /** times that the agent has just offered: ISO 8601 with offset, or HH:MM */
  offered?: readonly string[];
}

export type OpeningHours = Readonly<
  Partial<
    Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', readonly [open: string, close: string]>
  >
>;

/** A value and the tokens [from, to) that say it. */
export interface Found {
  value: Json;
  confidence: number;
  from: number;
  to: number;
  /** only its question makes it this slot's: "70", where "70 kilos" would be marked */
  bare?: boolean;
}

/**
 * How sure a rule is. From `likely` on a value can be taken; between `likely` and `unclear` it should be confirmed
 * aloud; at `unclear` or less it should be asked again, and at `limit` nothing that could be read back was said.
 */
export const CONFIDENCE = { sure: 0.95, likely: 0.8, doubtful: 0.6, unclear: 0.4, limit: 0.3 } as const;

/** The question that a slot is heard under. */
export interface Asked {
  /** the slot is the open question: bare answers count, not only marked ones ("70" beside "70 kilos") */
  open: boolean;
  context: SlotContext;
  /** letters are expected: the caller was asked to spell */
  spelling: boolean;
}

/** Everything about one type of slot, in one file under types/. `D` is a definition, as the schema `S` parses it. */
export interface SlotType<S extends z.ZodType, D = z.infer<S>> {
  schema: S;
  /** how people pause inside an answer of this type (times in dialog/patience.ts) */
  patience: Patience;
  /** its rules read negations themselves: "I have no pacemaker" is a no */
  readsNegation?: true;
  find(sentence: Sentence, definition: D, asked: Asked): Found[];
  /** what a caller is likely to answer, for the recogniser */
  hints(definition: D, language: Language, context: SlotContext): string[];
  /** regular expression (portable: JavaScript and Python) over the normalised transcript that ends the turn at once */
  completeWhen?(definition: D, language: Language): string | undefined;
  /** how the agent says a value; undefined when the value is not of this type */
  say(value: Json, language: Language, definition: D): string | undefined;
}
