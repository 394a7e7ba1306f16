import type { Scenario } from './schema.ts';

/** The tools of every scenario, with the arguments each must get. Performed by activities/tools. */
export const SCENARIO_TOOLS: Readonly<Record<string, { args: readonly string[]; data: readonly string[] }>> =
  {
    'find-free-times': {
      args: ['resource', 'day', 'durationMin', 'count'],
      data: ['day', 'times', 'count', 'other_day'],
    },
    'set-appointment': { args: ['n', 'resource', 'time', 'durationMin', 'details'], data: ['time'] },
    'request-callback': { args: ['reason'], data: [] },
  };

/** The tools that a scenario may name: those of every scenario and those that it declares itself. */
export const toolsOf = (scenario: Pick<Scenario, 'tools'>): typeof SCENARIO_TOOLS => ({
  ...scenario.tools,
  ...SCENARIO_TOOLS,
});
