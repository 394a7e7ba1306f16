import { edgesOf } from './check-states.ts';
import type { PathFault } from './faults.ts';
import type { Scenario } from './schema.ts';

const BOOKING_TOOLS = ['set-appointment', 'change-appointment'];
const SLOT_ONLY = /^\{\{(\w+)\}\}$/;

/**
 * A time that somebody else has must be let go before it is asked for again: with its slot still filled the walk comes
 * back to the same tool with the same time, round and round, and the caller is handed to a person.
 */
export function checkTakenTimes(scenario: Scenario): PathFault[] {
  return Object.entries(scenario.states).flatMap(([name, { tool, conflict }]): PathFault[] => {
    if (tool === undefined || !BOOKING_TOOLS.includes(tool.name)) return [];
    const slot = SLOT_ONLY.exec(`${tool.args.time}`)?.[1];
    if (slot === undefined || scenario.asking[slot] === undefined) return [];
    const lets = [slot, ...scenario.asking[slot].dependsOn];
    return (conflict ?? [])
      .filter(({ to }) => comesBack(scenario, to, name, lets))
      .map(({ to }) => ({
        path: ['states', name, 'conflict'],
        message: `${name}: on a conflict ${to} leads back here with the time that is taken: put "clear: [${slot}]" on the way`,
      }));
  });
}

/** Whether a way from one state to another passes no state that clears one of the slots. */
function comesBack(scenario: Scenario, from: string, to: string, slots: readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scenario.states[name];
    if (name === to) return true;
    if (state === undefined || seen.has(name) || state.clear.some((slot) => slots.includes(slot))) continue;
    seen.add(name);
    open.push(...edgesOf(state).map(({ edge }) => edge.to));
  }
  return false;
}
