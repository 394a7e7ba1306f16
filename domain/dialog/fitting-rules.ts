import { holdsText } from '../scenario/condition.ts';
import type { SlotDefinition } from '../slots/definition.ts';
import type { Draft } from './draft.ts';
import { lookup } from './values.ts';

type Definitions = Readonly<Record<string, SlotDefinition>>;

/** Definitions by which of their conditions hold: a definition's rules are compiled once for each. */
const known = new WeakMap<SlotDefinition, Map<string, SlotDefinition>>();

/** The definitions with those rules of patterns alone whose condition holds at this moment: of what a set is four, or one. */
export function withFittingRules(draft: Draft, definitions: Definitions): Definitions {
  const holds = (condition: string): boolean => holdsText(condition, (path) => lookup(draft, path));
  const conditional = Object.entries(definitions).filter(
    ([, one]) => one.type === 'pattern' && one.rules.some(({ when }) => when !== undefined),
  );
  if (conditional.length === 0) return definitions;
  const fitting = conditional.map(([slot, one]) => [slot, fittingOf(one, holds)] as const);
  return { ...definitions, ...Object.fromEntries(fitting) };
}

function fittingOf(definition: SlotDefinition, holds: (condition: string) => boolean): SlotDefinition {
  if (definition.type !== 'pattern') return definition;
  const fits = definition.rules.map(({ when }) => when === undefined || holds(when));
  const byFit = known.get(definition) ?? new Map<string, SlotDefinition>();
  known.set(definition, byFit);
  const key = fits.join();
  const fitting = byFit.get(key) ?? { ...definition, rules: definition.rules.filter((_, at) => fits[at]) };
  byFit.set(key, fitting);
  return fitting;
}
