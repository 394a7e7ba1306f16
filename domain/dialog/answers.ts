import type { Language } from '../language.ts';
import { normalise } from '../slots/sentence.ts';
import { parseTimeRange } from '../slots/time-range.ts';
import type { Draft } from './draft.ts';
import { SURE_ENOUGH } from './intents.ts';
import { mentions } from './mentions.ts';
import { BY_PLACE, offerAnswer, offeredTimes, offeringState, takeOfferChoice } from './offers.ts';
import { takeReadBack } from './read-back.ts';
import { takeReviewedNumber } from './reviewed-number.ts';
import { certaintyOf, TAKEN_FROM, take, takeAside } from './take.ts';
import type { Intent, Understanding } from './types.ts';
import { understandFor } from './understand-turn.ts';

/** Types whose values no other words of a correction can be taken for. */
const CLEAR_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'age', 'weight', 'phone', 'choice']);
/** A name without a word that says so is one where its parts are known. */
const KNOWN_NAME = 0.7;

/** "Change the time to eleven" answers the question that naming the slot opens. */
function takeUnder(draft: Draft, slot: string, understanding: Understanding): boolean {
  const definition = draft.scenario.slots[slot];
  if (definition === undefined || !CLEAR_TYPES.has(definition.type)) return false;
  const heard = understandFor(draft, slot, definition, understanding);
  const [candidate] = heard.slots;
  return candidate !== undefined && take(draft, candidate, certaintyOf(candidate, heard), true);
}

/** "The phone is wrong" names a slot without a new value: it is asked for. */
function takeNamed(draft: Draft, understanding: Understanding, slots: readonly string[]): boolean {
  const sentence = normalise(understanding.text, draft.language);
  const named = slots.find(
    (slot) => mentions(sentence, draft.scenario.asking[slot]?.named[draft.language]) > 0,
  );
  if (named === undefined) return false;
  if (takeUnder(draft, named, understanding)) return true;
  draft.memory.pending = { kind: 'ask', slot: named };
  draft.memory.callerNumberRefused = true;
  return true;
}

/** "That is wrong, Anna Kovalenko": what was read out and what is said now differ in the name. */
function takeKnownName(draft: Draft, slots: readonly string[], understanding: Understanding): boolean {
  return slots.some((slot) => {
    const definition = draft.scenario.slots[slot];
    if (definition?.type !== 'name') return false;
    const heard = understandFor(draft, slot, definition, understanding);
    const [candidate] = heard.slots;
    if (candidate === undefined || candidate.confidence < KNOWN_NAME || !`${candidate.value}`.includes(' '))
      return false;
    return take(draft, candidate, certaintyOf(candidate, heard), true);
  });
}

/** "An MRI of the head and an ultrasound": one after the other. */
function askWhichFirst(draft: Draft, { slots }: Understanding): boolean {
  for (const slot of new Set(slots.map((one) => one.slot))) {
    const named = slots.filter((one) => one.slot === slot);
    const values = named.map(({ value }) => `${value}`);
    const isAsked = draft.slots[slot] === undefined && draft.scenario.asking[slot]?.onlyWhenAsked !== true;
    if (named.length < 2 || !isAsked || draft.scenario.catalogue[slot] === undefined) continue;
    draft.memory.pending = { kind: 'one-of', slot, values };
    draft.memory.waiting = { ...draft.memory.waiting, [slot]: values };
    return true;
  }
  return false;
}

/** The engine's own questions that any answer closes. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(['ask', 'which', 'change', 'kind', 'one-of']);

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
  let taken = askWhichFirst(draft, understanding);
  const saidBefore = draft.says.length;
  const aside = understanding.slots.filter(({ slot }) => slot !== open);
  // a word that only may name something else waits until the question has found no answer in it
  const refused = has('no') || has('correction');
  const readBack = refused ? (draft.scenario.states[draft.at]?.readBack ?? []) : [];
  // "80 kilos, good. Do you have a pacemaker?" "No, I weigh eighty to kilos" is about the weight
  const isRepeated = (slot: string): boolean =>
    refused &&
    draft.scenario.slots[slot]?.confirm === 'implicit' &&
    draft.slots[slot]?.turnSeq === draft.turnSeq - 1;
  const clear = aside.filter(
    ({ confidence, slot }) => confidence >= TAKEN_FROM || readBack.includes(slot) || isRepeated(slot),
  );
  for (const candidate of clear) taken = takeAside(draft, candidate, understanding) || taken;
  const review = open === null ? [] : (draft.scenario.states[draft.at]?.review ?? []);
  if (!taken) taken = takeReadBack(draft, understanding);
  const offered = !taken && open !== null && takeOffer(draft, open, understanding);
  if (offered) taken = true;
  if (!taken && refused) {
    const correctable = [...new Set([...review, ...Object.keys(draft.slots)])].filter(
      (slot) => slot !== open,
    );
    taken = takeNamed(draft, understanding, correctable);
  }
  if (!taken) taken = takeReviewedNumber(draft, review, understanding);
  if (!taken && pending?.kind === 'which')
    taken =
      takeNamed(draft, understanding, pending.slots) || takeKnownName(draft, pending.slots, understanding);
  if (!taken && refused && review.length > 0) taken = takeKnownName(draft, review, understanding);
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
    // what was asked first is repeated first
    const beside = draft.says.splice(saidBefore);
    taken = take(draft, own, certaintyOf(own, understanding), pending?.kind === 'ask') || taken;
    draft.says.push(...beside);
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
  // nor does "no later than noon" ask for anything later
  const isSpan = understanding.slots.some(
    (candidate) => candidate.slot === slot && parseTimeRange(`${candidate.value}`) !== null,
  );
  const answer = isSpan || (named && BY_PLACE.has(said ?? '')) ? null : said;
  if (answer === null && !named && understanding.intents.includes('yes')) {
    if (offeredTimes(draft, slot).length !== 1) return false;
    takeOfferChoice(draft, slot, 'first');
    return true;
  }
  if (answer === null) return false;
  takeOfferChoice(draft, slot, answer);
  return true;
}
