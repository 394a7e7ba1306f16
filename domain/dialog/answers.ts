import type { Json } from '../json.ts';
import type { Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import type { Draft } from './draft.ts';
import { clearSlot, dependentsOf, fillSlot } from './fill.ts';
import { SURE_ENOUGH } from './intents.ts';
import { mentions } from './mentions.ts';
import {
  BY_PLACE,
  offerAnswer,
  offeredTimes,
  offeringState,
  takeOfferChoice,
  takeOfferedTime,
} from './offers.ts';
import { labelOf, phrase } from './question.ts';
import type { Intent, SlotCandidate, Understanding } from './types.ts';
import { saySlot } from './values.ts';

/** A rule's own certainty from which a value is taken without asking (domain/slots, CONFIDENCE.likely). */
const TAKEN_FROM = 0.75;
/** Below this an answer counts as not heard. */
const HEARD_FROM = 0.35;

type Certainty = 'taken' | 'doubtful' | 'unheard';

function certaintyOf(candidate: SlotCandidate, { confidence }: Understanding): Certainty {
  if (candidate.confidence < HEARD_FROM || (confidence ?? 1) < HEARD_FROM) return 'unheard';
  return candidate.confidence >= TAKEN_FROM && (confidence ?? 1) >= SURE_ENOUGH ? 'taken' : 'doubtful';
}

/** Puts a heard value into its slot, confirmed or not as its policy says. True when something was taken. */
function take(draft: Draft, candidate: SlotCandidate, certainty: Certainty, corrects: boolean): boolean {
  const { slot, value } = candidate;
  const definition = draft.scenario.slots[slot];
  if (definition === undefined || certainty === 'unheard') return false;
  // "did you say yes?" helps nobody: a doubtful yes or no is asked again, and taken when it is heard again
  if (certainty === 'doubtful' && definition.type === 'yes-no' && !isHeardAgain(draft, candidate))
    return false;
  if (offeringState(draft, slot) !== undefined) {
    if (certainty === 'doubtful' && typeof value === 'string') {
      draft.memory.pending = { kind: 'change', slot, value };
      return true;
    }
    takeOfferedTime(draft, slot, `${value}`, candidate.confidence);
    return true;
  }
  const sure = certainty === 'taken' || definition.type === 'yes-no';
  const confirmed = sure && definition.confirm !== 'explicit';
  const confidence = sure ? candidate.confidence : Math.min(candidate.confidence, 0.59);
  const isNew = fillSlot(draft, slot, value, { confidence, confirmed });
  if (confirmed && isNew && corrects) {
    draft.says.push(
      phrase(draft, definition.type === 'date' ? 'changedTo' : 'changed', {
        label: labelOf(draft, slot),
        value: saySlot(draft, slot, value),
      }),
    );
  } else if (confirmed && definition.confirm === 'implicit') {
    draft.says.push(phrase(draft, 'noted', { value: saySlot(draft, slot, value) }));
  }
  return true;
}

function isHeardAgain({ memory, turnSeq }: Draft, { slot, value }: SlotCandidate): boolean {
  const before = memory.doubted;
  memory.doubted = { slot, value, turnSeq };
  return before?.slot === slot && before.value === value && before.turnSeq === turnSeq - 1;
}

/** Types that are recognised only as an answer to their own question. */
const ONLY_WHEN_ASKED: ReadonlySet<string> = new Set(['yes-no', 'text']);

/** Values beside the open question: volunteered ones fill, changed ones correct. */
function takeAside(draft: Draft, candidate: SlotCandidate, understanding: Understanding): boolean {
  const { slot, value } = candidate;
  const definition = draft.scenario.slots[slot];
  const certainty = certaintyOf(candidate, understanding);
  if (definition === undefined || ONLY_WHEN_ASKED.has(definition.type) || certainty === 'unheard')
    return false;
  if (definition.type === 'choice' && candidate.confidence < TAKEN_FROM && !isExpectedAside(draft, slot))
    return false;
  const before = draft.slots[slot];
  if (before === undefined) return take(draft, candidate, certainty, false);
  const same =
    JSON.stringify(before.value) === JSON.stringify(value) ||
    (typeof before.value === 'string' && before.value.slice(11, 16) === value);
  if (same) return isSaidAgain(draft, slot, understanding);
  const { open } = draft.memory;
  const meant =
    understanding.intents.some((intent) => intent === 'correction' || intent === 'no') ||
    (open !== null && dependentsOf(draft.scenario, slot).includes(open));
  if (meant && certainty === 'taken') return take(draft, candidate, certainty, true);
  if (draft.memory.pending === null || meant) {
    draft.memory.pending = { kind: 'change', slot, value };
    return true;
  }
  return false;
}

/** "On Thursday at ten, is that right?" "At ten." says yes; before a booking only a yes does. */
function isSaidAgain(draft: Draft, slot: string, { intents }: Understanding): boolean {
  const { open } = draft.memory;
  const definition = open === null ? undefined : draft.scenario.slots[open];
  const asksForIt =
    open !== null &&
    definition?.type === 'yes-no' &&
    draft.scenario.asking[open]?.dependsOn.includes(slot) === true &&
    draft.scenario.states[draft.at]?.review.length === 0;
  if (!asksForIt || draft.memory.pending !== null || intents.some((one) => one !== 'yes')) return false;
  fillSlot(draft, open, true);
  return true;
}

/** A single word out of a choice that nobody asked for means that choice only where its value is at stake. */
function isExpectedAside({ scenario, at }: Draft, slot: string): boolean {
  const state = scenario.states[at];
  return (
    scenario.priced[0] === slot || state?.review.includes(slot) === true || state?.ask.includes(slot) === true
  );
}

/** "The phone is wrong" names a slot without a new value: it is asked for. */
function takeNamed(draft: Draft, understanding: Understanding, slots: readonly string[]): boolean {
  const sentence = normalise(understanding.text, draft.language);
  const named = slots.find(
    (slot) => mentions(sentence, draft.scenario.asking[slot]?.named[draft.language]) > 0,
  );
  if (named === undefined) return false;
  draft.memory.pending = { kind: 'ask', slot: named };
  draft.memory.callerNumberRefused = true;
  return true;
}

/** The engine's own questions that any answer closes. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(['ask', 'which', 'change', 'kind']);

/** What became of an utterance's values. */
export type Taken = 'answered' | 'nothing';

/**
 * Takes what the utterance says, for the open question and beside it. `no` together with another value is a
 * correction of that value, not an answer to a yes-no question.
 */
export function takeAnswers(draft: Draft, understanding: Understanding): Taken {
  const { open } = draft.memory;
  const has = (intent: Intent) => understanding.intents.includes(intent);
  const { pending } = draft.memory;
  if (pending !== null && OPEN_TO_ALL.has(pending.kind)) draft.memory.pending = null;
  let taken = false;
  const aside = understanding.slots.filter(({ slot }) => slot !== open);
  // a word that only may name something else waits until the question has found no answer in it
  const clear = aside.filter(({ confidence }) => confidence >= TAKEN_FROM);
  for (const candidate of clear) taken = takeAside(draft, candidate, understanding) || taken;
  const review = open === null ? [] : (draft.scenario.states[draft.at]?.review ?? []);
  const offered = !taken && open !== null && takeOffer(draft, open, understanding);
  if (offered) taken = true;
  const refused = has('no') || has('correction');
  if (!taken && refused) {
    const correctable = [...new Set([...review, ...Object.keys(draft.slots)])].filter(
      (slot) => slot !== open,
    );
    taken = takeNamed(draft, understanding, correctable);
  }
  if (!taken && pending?.kind === 'which') taken = takeNamed(draft, understanding, pending.slots);
  const own = understanding.slots.find(({ slot }) => slot === open);
  if (!offered && own !== undefined && (!taken || own.value !== false)) {
    const unheard = review.length > 0 && own.value === true && hasReservation(understanding, draft.language);
    if (review.length > 0 && (own.value === false || unheard)) {
      if (taken) return 'answered';
      draft.memory.pending = {
        kind: 'which',
        slots: review.filter((slot) => draft.slots[slot] !== undefined),
      };
      return 'answered';
    }
    taken = take(draft, own, certaintyOf(own, understanding), pending?.kind === 'ask') || taken;
  }
  if (!taken && (has('no') || has('unsure')) && isOptional(draft)) {
    draft.memory.skipped = [...draft.memory.skipped, open ?? ''];
    taken = true;
  }
  if (!taken)
    for (const candidate of aside.filter((one) => !clear.includes(one)))
      taken = takeAside(draft, candidate, understanding) || taken;
  if (!taken && has('correction')) {
    const stakes = review.length > 0 ? review : Object.keys(draft.slots);
    const filled = stakes.filter(
      (slot) => draft.slots[slot] !== undefined && draft.scenario.asking[slot]?.label !== undefined,
    );
    if (filled.length > 0) {
      draft.memory.pending = { kind: 'which', slots: filled };
      taken = true;
    }
  }
  if (!taken) draft.memory.pending = pending;
  return taken ? 'answered' : 'nothing';
}

/** Words behind a yes that take it back in part: "yes, but at eleven". Numbers behind it do so, too. */
const RESERVATIONS: Readonly<Record<Language, RegExp>> = {
  en: / (?:but|only|except|however|just not) /u,
  uk: / (?:але|тільки|лише|хіба|но|только) /u,
  ru: / (?:но|только|лишь|але|тільки) /u,
};

/** Whether something in an agreement was not understood that may change what is agreed to. */
function hasReservation({ text }: Understanding, language: Language): boolean {
  const sentence = normalise(text, language);
  return RESERVATIONS[language].test(sentence.text) || / \d/.test(sentence.text);
}

function isOptional(draft: Draft): boolean {
  return draft.memory.open !== null && draft.scenario.states[draft.at]?.optional === true;
}

/** An answer to offered times that names none of them; "yes" is enough when there is only one. */
function takeOffer(draft: Draft, slot: string, understanding: Understanding): boolean {
  if (offeringState(draft, slot) === undefined || (understanding.confidence ?? 1) < SURE_ENOUGH) return false;
  const named = understanding.slots.some((candidate) => candidate.slot === slot);
  const said = offerAnswer(draft, slot, understanding.text);
  // "at three" counts no places: the slot's own rules tell an hour from a place
  const answer = named && BY_PLACE.has(said ?? '') ? null : said;
  if (answer === null && !named && understanding.intents.includes('yes')) {
    if (offeredTimes(draft, slot).length !== 1) return false;
    takeOfferChoice(draft, slot, 'first');
    return true;
  }
  if (answer === null) return false;
  takeOfferChoice(draft, slot, answer);
  return true;
}

/** "This one", to the number that calls. */
const THIS_ONE: Readonly<Record<Language, RegExp>> = {
  en: /^ (?:on |to )?this (?:1|one) (?:please )?$/u,
  uk: /^ (?:на )?(?:цей|цей самий|нього) $/u,
  ru: /^ (?:на )?(?:этот|этот же|него) $/u,
};

const saysAgain = (asked: string, value: Json | undefined, { slots, confidence }: Understanding): boolean =>
  (confidence ?? 1) >= HEARD_FROM &&
  slots.some((one) => one.slot === asked && JSON.stringify(one.value) === JSON.stringify(value));

/** The answer to a question of the engine's own; null when the utterance does not answer it. */
export function answerPending(draft: Draft, understanding: Understanding): Taken | 'leave' | null {
  const { pending } = draft.memory;
  if (pending === null) return null;
  const says = (intent: 'yes' | 'no') => understanding.intents.includes(intent);
  const asked = 'slot' in pending ? pending.slot : null;
  const others = understanding.slots.some(
    ({ slot, value, confidence }) =>
      (slot === asked || confidence >= TAKEN_FROM) &&
      (slot === asked || !ONLY_WHEN_ASKED.has(draft.scenario.slots[slot]?.type ?? 'text')) &&
      JSON.stringify(draft.slots[slot]?.value) !== JSON.stringify(value),
  );
  const sure = (understanding.confidence ?? 1) >= SURE_ENOUGH;
  const yes = says('yes') && !says('no') && sure;
  const no = says('no') && sure;
  switch (pending.kind) {
    case 'confirm': {
      const filled = draft.slots[pending.slot];
      // saying the same again is a yes, too, and two doubtful hearings of it are one sure one
      const again = saysAgain(pending.slot, filled?.value, understanding);
      if (filled !== undefined && !others && !no && (yes || again)) {
        draft.slots[pending.slot] = { ...filled, confirmed: true, confidence: 1 };
        draft.memory.pending = null;
        return 'answered';
      }
      if (no && !others) {
        clearSlot(draft, pending.slot);
        draft.memory.pending = null;
        draft.misses.noMatch += 1;
        draft.says.push(phrase(draft, 'sorry'));
        return 'answered';
      }
      return null;
    }
    case 'caller-number':
      if (yes && !others) {
        fillSlot(draft, pending.slot, draft.context.facts.from);
        draft.memory.pending = null;
        return 'answered';
      }
      if (!others && THIS_ONE[draft.language].test(normalise(understanding.text, draft.language).text)) {
        fillSlot(draft, pending.slot, draft.context.facts.from);
        draft.memory.pending = null;
        return 'answered';
      }
      if ((no || understanding.intents.includes('correction')) && !others) {
        draft.memory.callerNumberRefused = true;
        draft.memory.pending = null;
        return 'answered';
      }
      return null;
    case 'change':
      if (yes || (!no && saysAgain(pending.slot, pending.value, understanding))) {
        draft.memory.pending = null;
        if (offeringState(draft, pending.slot) !== undefined)
          takeOfferedTime(draft, pending.slot, `${pending.value}`, 1);
        else fillSlot(draft, pending.slot, pending.value);
        return 'answered';
      }
      if (no && !others) {
        draft.memory.pending = null;
        return 'answered';
      }
      return null;
    case 'intent':
      if (yes || understanding.intents.includes(pending.intent)) return 'leave';
      draft.memory.pending = null;
      return no ? 'answered' : null;
    case 'kind':
      // whoever does not know which one is asked what comes next instead
      if (others || !(no || understanding.intents.includes('unsure'))) return null;
      draft.memory.pending = null;
      if (isOptional(draft)) draft.memory.skipped = [...draft.memory.skipped, pending.slot];
      return 'answered';
    default:
      return null;
  }
}
