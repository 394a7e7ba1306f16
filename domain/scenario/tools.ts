import type { Scenario } from './schema.ts';

/** What a tool must get, what it answers, and what each of its `choices` has beside a catalogue item's fields. */
export interface ToolDescription {
  args: readonly string[];
  data: readonly string[];
  choices?: readonly string[];
}

/** The tools of every scenario, with the arguments each must get. Performed by activities/tools. */
const SCENARIO_TOOLS: Readonly<Record<string, ToolDescription>> = {
  'find-free-times': {
    args: ['resource', 'day', 'durationMin', 'count'],
    data: ['day', 'times', 'count', 'other_day'],
  },
  'set-appointment': { args: ['n', 'resource', 'time', 'durationMin', 'details'], data: ['time'] },
  'find-client': { args: ['phone'], data: ['name', 'given', 'age', 'weight', 'visited'] },
  'find-appointments': {
    args: ['phone', 'name'],
    data: ['agrees', 'count', 'choices', 'only'],
    choices: ['day', 'time', 'resource', 'study', 'name', 'phone', 'price'],
  },
  'change-appointment': {
    args: ['n', 'appointment', 'from', 'resource', 'time', 'durationMin'],
    data: ['time', 'reason'],
  },
  'request-callback': { args: ['reason'], data: [] },
};

/** The tools that a scenario may name: those of every scenario and those that it declares itself. */
export const toolsOf = (scenario: Pick<Scenario, 'tools'>): typeof SCENARIO_TOOLS => ({
  ...scenario.tools,
  ...SCENARIO_TOOLS,
});
