import { z } from 'zod';
import type { Json } from '../json.ts';
import { jsonSchema } from '../json-schema.ts';
import { type CatalogueItem, catalogueItemSchema, type Scenario } from '../scenario/schema.ts';
import type { SlotDefinition } from '../slots/definition.ts';
import type { Draft } from './draft.ts';
import { phrasesOf, sayChoice } from './found-choices.ts';

type Known = Pick<Draft, 'scenario' | 'memory'>;

/** A catalogue item that a tool brought; `data` is what the tool knows beside it, for conditions and templates. */
export type OfferedItem = CatalogueItem & { data?: Readonly<Record<string, Json>> | undefined };

const idSchema = catalogueItemSchema.shape.kind.unwrap();
const offeredItem = catalogueItemSchema.extend({
  id: idSchema,
  data: z.record(z.string(), jsonSchema).optional(),
});
/** The tool knows what it is, the scenario how it is said. */
const unnamedItem = z.strictObject({ id: idSchema, data: z.record(z.string(), jsonSchema) });

const bringerOf = (scenario: Scenario, slot: string): string | undefined =>
  Object.keys(scenario.states).find((name) => scenario.states[name]?.tool?.choicesFor === slot);

/**
 * What can be chosen for a slot because a tool found it: the `choices` of the result of the state whose tool has
 * `choicesFor: slot`, a list of catalogue items with their ids, or of data that `choiceSay` puts into words. What is no
 * such item is left out.
 */
export function toolChoices({ scenario, memory }: Known, slot: string): ReadonlyMap<string, OfferedItem> {
  const state = bringerOf(scenario, slot);
  const choices = state === undefined ? undefined : memory.done[state]?.data.choices;
  if (state === undefined || !Array.isArray(choices)) return NONE;
  const known = read.get(choices)?.get(scenario);
  if (known !== undefined) return known;
  const items = readChoices(scenario, state, choices);
  read.set(choices, new WeakMap([[scenario, items]]));
  return items;
}
const NONE: ReadonlyMap<string, OfferedItem> = new Map();
/** a step asks for the same choices many times */
const read = new WeakMap<readonly Json[], WeakMap<Scenario, ReadonlyMap<string, OfferedItem>>>();

function readChoices(scenario: Scenario, state: string, choices: readonly Json[]): Map<string, OfferedItem> {
  const template = scenario.states[state]?.tool?.choiceSay;
  const unnamed = choices.flatMap((choice) => {
    const parsed = unnamedItem.safeParse(choice);
    return parsed.success ? [parsed.data] : [];
  });
  if (template !== undefined && unnamed.length > 0) {
    const phrases = phrasesOf(
      scenario,
      unnamed.map(({ data }) => data),
    );
    return new Map(
      unnamed.map(({ id, data }, index): [string, OfferedItem] => [
        id,
        {
          say: sayChoice(scenario, template, data),
          phrases: phrases[index] ?? {},
          short: {},
          contraindications: [],
          data,
        },
      ]),
    );
  }
  return new Map(
    choices.flatMap((choice): [string, OfferedItem][] => {
      const parsed = offeredItem.safeParse(choice);
      if (!parsed.success) return [];
      const { id, ...item } = parsed.data;
      return [[id, item]];
    }),
  );
}

/** The scenario's slots with the choices that tools have brought put in place, or the few that are asked about. */
export function definitionsWithChoices(known: Known): Readonly<Record<string, SlotDefinition>> {
  const { scenario, memory } = known;
  const brought = Object.values(scenario.states).flatMap(({ tool }) => tool?.choicesFor ?? []);
  if (brought.length === 0 && memory.pending?.kind !== 'one-of') return scenario.slots;
  const definitions = { ...scenario.slots };
  for (const slot of brought) {
    const definition = definitions[slot];
    const items = toolChoices(known, slot);
    if (definition?.type !== 'choice' || items.size === 0) continue;
    const choices = [...items].map(([id, { say, phrases }]) => ({ id, say, phrases }));
    definitions[slot] = { ...definition, choices: [...choices, ...definition.choices] };
  }
  if (memory.pending?.kind === 'one-of') {
    const { slot, values } = memory.pending;
    const definition = definitions[slot];
    if (definition?.type === 'choice') definitions[slot] = amongFew(scenario, slot, definition, values);
  }
  return definitions;
}

type ChoiceDefinition = Extract<SlotDefinition, { type: 'choice' }>;

/** Of two that were named any word tells which that only one of them has: "the head", "the ultrasound". */
function amongFew(
  scenario: Scenario,
  slot: string,
  definition: ChoiceDefinition,
  values: readonly string[],
): ChoiceDefinition {
  const items = scenario.catalogue[slot] ?? {};
  const kinds = scenario.asking[slot]?.kinds ?? {};
  const choices = values.flatMap((id) => {
    const choice = definition.choices.find((one) => one.id === id);
    const item = items[id];
    if (choice === undefined) return [];
    const isOnlyOfKind = values.every((other) => other === id || items[other]?.kind !== item?.kind);
    const phrases = Object.fromEntries(
      scenario.languages.map((language) => [
        language,
        [
          ...(choice.phrases?.[language] ?? []),
          ...(item?.short[language] ?? []),
          ...(isOnlyOfKind ? (kinds[item?.kind ?? '']?.phrases[language] ?? []) : []),
        ],
      ]),
    );
    return [{ ...choice, phrases }];
  });
  return { ...definition, choices };
}
