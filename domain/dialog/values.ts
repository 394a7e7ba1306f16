import type { Json } from '../json.ts';
import { holdsText } from '../scenario/condition.ts';
import type { CatalogueItem, Scenario } from '../scenario/schema.ts';
import { fillTemplate, templatePaths, wholePath } from '../scenario/template.ts';
import { wallClock, weekdayOf } from '../slots/calendar.ts';
import { sayValue } from '../slots/index.ts';
import { bookedTime } from './appointments.ts';
import { changedAppointment } from './changed.ts';
import type { Draft } from './draft.ts';
import { sayList, sayMoney, sayNumberEnding, sayOnce, sayPlain, sentenceCase } from './spoken.ts';
import { type OfferedItem, toolChoices } from './tool-choices.ts';
import { waitingFor } from './waiting.ts';
import { wording } from './wording.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const amountOf = (price: string): number => Number(price.split(' ')[0]);
const currencyOf = (price: string): string => price.split(' ')[1] ?? '';

/** The catalogue item that a choice slot holds. */
export function itemOf(draft: Draft, slot: string): OfferedItem | undefined {
  const id = draft.slots[slot]?.value;
  if (typeof id !== 'string') return undefined;
  return draft.scenario.catalogue[slot]?.[id] ?? toolChoices(draft, slot).get(id);
}

/** Within the scenario's opening hours, no holiday. */
function isOpen({ scenario, context }: Draft): boolean {
  const { day, time } = wallClock(context.at, scenario.timeZone);
  const hours = scenario.openingHours[WEEKDAYS[weekdayOf(day) - 1] ?? 'mon'];
  return hours !== undefined && !scenario.holidays.includes(day) && time >= hours[0] && time < hours[1];
}

/** Whether somebody is there to be put through to; a scenario without hours does not say, and somebody always is. */
export const isStaffed = (draft: Draft): boolean =>
  Object.keys(draft.scenario.openingHours).length === 0 || isOpen(draft);

/** The best discount that applies, undefined when none does. */
function discountOf(draft: Draft): Scenario['discounts'][number] | undefined {
  return draft.scenario.discounts
    .filter((discount) => holdsText(discount.when, (path) => lookup(draft, path)))
    .reduce<Scenario['discounts'][number] | undefined>(
      (best, next) => (best === undefined || next.percent > best.percent ? next : best),
      undefined,
    );
}

/** First priced item minus the discount, rounded to whole units, plus the other items. */
function totalOf(draft: Draft): { amount: number; currency: string } | undefined {
  const prices = draft.scenario.priced.map((slot) => itemOf(draft, slot)?.price);
  const [first, ...others] = prices;
  if (first === undefined) return undefined;
  const reduced = Math.round(amountOf(first) * (1 - (discountOf(draft)?.percent ?? 0) / 100));
  const rest = others.reduce((sum, price) => sum + (price === undefined ? 0 : amountOf(price)), 0);
  return { amount: reduced + rest, currency: currencyOf(first) };
}

/** What a tool answered, and as `runs` how often it has run for this matter. */
function toolData(draft: Draft, as: string, field: string): Json | undefined {
  const state = Object.keys(draft.scenario.states).find((s) => draft.scenario.states[s]?.tool?.as === as);
  if (state === undefined) return undefined;
  return field === 'runs' ? draft.memory.runs[state] : draft.memory.done[state]?.data[field];
}

/** The choices that a tool has brought for a slot, as the agent says them. */
function choicesNamed({ scenario, memory, language }: Draft, as: string): string[] | undefined {
  const tool = Object.values(scenario.states).find((state) => state.tool?.as === as)?.tool;
  if (tool?.choicesFor === undefined || tool.choiceSay === undefined) return undefined;
  return [...toolChoices({ scenario, memory }, tool.choicesFor).values()].map(
    ({ say }) => say[language] ?? '',
  );
}

function field(draft: Draft, root: string, name: string): Json | undefined {
  const item = itemOf(draft, root);
  if (item !== undefined) {
    const value = item[name as keyof CatalogueItem] ?? item.data?.[name];
    return name === 'price' && item.price !== undefined ? amountOf(item.price) : (value as Json | undefined);
  }
  const value = draft.slots[root]?.value;
  if (typeof value !== 'string') return undefined;
  return name === 'day' ? value.slice(0, 10) : name === 'time' ? value.slice(11, 16) : undefined;
}

function changedField(draft: Draft, name: string | undefined): string | undefined {
  const changed = changedAppointment(draft);
  if (changed === undefined || name === undefined) return changed?.what;
  if (changed.what === 'cancelled') return undefined;
  return name === 'day' ? changed.time.slice(0, 10) : changed.time;
}

/** The value behind a path of a condition, template or `set`; undefined when it is not known (yet). */
export function lookup(draft: Draft, path: string): Json | undefined {
  const [root = '', name] = path.split('.');
  if (draft.scenario.slots[root] !== undefined) {
    return name === undefined ? draft.slots[root]?.value : field(draft, root, name);
  }
  switch (root) {
    case 'total':
      return totalOf(draft)?.amount;
    case 'discount':
      return discountOf(draft)?.percent;
    case 'booked':
      return bookedTime(draft);
    case 'changed':
      return changedField(draft, name);
    case 'open_now':
      return isOpen(draft);
    case 'caller':
      return draft.context.facts.from;
    case 'emergency_number':
      return draft.scenario.emergencyNumber;
    case 'matter':
      return draft.memory.matters + 1;
    case 'objections':
      return draft.memory.objections;
    case 'waiting':
      return waitingFor(draft, name ?? '');
    default:
      return name === undefined ? undefined : toolData(draft, root, name);
  }
}

/** A slot's value as the agent says it in the call's language. */
export function saySlot(draft: Draft, slot: string, value: Json): string {
  const definition = draft.scenario.slots[slot];
  if (definition === undefined) return sayPlain(value);
  const found = typeof value === 'string' ? toolChoices(draft, slot).get(value) : undefined;
  if (found !== undefined) return found.say[draft.language] ?? '';
  // a time chosen from offers is a whole instant; as a time it is said by its clock
  const plain =
    definition.type === 'time' && typeof value === 'string' && value.length > 5 ? value.slice(11, 16) : value;
  return sayValue(definition, plain, draft.language);
}

const dayText = (draft: Draft, day: string): string =>
  sayValue({ type: 'date', withinDays: 365, confirm: 'none' }, day, draft.language);
const timeText = (draft: Draft, time: string): string =>
  sayValue({ type: 'time', confirm: 'none' }, time.length > 5 ? time.slice(11, 16) : time, draft.language);

const otherItem = (scenario: Scenario, id: string): CatalogueItem | undefined =>
  Object.values(scenario.catalogue).find((items) => items[id] !== undefined)?.[id];

const MONEY = /^\d+(\.\d{1,2})? [A-Z]{3}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Data of a tool in the call's language: "1600 UAH" as money, YYYY-MM-DD as a day, a map of languages by its text, a
 * catalogue item with its price, a list as a choice.
 */
function sayData(draft: Draft, value: Json | undefined): string {
  const { scenario, language } = draft;
  if (typeof value === 'string' && MONEY.test(value))
    return sayMoney(amountOf(value), currencyOf(value), language);
  if (typeof value === 'string' && DAY.test(value)) return dayText(draft, value);
  if (Array.isArray(value))
    return sayList(
      value.map((item) => sayData(draft, item)),
      wording(scenario, language, 'or'),
    );
  if (typeof value !== 'object' || value === null) return sayPlain(value);
  const { say, price, ...texts } = value as { readonly [key: string]: Json };
  if (say === undefined) return sayPlain(texts[language]);
  const name = sayData(draft, say);
  if (price === undefined) return name;
  return wording(scenario, language, 'priced')
    .replaceAll('{{label}}', name)
    .replaceAll('{{value}}', sayData(draft, price));
}

function sayPath(draft: Draft, path: string): string {
  const [root = '', name] = path.split('.');
  const { scenario, language } = draft;
  if (name === undefined && scenario.slots[root] !== undefined) {
    const value = draft.slots[root]?.value;
    return value === undefined ? '' : saySlot(draft, root, value);
  }
  const item = itemOf(draft, root);
  if (item !== undefined && name === 'price' && item.price !== undefined)
    return sayMoney(amountOf(item.price), currencyOf(item.price), language);
  if (item !== undefined && name === 'preparation') return item.preparation?.[language] ?? '';
  if (item !== undefined && (name === 'alternative' || name === 'suggests')) {
    const id = item[name] ?? '';
    return (scenario.catalogue[root]?.[id] ?? otherItem(scenario, id))?.say[language] ?? '';
  }
  if (root === 'total') {
    const total = totalOf(draft);
    return total === undefined ? '' : sayMoney(total.amount, total.currency, language);
  }
  if (root === 'discount' && name === 'say') return discountOf(draft)?.say[language] ?? '';
  if (root === 'caller') return sayNumberEnding(draft.context.facts.from);
  if (root === 'emergency_number') return [...scenario.emergencyNumber].join(' ');
  const choices = name === 'choices' ? choicesNamed(draft, root) : undefined;
  if (choices !== undefined) return sayList(choices, wording(scenario, language, 'or'));
  const value = lookup(draft, path);
  if (root === 'waiting' && value !== undefined) return saySlot(draft, name ?? '', value);
  // "the MRI of the head" of an appointment that a tool found
  const named = item?.data === undefined ? undefined : scenario.catalogue[name ?? '']?.[`${value}`];
  if (named !== undefined) return named.say[language] ?? '';
  if (name === 'day' && typeof value === 'string') return dayText(draft, value);
  if (name === 'time' && typeof value === 'string') return timeText(draft, value);
  if (name === 'times' && Array.isArray(value)) {
    const times = value.map((time) => timeText(draft, `${time}`));
    return sayList(sayOnce(times), wording(scenario, language, 'or'));
  }
  return sayData(draft, value);
}

/** A text of the scenario in the call's language, its templates filled; sentences begin with a capital. */
export function render(draft: Draft, text: string): string {
  const filled = fillTemplate(text, (path) => sayPath(draft, path));
  // Ukrainian says "об одинадцятій" before a vowel of the same sound
  const smooth = draft.language === 'uk' ? filled.replace(/(^|\s)([Оо]) (?=о)/gu, '$1$2б ') : filled;
  return smooth
    .replace(/(^|[.!?]\s+)(\p{Ll})/gu, (_, before: string, letter: string) => before + sentenceCase(letter))
    .trim();
}

type Spoken = readonly { when?: string | undefined; texts: Readonly<Partial<Record<string, string>>> }[];

/** The variants of a `say` whose conditions hold, and what they would say. */
export function spoken(draft: Draft, say: Spoken): { text: string; key: string } {
  const chosen = say
    .map((variant, index) => ({ ...variant, index }))
    .filter(({ when }) => when === undefined || holdsText(when, (path) => lookup(draft, path)));
  const texts = chosen.map(({ texts }) => texts[draft.language] ?? '');
  // the key names values, not words: a switch of language is no reason to announce again
  const key = chosen.map(({ index, texts: all }) => {
    const first = all[draft.scenario.languages[0] ?? ''] ?? '';
    return [index, ...templatePaths(first).map((path) => lookup(draft, path) ?? null)];
  });
  return { text: texts.map((text) => render(draft, text)).join(' '), key: JSON.stringify(key) };
}

/** Arguments of a tool: a string that is one `{{path}}` becomes the value itself. */
export function resolveArguments(draft: Draft, value: Json): Json {
  if (typeof value === 'string') {
    const path = wholePath(value);
    if (path !== null) return lookup(draft, path) ?? null;
    return fillTemplate(value, (name) => sayPath(draft, name));
  }
  if (Array.isArray(value)) return value.map((item) => resolveArguments(draft, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveArguments(draft, item)]));
}
