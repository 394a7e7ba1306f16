import { type CatalogueItem, catalogueItemSchema, type Scenario } from '../scenario/schema.ts';
import type { SlotDefinition } from '../slots/definition.ts';
import type { Draft } from './draft.ts';

type Known = Pick<Draft, 'scenario' | 'memory'>;

const offeredItem = catalogueItemSchema.extend({ id: catalogueItemSchema.shape.kind.unwrap() });

const bringerOf = (scenario: Scenario, slot: string): string | undefined =>
  Object.keys(scenario.states).find((name) => scenario.states[name]?.tool?.choicesFor === slot);

/**
 * What can be chosen for a slot because a tool found it: the `choices` of the result of the state whose tool has
 * `choicesFor: slot`, a list of catalogue items with their ids. What is no such item is left out.
 */
export function toolChoices({ scenario, memory }: Known, slot: string): ReadonlyMap<string, CatalogueItem> {
  const state = bringerOf(scenario, slot);
  const choices = state === undefined ? undefined : memory.done[state]?.data.choices;
  if (!Array.isArray(choices)) return NONE;
  return new Map(
    choices.flatMap((choice): [string, CatalogueItem][] => {
      const parsed = offeredItem.safeParse(choice);
      if (!parsed.success) return [];
      const { id, ...item } = parsed.data;
      return [[id, item]];
    }),
  );
}
const NONE: ReadonlyMap<string, CatalogueItem> = new Map();

/** The scenario's slots with the choices that tools have brought put in place. */
export function definitionsWithChoices(known: Known): Readonly<Record<string, SlotDefinition>> {
  const { scenario } = known;
  const brought = Object.values(scenario.states).flatMap(({ tool }) => tool?.choicesFor ?? []);
  if (brought.length === 0) return scenario.slots;
  const definitions = { ...scenario.slots };
  for (const slot of brought) {
    const definition = definitions[slot];
    const items = toolChoices(known, slot);
    if (definition?.type !== 'choice' || items.size === 0) continue;
    const choices = [...items].map(([id, { say, phrases }]) => ({ id, say, phrases }));
    definitions[slot] = { ...definition, choices: [...choices, ...definition.choices] };
  }
  return definitions;
}
