import type { Json } from '../../../domain/json.ts';
import { edgesOf } from '../../../domain/scenario/check-states.ts';
import { type Condition, parseCondition } from '../../../domain/scenario/condition.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';

function comparisons(condition: Condition): { path: string; value: Json }[] {
  if (condition.type === 'not') return comparisons(condition.part);
  if (condition.type === 'and' || condition.type === 'or') return condition.parts.flatMap(comparisons);
  if (condition.type === 'known') return [true, false].map((value) => ({ path: condition.path, value }));
  if (condition.type === 'compare-paths') return [];
  const values = Array.isArray(condition.value) ? (condition.value as readonly Json[]) : [condition.value];
  return values.map((value) => ({ path: condition.path, value }));
}

/** Path → the values that the scenario's conditions compare it with, and those next to a number. */
export function literalsOf(scenario: Scenario): ReadonlyMap<string, readonly Json[]> {
  const sources = [
    ...Object.values(scenario.states).flatMap((state) => [
      ...edgesOf(state).map(({ edge }) => edge.when),
      ...state.say.map(({ when }) => when),
    ]),
    ...Object.values(scenario.questions).flatMap(({ say }) => say.map(({ when }) => when)),
    ...scenario.discounts.map(({ when }) => when),
  ];
  const found = new Map<string, Set<Json>>();
  for (const source of sources) {
    if (source === undefined) continue;
    for (const { path, value } of comparisons(parseCondition(source))) {
      const values = found.get(path) ?? new Set();
      found.set(path, values);
      values.add(value);
      if (typeof value === 'number') for (const near of [value - 1, value + 1]) values.add(near);
    }
  }
  return new Map([...found].map(([path, values]) => [path, [...values]]));
}
