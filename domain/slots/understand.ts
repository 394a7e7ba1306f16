import type { SlotCandidate, Understanding } from '../dialog/types.ts';
import type { Language } from '../language.ts';
import type { SlotDefinition } from './definition.ts';
import { findIntents, type HeardIntent } from './intents/find.ts';
import { correctsItself, isNegated, leavesOpen } from './negation.ts';
import { typeOf } from './registry.ts';
import { languageOf } from './script.ts';
import { normalise, type Sentence, spanOf } from './sentence.ts';
import { CONFIDENCE, type Found, type SlotContext } from './slot-type.ts';

export interface UnderstandInput {
  /** one utterance as it was recognised or typed */
  text: string;
  /** the recogniser's, 0-1; null when it has none. Handed on, not mixed into the candidates' */
  confidence: number | null;
  language: Language;
  /** the slot that was asked for, null for none */
  open: string | null;
  definitions: Readonly<Record<string, SlotDefinition>>;
  context: SlotContext;
  /** what kind of answer the agent asked for: a yes or no to a value read back, or a name letter by letter */
  expectedHint?: 'confirm' | 'spell';
}

type Heard = Found & { slot: string; open: boolean };

/** Intents whose words are never a value: "one moment" is no age, "just a second" no choice. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set([
  'repeat',
  'wait',
  'operator',
  'goodbye',
  'robot',
  'greeting',
  'thanks',
  'speak-uk',
  'speak-ru',
  'speak-en',
]);

/**
 * What an utterance says, by rules alone: intents, and values for the open slot and any other that it names. What is
 * unclear has a low confidence (slot-type.ts) or no candidate at all. Pure; well under 2 ms.
 */
export function understand(input: UnderstandInput): Understanding {
  const { text, confidence, language, open, definitions, context, expectedHint } = input;
  const sentence = normalise(text, languageOf(text, language));
  const intents = findIntents(sentence);
  const silent = intents.filter(({ intent }) => WITHOUT_VALUES.has(intent));
  const heard = Object.entries(definitions).flatMap(([slot, definition]) => {
    const isOpen = slot === open;
    const asked = {
      open: isOpen && !(expectedHint === 'confirm' && definition.type === 'text'),
      context,
      spelling: expectedHint === 'spell',
    };
    const type = typeOf(definition);
    const found = type
      .find(sentence, definition, asked)
      .filter((one) => definition.type === 'text' || !silent.some((intent) => overlap(one, intent)))
      .filter((one) => type.readsNegation === true || !isNegated(sentence, one.from, one.to));
    return settled(sentence, found).map((one): Heard => ({ ...one, slot, open: isOpen }));
  });
  const values = withoutText(
    sentence,
    alone(paired(sentence, heard, definitions, open), definitions),
    intents,
    definitions,
  );
  return {
    text,
    confidence,
    intents: withCorrection(sentence, intents, values),
    slots: values.map(
      (one): SlotCandidate => ({
        slot: one.slot,
        value: one.value,
        say: sayFound(definitions[one.slot], one, language),
        confidence: one.confidence,
        span: spanOf(sentence, one.from, one.to),
      }),
    ),
  };
}

type Span = { from: number; to: number };
const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

const sayFound = (definition: SlotDefinition | undefined, { value }: Found, language: Language): string =>
  (definition === undefined ? undefined : typeOf(definition).say(value, language, definition)) ??
  String(value);

/** At most one value per slot: the later of two where the caller corrects himself, none or an unclear one else. */
function settled(sentence: Sentence, found: readonly Found[]): Found[] {
  const inOrder = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  const last = inOrder.at(-1);
  const first = inOrder[0];
  if (first === undefined || last === undefined) return [];
  if (inOrder.every(({ value }) => value === first.value))
    return [inOrder.reduce((best, one) => (one.confidence > best.confidence ? one : best))];
  const beforeLast = inOrder.filter(({ value }) => value !== last.value).at(-1) ?? first;
  if (leavesOpen(sentence, beforeLast.to, last.from)) return [];
  if (correctsItself(sentence, beforeLast.to, last.from)) return [last];
  return [{ ...last, confidence: Math.min(last.confidence, CONFIDENCE.unclear) }];
}

/** Words mean one thing: the open slot's, else the surer and longer reading's. */
function alone(heard: readonly Heard[], definitions: Readonly<Record<string, SlotDefinition>>): Heard[] {
  const isText = (one: Heard) => definitions[one.slot]?.type === 'text';
  const better = (one: Heard, other: Heard): boolean => {
    if (one.open !== other.open) return one.open;
    if (one.confidence !== other.confidence) return one.confidence > other.confidence;
    return one.to - one.from > other.to - other.from;
  };
  return heard.filter((one) => {
    if (isText(one)) return true;
    const rivals = heard.filter((other) => other !== one && !isText(other) && overlap(one, other));
    if (rivals.some((other) => better(other, one))) return false;
    // a value that fits two closed slots of one type belongs to neither
    return !rivals.some(
      (other) => !better(one, other) && definitions[other.slot]?.type === definitions[one.slot]?.type,
    );
  });
}

/** "thirty four, seventy" to "how old are you and what do you weigh?": in that order, to be confirmed. */
function paired(
  sentence: Sentence,
  heard: readonly Heard[],
  definitions: Readonly<Record<string, SlotDefinition>>,
  open: string | null,
): readonly Heard[] {
  const numbers = /^ (\d{1,3}) (?:and |і |та |и )?(\d{1,3}) $/.exec(sentence.text);
  const type = open === null ? undefined : definitions[open]?.type;
  if (numbers === null || (type !== 'age' && type !== 'weight')) return heard;
  const slotOf = (wanted: string) => Object.entries(definitions).find(([, one]) => one.type === wanted)?.[0];
  const [age, weight] = [slotOf('age'), slotOf('weight')];
  if (age === undefined || weight === undefined) return heard;
  const last = sentence.tokens.length;
  return [
    {
      slot: age,
      value: Number(numbers[1]),
      confidence: CONFIDENCE.doubtful,
      from: 0,
      to: 1,
      open: age === open,
    },
    {
      slot: weight,
      value: Number(numbers[2]),
      confidence: CONFIDENCE.doubtful,
      from: last - 1,
      to: last,
      open: weight === open,
    },
  ];
}

/** Free text stands only when something is left of the utterance beside commands and other slots' values. */
function withoutText(
  sentence: Sentence,
  heard: readonly Heard[],
  intents: readonly HeardIntent[],
  definitions: Readonly<Record<string, SlotDefinition>>,
): Heard[] {
  const isText = ({ slot }: Heard) => definitions[slot]?.type === 'text';
  const others = heard.filter((one) => !isText(one));
  const corrects =
    others.length > 0 && intents.some(({ intent }) => intent === 'correction' || intent === 'no');
  const covered: readonly Span[] = [...others, ...intents];
  const left = sentence.tokens.filter((_, i) => !covered.some(({ from, to }) => i >= from && i < to)).length;
  return heard.filter((one) => !isText(one) || (left > 0 && !corrects));
}

/** "No, on Tuesday" and "not Monday, Tuesday" correct something, though no word of theirs says so. */
function withCorrection(
  sentence: Sentence,
  intents: readonly HeardIntent[],
  values: readonly Heard[],
): Understanding['intents'] {
  const names = [...new Set(intents.map(({ intent }) => intent))];
  if (names.includes('correction')) return names;
  const no = intents.find(({ intent }) => intent === 'no');
  const corrects = values.some(
    (one) => (no !== undefined && one.from >= no.to) || correctsItself(sentence, 0, one.from),
  );
  return corrects ? [...names, 'correction'] : names;
}
