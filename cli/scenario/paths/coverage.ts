import { edgesOf } from '../../../domain/scenario/check-states.ts';
import type { Scenario, ScenarioState } from '../../../domain/scenario/schema.ts';

/**
 * Which states and branches of a scenario were reached. A branch is one of several ways out of a state, written as
 * `STATE.key when … → TARGET`. The only way out needs no proof of its own: after an answer the engine walks from the start
 * again and mostly does not come through it.
 */
export interface Coverage {
  visit(state: string, branch: { key: string; index: number } | null): void;
  /** a state's tool answered so; where that leaves one way out, the engine may have gone on without passing it */
  answered(state: string, status: string): void;
  isComplete(): boolean;
  /** states and branches that are still to be reached */
  missing(): number;
  summary(): {
    states: { reached: number; all: number; missed: string[] };
    branches: { reached: number; all: number; missed: string[] };
  };
}

export function createCoverage(scenario: Scenario): Coverage {
  const states = new Set(Object.keys(scenario.states));
  const branches = new Map(
    Object.entries(scenario.states).flatMap(([name, state]) =>
      waysOut(state).map(({ key, index, edge }): [string, string] => [
        `${name} ${key} ${index}`,
        `${name}.${key}${edge.when === undefined ? '' : ` when ${edge.when}`} → ${edge.to}`,
      ]),
    ),
  );
  const all = { states: states.size, branches: branches.size };
  return {
    visit(state, branch) {
      states.delete(state);
      if (branch !== null) branches.delete(`${state} ${branch.key} ${branch.index}`);
    },
    answered(state, status) {
      const { [status]: edges } = scenario.states[state] as unknown as Record<string, unknown>;
      if (Array.isArray(edges) && edges.length === 1) branches.delete(`${state} ${status} 0`);
    },
    missing: () => states.size + branches.size,
    isComplete: () => states.size === 0 && branches.size === 0,
    summary: () => ({
      states: { reached: all.states - states.size, all: all.states, missed: [...states] },
      branches: {
        reached: all.branches - branches.size,
        all: all.branches,
        missed: [...branches.values()],
      },
    }),
  };
}

const waysOut = (state: ScenarioState) => {
  const edges = edgesOf(state);
  const only = state.tool === undefined && edges.length === 1;
  return only ? [] : edges.filter(({ edge }) => edge.inCase !== true);
};
