import type { Json } from '../json.ts';
import { normalise } from '../slots/sentence.ts';
import { isWithinRange, parseTimeRange } from '../slots/time-range.ts';
import type { Draft } from './draft.ts';
import { clearSlot, fillSlot } from './fill.ts';
import { mentions } from './mentions.ts';
import { OFFER_ANSWERS } from './offer-answers.ts';
import { standingTime } from './standing.ts';
import type { Understanding } from './types.ts';
import { render, resolveArguments, saySlot } from './values.ts';
import { wording } from './wording.ts';

/** Answers that count places, as hours may. */
export const BY_PLACE: ReadonlySet<string> = new Set(['first', 'second', 'third']);

/** Hours of the parts of a day, [from, to). */
const PARTS: Readonly<Record<string, { from: string; to: string }>> = {
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '17:00' },
  evening: { from: '17:00', to: '24:00' },
};

/** The answer to an offer that names no time: "later", "any", "another day"; null when it is none. */
export function offerAnswer(draft: Draft, slot: string, text: string): string | null {
  const sentence = normalise(text, draft.language);
  const id = Object.keys(OFFER_ANSWERS).find(
    (name) => mentions(sentence, OFFER_ANSWERS[name]?.[draft.language]) > 0,
  );
  // "at three in the afternoon" names a time, and so may "о третій", which counts places as well
  if (/\d/.test(sentence.text) && (!BY_PLACE.has(id ?? '') || / \d+ /.test(sentence.text))) return null;
  const part = PARTS[id ?? ''];
  if (id === undefined || part === undefined) return id ?? null;
  // "in the morning", when there is a morning time among those offered, is one of them
  const index = offeredTimes(draft, slot).findIndex(
    (time) => clockOf(time) >= part.from && clockOf(time) < part.to,
  );
  return index === -1 ? id : (['first', 'second', 'third'][index] ?? id);
}

/** "On Friday after lunch": the part of the day goes to the calendar together with the day. */
export function wishPart(draft: Draft, { text, slots }: Understanding): void {
  const types = (type: string) =>
    Object.keys(draft.scenario.slots).filter((slot) => draft.scenario.slots[slot]?.type === type);
  const { open } = draft.memory;
  const aboutDay = types('date').some((day) => day === open || slots.some(({ slot }) => slot === day));
  if (!aboutDay || slots.some(({ slot }) => types('time').includes(slot))) return;
  const sentence = normalise(text, draft.language);
  const says = (name: string): boolean => mentions(sentence, OFFER_ANSWERS[name]?.[draft.language]) > 0;
  const id = Object.keys(PARTS).find(says);
  if (id !== undefined) draft.memory.wish = WISHES[id] ?? {};
  // "the same day, a bit later" is later than it stands now
  const standing = standingTime(draft);
  const isSameDay = slots.some(
    ({ slot, value }) => types('date').includes(slot) && value === standing?.slice(0, 10),
  );
  if (standing === undefined || !isSameDay) return;
  if (says('later')) draft.memory.wish = { notBefore: minutesAfter(clockOf(standing), 15) };
  else if (says('earlier')) draft.memory.wish = { notAfter: minutesAfter(clockOf(standing), -15) };
}

/** What the calendar is asked for a part of the day. */
const WISHES: Readonly<Record<string, Draft['memory']['wish']>> = {
  morning: { notAfter: '11:59' },
  afternoon: { notBefore: '12:00', notAfter: '16:59' },
  evening: { notBefore: '17:00' },
};

/** The tool state that offers values for a slot, if any. */
export function offeringState({ scenario }: Pick<Draft, 'scenario'>, slot: string): string | undefined {
  return Object.keys(scenario.states).find((name) => scenario.states[name]?.tool?.offers === slot);
}

/** The instants (ISO 8601 with offset) that are on offer for a slot. */
export function offeredTimes(draft: Pick<Draft, 'scenario' | 'memory'>, slot: string): string[] {
  const state = offeringState(draft, slot);
  const times = state === undefined ? undefined : draft.memory.done[state]?.data.times;
  return Array.isArray(times) ? times.map((time) => `${time}`) : [];
}

const clockOf = (instant: string): string => instant.slice(11, 16);

/** The day that an offered slot hangs on. */
const dayOf = ({ scenario }: Draft, slot: string): string | undefined =>
  scenario.asking[slot]?.dependsOn.find((name) => scenario.slots[name]?.type === 'date');

/**
 * The wished day had nothing and another one was offered: whoever goes on about the offer means that day, not the one
 * that was refused. Nothing changes where the caller has named a day since.
 */
function adoptOfferedDay(draft: Draft, slot: string): void {
  const state = offeringState(draft, slot);
  const done = state === undefined ? undefined : draft.memory.done[state];
  const day = dayOf(draft, slot);
  if (state === undefined || done?.data.other_day !== true || day === undefined) return;
  const isStale = argumentsKey(draft, state) !== done.key;
  if (isStale || typeof done.data.day !== 'string') return;
  fillSlot(draft, day, done.data.day);
}

/**
 * An offered time of another day than the wished one was chosen: that is the day now. What was found for it stands, so
 * the calendar is not asked again.
 */
function adoptDayOf(draft: Draft, slot: string, instant: string): void {
  const day = dayOf(draft, slot);
  const state = offeringState(draft, slot);
  const before = day === undefined ? undefined : draft.slots[day];
  const done = state === undefined ? undefined : draft.memory.done[state];
  const value = instant.slice(0, 10);
  if (day === undefined || state === undefined || before === undefined || before.value === value) return;
  draft.slots[day] = { ...before, value, say: saySlot(draft, day, value), turnSeq: draft.turnSeq };
  if (done === undefined) return;
  draft.memory.done[state] = {
    ...done,
    key: argumentsKey(draft, state),
    data: { ...done.data, other_day: false },
  };
}

/** The arguments of a state's tool as they are now (walk.ts has the same for what it runs). */
const argumentsKey = (draft: Draft, state: string): string =>
  JSON.stringify(
    mapValues(draft.scenario.states[state]?.tool?.args ?? {}, (value) => resolveArguments(draft, value)),
  );

const mapValues = (record: Readonly<Record<string, Json>>, map: (value: Json) => Json) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

function wish(draft: Draft, slot: string, wished: Draft['memory']['wish']): void {
  const state = offeringState(draft, slot);
  clearSlot(draft, slot);
  draft.memory.wish = wished;
  if (state !== undefined) delete draft.memory.done[state];
}

/**
 * A clock time for an offered slot: taken when it is on offer, else asked of the calendar. A span of the day takes the
 * one offer that lies within it, or narrows what the calendar is asked for.
 */
export function takeOfferedTime(draft: Draft, slot: string, time: string, confidence: number): void {
  const offered = offeredTimes(draft, slot);
  const range = parseTimeRange(time);
  const [only, another] =
    range === null
      ? offered.filter((instant) => instant === time || clockOf(instant) === time).slice(0, 1)
      : offered.filter((instant) => isWithinRange(clockOf(instant), range));
  const match = another === undefined ? only : undefined;
  if (match === undefined) {
    adoptOfferedDay(draft, slot);
    wish(
      draft,
      slot,
      range === null
        ? { at: time, notBefore: minutesAfter(time, -aroundMinutes(draft, slot)) }
        : {
            ...(range.from === undefined ? {} : { notBefore: range.from }),
            ...(range.to === undefined ? {} : { notAfter: minutesAfter(range.to, -1) }),
          },
    );
  } else {
    adoptDayOf(draft, slot, match);
    fillSlot(draft, slot, match, { confidence });
    draft.memory.wish = {};
  }
}

/**
 * Another day is about to be taken: the hour that was chosen is wished for there as well, unless the caller has just said
 * when. True when times were offered for the day before, so that what follows says the new one.
 */
export function keepHour(draft: Draft, day: string): boolean {
  let isOffered = false;
  for (const [slot, { dependsOn }] of Object.entries(draft.scenario.asking)) {
    const state = offeringState(draft, slot);
    if (state === undefined || !dependsOn.includes(day)) continue;
    isOffered ||= draft.memory.done[state] !== undefined;
    const chosen = draft.slots[slot]?.value;
    if (typeof chosen !== 'string' || hasWish(draft)) continue;
    const at = clockOf(chosen);
    const notBefore = minutesAfter(at, -aroundMinutes(draft, slot));
    draft.memory.wish = { at, notBefore, kept: true };
  }
  return isOffered;
}

/**
 * How far before a wished time the calendar is asked, so that the offers lie around it where it is taken. As many
 * steps as leave the wished time itself within the answer.
 */
function aroundMinutes(draft: Draft, slot: string): number {
  const args = draft.scenario.states[offeringState(draft, slot) ?? '']?.tool?.args ?? {};
  const step = draft.scenario.resources[`${resolveArguments(draft, args.resource ?? '')}`]?.stepMin ?? 0;
  const count = Number(args.count ?? 1);
  return step * Math.max(0, Math.min(count - 1, 2));
}

/** The calendar has answered: a time that the caller had named is taken if free, else said to be taken. */
function settleWish(draft: Draft, slot: string): void {
  const { at, kept: _, ...rest } = draft.memory.wish;
  if (at === undefined) return;
  const state = offeringState(draft, slot);
  // the same hour of another day is not what was asked for
  const otherDay = state !== undefined && draft.memory.done[state]?.data.other_day === true;
  const match = otherDay ? undefined : offeredTimes(draft, slot).find((instant) => clockOf(instant) === at);
  if (match !== undefined) {
    fillSlot(draft, slot, match);
    draft.memory.wish = {};
    return;
  }
  draft.memory.wish = rest;
  if (!otherDay) refuse(draft, slot, at);
}

/** A taken time is said to be taken; wished again and again it is a miss each time, up to the usual limit. */
function refuse(draft: Draft, slot: string, at: string): void {
  sayNotFree(draft, slot, at);
  const day = dayOf(draft, slot);
  const key = `${day === undefined ? '' : (draft.slots[day]?.value ?? '')} ${at}`;
  const before = draft.memory.refused[key] ?? 0;
  draft.memory.refused = { ...draft.memory.refused, [key]: before + 1 };
  const state = draft.scenario.states[offeringState(draft, slot) ?? ''];
  const limits = state?.limits;
  if (before < (limits?.noMatch ?? draft.scenario.limits.noMatch)) return;
  draft.memory.refused = {};
  draft.memory.jump = limits?.else ?? draft.scenario.limits.else;
}

function sayNotFree(draft: Draft, slot: string, at: string): void {
  const text = wording(draft.scenario, draft.language, 'notFree');
  draft.says.push(render(draft, text.replaceAll('{{value}}', saySlot(draft, slot, at))));
}

/** Whether the calendar was asked for more than any time of the day. */
const hasWish = ({ memory }: Draft): boolean => Object.keys(memory.wish).length > 0;

/**
 * Takes the calendar's answer. Nothing at all, or another day though only the hour was brought along, is asked again
 * without the wish.
 */
export function settleOffer(draft: Draft, slot: string, times: Json | undefined): void {
  const state = offeringState(draft, slot);
  const otherDay = state !== undefined && draft.memory.done[state]?.data.other_day === true;
  const isNone = Array.isArray(times) && times.length === 0;
  if (hasWish(draft) && (isNone || (otherDay && draft.memory.wish.kept === true))) dropWish(draft, slot);
  else settleWish(draft, slot);
}

/** Nobody ever works at the time that the caller wants: the calendar is asked again without that wish. */
function dropWish(draft: Draft, slot: string): void {
  const { at } = draft.memory.wish;
  if (at === undefined) draft.says.push(wording(draft.scenario, draft.language, 'noneThen'));
  else refuse(draft, slot, at);
  wish(draft, slot, {});
}

/** An answer to the offer that names no time. */
export function takeOfferChoice(draft: Draft, slot: string, id: string): void {
  const times = offeredTimes(draft, slot);
  const index = { first: 0, second: 1, third: 2 }[id];
  if (index !== undefined) {
    const time = times[Math.min(index, times.length - 1)];
    if (time !== undefined) {
      adoptDayOf(draft, slot, time);
      fillSlot(draft, slot, time);
    }
    draft.memory.wish = {};
    return;
  }
  const first = clockOf(times[0] ?? '');
  const last = clockOf(times.at(-1) ?? '');
  const wished: Record<string, Draft['memory']['wish']> = {
    later: { notBefore: minutesAfter(last, 15) },
    earlier: { notAfter: minutesAfter(first, -15) },
    ...WISHES,
  };
  const next = wished[id];
  if (next !== undefined) {
    adoptOfferedDay(draft, slot);
    wish(draft, slot, next);
  } else {
    const day = dayOf(draft, slot);
    draft.memory.wish = {};
    if (day !== undefined) clearSlot(draft, day);
  }
}

function minutesAfter(clock: string, minutes: number): string {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  const total = Math.min(23 * 60 + 59, Math.max(0, hours * 60 + rest + minutes));
  return `${`${Math.floor(total / 60)}`.padStart(2, '0')}:${`${total % 60}`.padStart(2, '0')}`;
}
