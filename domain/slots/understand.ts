import type { Intent, SlotCandidate, Understanding } from '../dialog/types.ts';
import type { Language } from '../language.ts';
import type { SlotDefinition, SlotType } from './definition.ts';
import { findIntents, type HeardIntent } from './intents/find.ts';
import { type Heard, meantOf } from './meant.ts';
import { correctsItself, leavesEither, leavesOpen, prefersEarlier } from './negation.ts';
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

/** Intents whose words are never a value: "one moment" is no age, "just a second" no choice. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set([
  'emergency',
  'repeat',
  'wait',
  'operator',
  'cancel',
  'upset',
  'goodbye',
  'robot',
  'no-recording',
  'greeting',
  'thanks',
  'speak-uk',
  'speak-ru',
  'speak-en',
]);
const ANSWERS: ReadonlySet<string> = new Set(['yes', 'no', 'unsure']);
/** "No, thanks" is one wording of a no. */
const COURTESY: ReadonlySet<string> = new Set(['thanks', 'greeting']);

/**
 * What an utterance says, by rules alone: intents, and values for the open slot and any other that it names. What is
 * unclear has a low confidence (slot-type.ts) or no candidate at all. Pure; well under 2 ms.
 */
export function understand(input: UnderstandInput): Understanding {
  const { text, confidence, language, open, definitions, context, expectedHint } = input;
  const sentence = normalise(text, languageOf(text, language));
  const asksYesNo = expectedHint === 'confirm' || (open !== null && definitions[open]?.type === 'yes-no');
  const heardIntents = findIntents(sentence, asksYesNo);
  const silent = heardIntents.filter(({ intent }) => WITHOUT_VALUES.has(intent));
  const isTaken = (one: Found, type: SlotType): boolean =>
    type !== 'text' &&
    (silent.some((other) => overlap(one, other) && !(type === 'yes-no' && COURTESY.has(other.intent))) ||
      // nobody is called "that's fine"
      (type === 'name' && heardIntents.some((other) => ANSWERS.has(other.intent) && overlap(one, other))));
  const raw = Object.entries(definitions).flatMap(([slot, definition]) => {
    const isOpen = slot === open;
    const confirming = expectedHint === 'confirm' && definition.type === 'text';
    const asked = { open: isOpen && !confirming, context, spelling: expectedHint === 'spell' };
    return (
      typeOf(definition)
        .find(sentence, definition, asked)
        .filter((one) => !isTaken(one, definition.type))
        // the agent asks about something else just now: a yes or no is the answer to that
        .filter(() => !(isOpen && expectedHint === 'confirm' && definition.type === 'yes-no'))
        .map((one): Heard => ({ ...one, slot, open: isOpen, type: definition.type }))
    );
  });
  // "not before ten" refuses nothing
  const intents = heardIntents.filter(
    (intent) =>
      intent.intent !== 'no' ||
      !raw.some((one) => (one.type === 'time' || one.type === 'date') && isWithin(intent, one)),
  );
  const meant = meantOf(sentence, raw, open === null ? undefined : definitions[open]?.type);
  const single = settled(sentence, paired(sentence, unmarkedBehind(sentence, meant), definitions, open));
  const denied = raw.length > meant.length;
  const correcting =
    intents.some(({ intent }) => intent === 'correction') || isCorrection(intents, single, denied);
  const kept =
    correcting || !isDictation(open, definitions) ? single : single.filter(({ type }) => !isCount(type));
  const values = withoutText(sentence, alone(kept), intents, correcting);
  return {
    text,
    confidence,
    intents: namesOf(intents, correcting),
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

/** While digits are dictated, no other number is heard in them: a misheard phone number is no time and no age. */
const isDictation = (open: string | null, definitions: Readonly<Record<string, SlotDefinition>>): boolean =>
  open !== null && ['phone', 'digits'].includes(definitions[open]?.type ?? '');
const isCount = (type: SlotType): boolean => type === 'time' || type === 'age' || type === 'weight';

type Span = { from: number; to: number };
const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

const sayFound = (definition: SlotDefinition | undefined, { value }: Found, language: Language): string =>
  (definition === undefined ? undefined : typeOf(definition).say(value, language, definition)) ??
  String(value);

/** "thirty four, seventy kilos": a number that something marks is not the bare answer as well. */
const unmarkedBehind = (sentence: Sentence, heard: readonly Heard[]): Heard[] =>
  heard.filter(
    (one) =>
      !one.bare ||
      !heard.some(
        (other) =>
          !other.bare &&
          other.type !== 'text' &&
          (overlap(one, other) ||
            // "at six in the evening, no, seven"
            (other.slot === one.slot && !correctsItself(sentence, other.to, one.from))),
      ),
  );

/** At most one value per slot. */
const settled = (sentence: Sentence, heard: readonly Heard[]): Heard[] =>
  [...new Set(heard.map(({ slot }) => slot))].flatMap((slot) =>
    oneOf(
      sentence,
      heard.filter((one) => one.slot === slot),
    ),
  );

/** The later of two values where the caller corrects himself, else none or an unclear one. */
function oneOf(sentence: Sentence, found: readonly Heard[]): Heard[] {
  const inOrder = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  const last = inOrder.at(-1);
  if (last === undefined) return [];
  const beforeLast = inOrder.findLast(({ value }) => value !== last.value);
  if (beforeLast === undefined)
    return [inOrder.reduce((best, one) => (one.confidence > best.confidence ? one : best))];
  if (prefersEarlier(sentence, beforeLast.to, last.from)) return [beforeLast];
  const several = severalChosen(sentence, inOrder);
  if (several.length > 1) return several;
  if (leavesOpen(sentence, beforeLast.to, last.from))
    return leavesEither(sentence, last.to) ? [beforeLast] : [];
  if (correctsItself(sentence, beforeLast.to, last.from)) return [last];
  return [{ ...last, confidence: Math.min(last.confidence, CONFIDENCE.unclear) }];
}

/** Two choices named in full, none taken back: "an MRI of the head and an ultrasound". Which one is asked. */
function severalChosen(sentence: Sentence, inOrder: readonly Heard[]): Heard[] {
  const whole = inOrder.filter(
    (one) =>
      one.type === 'choice' &&
      one.confidence >= CONFIDENCE.likely &&
      !inOrder.some((other) => other !== one && isWithin(one, other)),
  );
  const apart = whole.filter((one, at) => whole.findIndex(({ value }) => value === one.value) === at);
  const isCorrected = apart.some(
    ({ from }, at) => at > 0 && correctsItself(sentence, apart[at - 1]?.to ?? 0, from),
  );
  return isCorrected ? [] : apart.map((one) => ({ ...one, confidence: CONFIDENCE.unclear }));
}

const isWithin = (inner: Span, outer: Span): boolean =>
  outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;

/** Words mean one thing: the open slot's, else the surer and longer reading's. */
function alone(heard: readonly Heard[]): Heard[] {
  const better = (one: Heard, other: Heard): boolean => {
    // "thyroid ultrasound" is a study, though "thyroid" by itself answers the open question
    if (isWithin(other, one) && one.type === 'choice' && other.type === 'choice') return true;
    if (isWithin(one, other) && one.type === 'choice' && other.type === 'choice') return false;
    if (one.open !== other.open) return one.open;
    if (one.confidence !== other.confidence) return one.confidence > other.confidence;
    return one.to - one.from > other.to - other.from;
  };
  return heard.filter((one) => {
    if (one.type === 'text') return true;
    const rivals = heard.filter((other) => other !== one && other.type !== 'text' && overlap(one, other));
    // a value that fits two closed slots of one type equally belongs to neither
    return !rivals.some((other) => better(other, one) || (!better(one, other) && other.type === one.type));
  });
}

/** Numbers that lie so near to each other are tries at the same one. */
const MOST_APART = 5;
const HEAVIEST_KG = 300;

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
  const more = Number(numbers[2]) - Number(numbers[1]);
  // "seventy, seventy two" is one number thought over, and nobody weighs six hundred
  const isStutter = numbers[2]?.length === 1 && numbers[1]?.endsWith(numbers[2]);
  if ((more > 0 && more <= MOST_APART) || Number(numbers[2]) > HEAVIEST_KG || isStutter) return heard;
  const to = sentence.tokens.length;
  const read = (slot: string, type: SlotType, value: string | undefined, from: number): Heard => ({
    slot,
    type,
    value: Number(value),
    confidence: CONFIDENCE.doubtful,
    from,
    to: from + 1,
    open: slot === open,
  });
  return [read(age, 'age', numbers[1], 0), read(weight, 'weight', numbers[2], to - 1)];
}

/**
 * Free text stands only when something is left of the utterance beside commands and other slots' values, and then it
 * is all there is: a day or a single word told in a story ("I fell on Monday") answers no other question.
 */
function withoutText(
  sentence: Sentence,
  heard: readonly Heard[],
  intents: readonly HeardIntent[],
  correcting: boolean,
): Heard[] {
  const others = heard.filter(({ type }) => type !== 'text');
  if (others.length === heard.length) return others;
  // what is an emergency is a symptom too
  const covered: readonly Span[] = [...others, ...intents.filter(({ intent }) => intent !== 'emergency')];
  const left = sentence.tokens.filter((_, i) => !covered.some(({ from, to }) => i >= from && i < to)).length;
  if (left === 0 || (correcting && others.length > 0)) return others;
  const told = (one: Heard): boolean =>
    one.type === 'date' ||
    one.type === 'time' ||
    (one.type === 'choice' && one.confidence < CONFIDENCE.likely);
  return heard.filter((one) => !told(one));
}

/** "No, on Tuesday" and "not Monday, Tuesday" correct something, though no word of theirs says so. */
function isCorrection(intents: readonly HeardIntent[], values: readonly Heard[], denied: boolean): boolean {
  const others = values.filter(
    ({ type, confidence }) =>
      type !== 'text' && type !== 'yes-no' && (type !== 'choice' || confidence >= CONFIDENCE.likely),
  );
  const no = intents.find(({ intent }) => intent === 'no');
  return others.length > 0 && (denied || (no !== undefined && others.some(({ from }) => from >= no.to)));
}

const namesOf = (intents: readonly HeardIntent[], correcting: boolean): Intent[] => [
  ...new Set([...intents.map(({ intent }) => intent), ...(correcting ? (['correction'] as const) : [])]),
];
