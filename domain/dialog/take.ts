import { CONFIDENCE } from '../slots/slot-type.ts';
import { parseTimeRange } from '../slots/time-range.ts';
import { withPartCorrected } from '../slots/types/name.ts';
import type { Draft } from './draft.ts';
import { dependentsOf, fillSlot } from './fill.ts';
import { withOtherHalf } from './half-name.ts';
import { SURE_ENOUGH } from './intents.ts';
import { keepHour, offeringState, takeOfferedTime } from './offers.ts';
import { labelOf, phrase } from './question.ts';
import type { SlotCandidate, Understanding } from './types.ts';
import { saySlot } from './values.ts';

/** A rule's own certainty from which a value is taken without asking (domain/slots, CONFIDENCE.likely). */
export const TAKEN_FROM = 0.75;
/** Below this an answer counts as not heard. */
export const HEARD_FROM = 0.35;

/** What becomes of a value. */
export type Certainty = 'taken' | 'doubtful' | 'unheard';

/** How sure rule and recogniser are of a value together. */
export function certaintyOf(candidate: SlotCandidate, { confidence }: Understanding): Certainty {
  if (candidate.confidence < HEARD_FROM || (confidence ?? 1) < HEARD_FROM) return 'unheard';
  return candidate.confidence >= TAKEN_FROM && (confidence ?? 1) >= SURE_ENOUGH ? 'taken' : 'doubtful';
}

/** Puts a heard value into its slot, confirmed or not as its policy says. True when something was taken. */
export function take(
  draft: Draft,
  candidate: SlotCandidate,
  certainty: Certainty,
  corrects: boolean,
): boolean {
  const { slot } = candidate;
  const definition = draft.scenario.slots[slot];
  if (definition === undefined || certainty === 'unheard') return false;
  const before = draft.slots[slot]?.value;
  const value =
    definition.type === 'name' && typeof before === 'string'
      ? (withOtherHalf(draft, slot, `${candidate.value}`) ?? withPartCorrected(before, `${candidate.value}`))
      : candidate.value;
  // "did you say yes?" helps nobody: a doubtful yes or no is asked again, and taken when it is heard again
  if (certainty === 'doubtful' && definition.type === 'yes-no' && !isHeardAgain(draft, candidate))
    return false;
  const narrows = definition.type === 'time' && parseTimeRange(`${value}`) !== null;
  // "after three" is a time only where times are offered to choose from
  if (narrows && offeringState(draft, slot) === undefined) return false;
  if (offeringState(draft, slot) !== undefined) {
    // what is offered next shows how a span of the day was understood
    if (certainty === 'doubtful' && typeof value === 'string' && !narrows) {
      draft.memory.pending = { kind: 'change', slot, value };
      return true;
    }
    takeOfferedTime(draft, slot, `${value}`, candidate.confidence);
    return true;
  }
  const sure = certainty === 'taken' || definition.type === 'yes-no';
  const confirmed = sure && definition.confirm !== 'explicit';
  const confidence = sure ? candidate.confidence : Math.min(candidate.confidence, 0.59);
  const isOther = definition.type === 'date' && before !== undefined && before !== value;
  const isSaidNext = isOther && keepHour(draft, slot);
  const isNew = fillSlot(draft, slot, value, { confidence, confirmed });
  if (confirmed && isNew && corrects && !isSaidNext) {
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
export const ONLY_WHEN_ASKED: ReadonlySet<string> = new Set(['yes-no', 'text']);

/** Values beside the open question: volunteered ones fill, changed ones correct. */
export function takeAside(draft: Draft, candidate: SlotCandidate, understanding: Understanding): boolean {
  const { slot, value } = candidate;
  const definition = draft.scenario.slots[slot];
  // a single word is clear enough where the question has asked for it, too
  const state = draft.scenario.states[draft.at];
  const invited =
    (state?.accepts.includes(slot) === true || state?.readBack.includes(slot) === true) &&
    candidate.confidence >= CONFIDENCE.doubtful;
  const certainty = certaintyOf(
    invited ? { ...candidate, confidence: Math.max(candidate.confidence, TAKEN_FROM) } : candidate,
    understanding,
  );
  if (definition === undefined || certainty === 'unheard') return false;
  if (draft.scenario.asking[slot]?.onlyWhenAsked === true) return false;
  const volunteered = value === true && draft.scenario.asking[slot]?.volunteered === true;
  if (ONLY_WHEN_ASKED.has(definition.type) && !volunteered) return false;
  if (definition.type === 'choice' && candidate.confidence < TAKEN_FROM && !isExpectedAside(draft, slot))
    return false;
  const before = draft.slots[slot];
  if (before === undefined) return take(draft, candidate, certainty, false);
  const same =
    JSON.stringify(before.value) === JSON.stringify(value) ||
    (typeof before.value === 'string' && before.value.slice(11, 16) === value);
  if (same) return isSaidAgain(draft, slot, understanding) || isMisheardAgain(draft, slot, understanding);
  const { open } = draft.memory;
  const meant =
    understanding.intents.some((intent) => intent === 'correction' || intent === 'no') ||
    (open !== null && dependentsOf(draft.scenario, slot).includes(open));
  const narrows = definition.type === 'time' && parseTimeRange(`${value}`) !== null;
  if ((meant && certainty === 'taken') || narrows) return take(draft, candidate, certainty, true);
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

/**
 * "Sixty kilos, good. Could you be pregnant?" "No, sixty kilos": whoever refuses what was repeated and is heard to say
 * the same was misheard twice. The no belongs to the number; it answers no question about something else.
 */
function isMisheardAgain(draft: Draft, slot: string, { intents }: Understanding): boolean {
  const before = draft.slots[slot];
  const repeated =
    draft.scenario.states[draft.at]?.readBack.includes(slot) === true ||
    (draft.scenario.slots[slot]?.confirm === 'implicit' && before?.turnSeq === draft.turnSeq - 1);
  const refused = intents.includes('no') || intents.includes('correction');
  if (before === undefined || !repeated || !refused || draft.memory.pending !== null) return false;
  draft.slots[slot] = { ...before, confirmed: false };
  draft.memory.pending = { kind: 'confirm', slot };
  return true;
}

/** A single word out of a choice that nobody asked for means that choice only where its value is at stake. */
function isExpectedAside({ scenario, at }: Draft, slot: string): boolean {
  const state = scenario.states[at];
  return (
    scenario.priced[0] === slot ||
    [state?.review, state?.readBack, state?.ask].some((slots) => slots?.includes(slot) === true)
  );
}
