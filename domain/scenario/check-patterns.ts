import { conditionFaults } from './check-states.ts';
import type { PathFault } from './faults.ts';
import type { Scenario } from './schema.ts';

/** Conditions of pattern rules name what the scenario knows. */
export const checkPatterns = (scenario: Scenario): PathFault[] =>
  Object.entries(scenario.slots).flatMap(([slot, definition]) =>
    definition.type !== 'pattern'
      ? []
      : definition.rules.flatMap(({ when }, index) =>
          when === undefined ? [] : conditionFaults(scenario, when, ['slots', slot, 'rules', index, 'when']),
        ),
  );
