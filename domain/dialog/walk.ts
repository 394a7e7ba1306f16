import { holdsText } from '../scenario/condition.ts';
import type { ScenarioEdge, ScenarioState } from '../scenario/schema.ts';
import type { Draft } from './draft.ts';
import { clearSlot, fillSlot } from './fill.ts';
import { lookup, resolveArguments, spoken } from './values.ts';
import { stopWaiting } from './waiting.ts';

/** Where a walk stopped. */
export type Stop =
  | { type: 'ask'; name: string; state: ScenarioState; slot: string }
  | {
      type: 'tool';
      name: string;
      state: ScenarioState;
      args: Readonly<Record<string, never>> | object;
      key: string;
    }
  | { type: 'end'; name: string; state: ScenarioState }
  /** the scenario goes in circles: a fault of the scenario that only a certain set of answers shows */
  | { type: 'lost'; name: string };

type Branch = 'next' | 'ok' | 'conflict' | 'failed' | 'late';

const LONGEST_WALK = 300;

/** The first of a state's edges under `key` whose condition holds. */
function follow(draft: Draft, name: string, key: Branch, edges: readonly ScenarioEdge[]): string | undefined {
  const index = edges.findIndex(
    ({ when }) => when === undefined || holdsText(when, (path) => lookup(draft, path)),
  );
  if (index !== -1) draft.context.onVisit?.(name, { key, index });
  return edges[index]?.to;
}

/** Says what a state announces, unless the caller has heard these very values from it. */
function announce(draft: Draft, name: string, state: ScenarioState): void {
  if (state.say.length === 0) return;
  const { text, key } = spoken(draft, state.say);
  if (text === '' || draft.memory.announced[name] === key) return;
  draft.says.push(text);
  draft.memory.announced[name] = key;
}

/** A state that clears takes the caller back: it is said each time, and failed attempts may be made again. */
function clear(draft: Draft, state: ScenarioState): void {
  const { text } = spoken(draft, state.say);
  if (text !== '') draft.says.push(text);
  passed(draft, state);
  const kept = Object.entries(state.set).map(([slot, path]) => [slot, lookup(draft, path)] as const);
  const goesOn = Object.values(state.set).some((path) => path.startsWith('waiting.'));
  // what one person has named is not for the next
  if (state.newMatter === true && goesOn) stopWaiting(draft);
  else if (state.newMatter === true) draft.memory.waiting = {};
  for (const slot of state.clear) clearSlot(draft, slot);
  for (const [slot, value] of kept) if (value !== undefined && value !== null) fillSlot(draft, slot, value);
  if (state.resume === true) draft.memory.jump = null;
  if (state.newMatter === true) {
    draft.memory.matters += 1;
    // whatever led here, the questions begin again, with their read-backs
    draft.memory.jump = null;
    draft.memory.announced = Object.fromEntries(
      Object.entries(draft.memory.announced).filter(([name]) => draft.scenario.states[name]?.once === true),
    );
    draft.memory.done = {};
    draft.memory.runs = {};
    return;
  }
  for (const [name, done] of Object.entries(draft.memory.done)) {
    if (done.status !== 'ok') delete draft.memory.done[name];
  }
}

/** What the caller has got by coming past here; to be told something takes back nothing that was done. */
function passed(draft: Draft, state: ScenarioState): void {
  if (state.outcome === undefined || state.action !== undefined) return;
  if (state.outcome !== 'informed' || draft.outcome === null) draft.outcome = state.outcome;
}

/** True when a value changed: then the way here has to be walked again. */
function assign(draft: Draft, state: ScenarioState): boolean {
  let changed = false;
  for (const [slot, path] of Object.entries(state.set)) {
    const value = lookup(draft, path);
    if (value !== undefined && value !== null) changed = fillSlot(draft, slot, value) || changed;
  }
  return changed;
}

/** The stop at this state, or the name of the next one. */
function visit(draft: Draft, name: string, state: ScenarioState): Stop | string | undefined {
  const missing = state.ask.find(
    (slot) => draft.slots[slot] === undefined && !draft.memory.skipped.includes(slot),
  );
  if (missing !== undefined) return { type: 'ask', name, state, slot: missing };
  if (state.ask.length === 0) announce(draft, name, state);
  passed(draft, state);
  if (state.tool !== undefined) {
    const args = Object.fromEntries(
      Object.entries(state.tool.args).map(([arg, value]) => [arg, resolveArguments(draft, value)]),
    );
    const wish = state.tool.offers === undefined ? {} : wishArguments(draft);
    // a new wish drops the earlier result itself (offers.ts), so it is no part of the key
    const key = JSON.stringify(args);
    const full = { ...args, ...wish };
    const done = draft.memory.done[name];
    if (done === undefined || done.key !== key) return { type: 'tool', name, state, args: full, key };
    const branch = state[done.status] === undefined ? 'failed' : done.status;
    return follow(draft, name, branch, state[branch] ?? []);
  }
  if (state.action !== undefined) return { type: 'end', name, state };
  return follow(draft, name, 'next', state.next);
}

function wishArguments({ memory }: Draft): Record<string, string> {
  const { notBefore, notAfter } = memory.wish;
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
}

/**
 * Walks the scenario from its start, passing what is answered, announced or done already. Because the way depends on
 * the slots alone, a corrected answer is followed by exactly the questions that it opens again.
 */
export function walk(draft: Draft): Stop {
  const from = () => draft.memory.jump ?? draft.scenario.start;
  let name = from();
  for (let steps = 0; steps < LONGEST_WALK; steps++) {
    const state = draft.scenario.states[name];
    if (state === undefined) break;
    draft.context.onVisit?.(name, null);
    if (state.clear.length > 0 && state.clear.some((slot) => draft.slots[slot] !== undefined)) {
      clear(draft, state);
      name = from();
      continue;
    }
    if (assign(draft, state)) {
      name = from();
      continue;
    }
    const next = visit(draft, name, state);
    if (next === undefined) break;
    if (typeof next !== 'string') return next;
    name = next;
  }
  return { type: 'lost', name };
}
