import type { SlotDefinition } from '../slots/definition.ts';
import type { Draft } from './draft.ts';
import { clearSlot, fillSlot } from './fill.ts';
import { saySlot } from './values.ts';
import { wording } from './wording.ts';

/** Slot beside the scenario's own in which an answer to offered times is understood: "a later one", "any". */
export const OFFER_SLOT = 'offer_choice';

const choice = (id: string, en: string[], uk: string[], ru: string[]) => ({
  id,
  say: { en: id, uk: id, ru: id },
  phrases: { en, uk, ru },
});

/** How callers answer offered times without naming one. */
export const OFFER_DEFINITION: SlotDefinition = {
  type: 'choice',
  confirm: 'none',
  choices: [
    choice(
      'first',
      ['the first [one]', 'any [time]', 'any of them'],
      ['перший', 'перша', 'перше', 'будь-який', 'будь який', 'все одно', 'будь-коли'],
      ['первый', 'первое', 'любой', 'любое', 'все равно'],
    ),
    choice('second', ['the second [one]'], ['другий', 'друге', 'другу'], ['второй', 'второе']),
    choice(
      'third',
      ['the third one', 'the last one'],
      ['третій', 'третє', 'останній'],
      ['третий', 'третье', 'последний'],
    ),
    choice('later', ['[something|a bit] later'], ['пізніше', 'пізніший'], ['позже', 'попозже']),
    choice('earlier', ['[something|a bit] earlier'], ['раніше', 'раніший'], ['раньше', 'пораньше']),
    choice('morning', ['in the morning'], ['зранку', 'вранці', 'ранком'], ['утром', 'с утра']),
    choice(
      'afternoon',
      ['in the afternoon', 'after lunch'],
      ['вдень', 'після обіду'],
      ['днем', 'после обеда'],
    ),
    choice('evening', ['in the evening'], ['ввечері', 'увечері'], ['вечером']),
    choice(
      'another-day',
      ['[on] another day', 'a different day'],
      ['інший день', 'іншого дня', 'на інший день'],
      ['другой день', 'в другой день', 'на другой день'],
    ),
  ],
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

function wish(draft: Draft, slot: string, wished: Draft['memory']['wish']): void {
  const state = offeringState(draft, slot);
  clearSlot(draft, slot);
  draft.memory.wish = wished;
  if (state !== undefined) delete draft.memory.done[state];
}

/** A clock time for an offered slot: taken when it is on offer, else asked of the calendar. */
export function takeOfferedTime(draft: Draft, slot: string, time: string, confidence: number): void {
  const offered = offeredTimes(draft, slot);
  const match = offered.find((instant) => instant === time || clockOf(instant) === time);
  if (match === undefined) wish(draft, slot, { at: time, notBefore: time });
  else {
    fillSlot(draft, slot, match, { confidence });
    draft.memory.wish = {};
  }
}

/** The calendar has answered: a time that the caller had named is taken if free, else said to be taken. */
export function settleWish(draft: Draft, slot: string): void {
  const { at, ...rest } = draft.memory.wish;
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
  if (otherDay) return;
  draft.says.push(
    wording(draft.scenario, draft.language, 'notFree').replaceAll('{{value}}', saySlot(draft, slot, at)),
  );
}

/** An answer to the offer that names no time. */
export function takeOfferChoice(draft: Draft, slot: string, id: string): void {
  const times = offeredTimes(draft, slot);
  const index = { first: 0, second: 1, third: 2 }[id];
  if (index !== undefined) {
    const time = times[Math.min(index, times.length - 1)];
    if (time !== undefined) fillSlot(draft, slot, time);
    draft.memory.wish = {};
    return;
  }
  const first = clockOf(times[0] ?? '');
  const last = clockOf(times.at(-1) ?? '');
  const wished: Record<string, Draft['memory']['wish']> = {
    later: { notBefore: minutesAfter(last, 15) },
    earlier: { notAfter: minutesAfter(first, -15) },
    morning: { notAfter: '11:59' },
    afternoon: { notBefore: '12:00', notAfter: '16:59' },
    evening: { notBefore: '17:00' },
  };
  const next = wished[id];
  if (next !== undefined) wish(draft, slot, next);
  else {
    const dependsOn = draft.scenario.asking[slot]?.dependsOn ?? [];
    const day = dependsOn.find((name) => draft.scenario.slots[name]?.type === 'date');
    draft.memory.wish = {};
    if (day !== undefined) clearSlot(draft, day);
  }
}

function minutesAfter(clock: string, minutes: number): string {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  const total = Math.min(23 * 60 + 59, Math.max(0, hours * 60 + rest + minutes));
  return `${`${Math.floor(total / 60)}`.padStart(2, '0')}:${`${total % 60}`.padStart(2, '0')}`;
}
