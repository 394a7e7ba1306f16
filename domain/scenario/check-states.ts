import { parseCondition, pathsOf } from './condition.ts';
import { type PathFault, unknownName } from './faults.ts';
import { pathFault } from './names.ts';
import type { Scenario, ScenarioEdge, ScenarioState } from './schema.ts';
import { toolsOf } from './tools.ts';

const BRANCHES = ['next', 'ok', 'conflict', 'failed', 'late'] as const;

/** The edges that leave a state, with the key under which they stand. */
export function edgesOf(state: ScenarioState): { key: string; index: number; edge: ScenarioEdge }[] {
  return BRANCHES.flatMap((key) => (state[key] ?? []).map((edge, index) => ({ key, index, edge })));
}

/** A condition's faults: it cannot be read, or it reads what nobody knows. */
export function conditionFaults(
  scenario: Scenario,
  source: string,
  path: readonly PropertyKey[],
): PathFault[] {
  try {
    return pathsOf(parseCondition(source))
      .map((name) => pathFault(scenario, name))
      .filter((message) => message !== null)
      .map((message) => ({ path, message: `condition "${source}": ${message}` }));
  } catch (error) {
    return [{ path, message: (error as Error).message }];
  }
}

function checkEdges(scenario: Scenario, name: string, state: ScenarioState): PathFault[] {
  const names = Object.keys(scenario.states);
  const faults = edgesOf(state).flatMap(({ key, index, edge }): PathFault[] => {
    const path = ['states', name, key, index];
    return [
      ...(names.includes(edge.to)
        ? []
        : [{ path, message: `${name} leads to an ${unknownName('state', edge.to, names)}` }]),
      ...(edge.when === undefined ? [] : conditionFaults(scenario, edge.when, path)),
    ];
  });
  for (const key of BRANCHES) {
    const edges = state[key] ?? [];
    const open = edges.findIndex((edge) => edge.when === undefined);
    if (edges.length > 0 && open === -1) {
      faults.push({
        path: ['states', name, key],
        message: `${name}.${key} has no way out when no condition holds: end it with {to: …} without "when"`,
      });
    } else if (open !== -1 && open < edges.length - 1) {
      faults.push({
        path: ['states', name, key, open + 1],
        message: `${name}.${key} never gets behind its unconditional ${edges[open]?.to}: move that to the end`,
      });
    }
  }
  return faults;
}

function checkTool(scenario: Scenario, name: string, state: ScenarioState): PathFault[] {
  const { tool } = state;
  if (tool === undefined) return [];
  const path = ['states', name, 'tool'];
  const tools = toolsOf(scenario);
  const known = tools[tool.name];
  if (known === undefined) return [{ path, message: unknownName('tool', tool.name, Object.keys(tools)) }];
  const faults: PathFault[] = known.args
    .filter((arg) => !(arg in tool.args))
    .map((arg) => ({ path, message: `${tool.name} needs the argument "${arg}"` }));
  for (const branch of ['ok', 'failed'] as const) {
    if (state[branch] === undefined)
      faults.push({ path: ['states', name], message: `${name} runs a tool and needs "${branch}: STATE"` });
  }
  return faults;
}

function checkState(scenario: Scenario, name: string, state: ScenarioState): PathFault[] {
  const path = ['states', name];
  const slots = Object.keys(scenario.slots);
  const faults = [...checkEdges(scenario, name, state), ...checkTool(scenario, name, state)];
  for (const key of ['ask', 'review', 'readBack', 'clear'] as const) {
    for (const slot of state[key].filter((s) => !slots.includes(s))) {
      faults.push({ path: [...path, key], message: unknownName('slot', slot, slots) });
    }
  }
  for (const [slot, from] of Object.entries(state.set)) {
    if (!slots.includes(slot))
      faults.push({ path: [...path, 'set', slot], message: unknownName('slot', slot, slots) });
    const fault = pathFault(scenario, from);
    if (fault !== null) faults.push({ path: [...path, 'set', slot], message: fault });
  }
  const offers = state.tool?.offers;
  if (offers !== undefined && !slots.includes(offers))
    faults.push({ path: [...path, 'tool', 'offers'], message: unknownName('slot', offers, slots) });
  const brings = state.tool?.choicesFor;
  if (brings !== undefined && scenario.slots[brings]?.type !== 'choice')
    faults.push({
      path: [...path, 'tool', 'choicesFor'],
      message: `choicesFor needs a slot of type choice, and "${brings}" is none: ${slots.join(', ')}`,
    });
  if (state.ask.length > 0 && state.tool !== undefined)
    faults.push({ path, message: `${name} both asks and runs a tool: make two states of it` });
  if (state.next.length === 0 && state.tool === undefined && state.action === undefined)
    faults.push({ path, message: `${name} has no exit: give it "next" or "action: hang-up"` });
  if (state.limits?.else !== undefined && scenario.states[state.limits.else] === undefined)
    faults.push({
      path: [...path, 'limits', 'else'],
      message: unknownName('state', state.limits.else, Object.keys(scenario.states)),
    });
  return faults;
}

function roots(scenario: Scenario): { path: PropertyKey[]; name: string }[] {
  return [
    { path: ['start'], name: scenario.start },
    ...Object.entries(scenario.globals).map(([key, name]) => ({ path: ['globals', key], name })),
    { path: ['limits', 'else'], name: scenario.limits.else },
  ];
}

/** Names in states, ways in and ways out. */
export function checkStates(scenario: Scenario): PathFault[] {
  const names = Object.keys(scenario.states);
  const faults = roots(scenario)
    .filter(({ name }) => !names.includes(name))
    .map(({ path, name }): PathFault => ({ path, message: unknownName('state', name, names) }));
  for (const [index, slot] of (scenario.transfer?.tells ?? []).entries())
    if (scenario.slots[slot] === undefined)
      faults.push({
        path: ['transfer', 'tells', index],
        message: unknownName('slot', slot, Object.keys(scenario.slots)),
      });
  const seen = new Set<string>();
  const open = roots(scenario).map(({ name }) => name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scenario.states[name];
    if (state === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...edgesOf(state).map(({ edge }) => edge.to));
    if (state.limits?.else !== undefined) open.push(state.limits.else);
  }
  for (const [name, state] of Object.entries(scenario.states)) {
    faults.push(...checkState(scenario, name, state));
    if (!seen.has(name))
      faults.push({
        path: ['states', name],
        message: `no state leads to ${name}: remove it or add a "next" to it`,
      });
  }
  return faults;
}
