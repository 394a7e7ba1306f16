import type { Json } from '../json.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { Draft } from './draft.ts';
import { saySlot } from './values.ts';

/** Slots whose answers are worth nothing when `slot` changes, at any distance. */
export function dependentsOf(scenario: Scenario, slot: string): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    for (const [other, asking] of Object.entries(scenario.asking)) {
      if (!asking.dependsOn.includes(name) || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(slot);
  found.delete(slot);
  return [...found];
}

function forget(draft: Draft, slot: string): void {
  delete draft.slots[slot];
  draft.memory.skipped = draft.memory.skipped.filter((name) => name !== slot);
  // what was offered for it is offered afresh
  for (const [name, state] of Object.entries(draft.scenario.states)) {
    if (state.tool?.offers === slot) delete draft.memory.done[name];
  }
}

/** Forgets a slot and everything that hangs on it. */
export function clearSlot(draft: Draft, slot: string): void {
  for (const dependent of dependentsOf(draft.scenario, slot)) forget(draft, dependent);
  forget(draft, slot);
}

/** Fills a slot; a changed value makes dependent answers void. True when the value is new. */
export function fillSlot(
  draft: Draft,
  slot: string,
  value: Json,
  { confidence = 1, confirmed = true }: { confidence?: number; confirmed?: boolean } = {},
): boolean {
  const before = draft.slots[slot];
  const isNew = before === undefined || JSON.stringify(before.value) !== JSON.stringify(value);
  if (isNew) for (const dependent of dependentsOf(draft.scenario, slot)) forget(draft, dependent);
  draft.memory.skipped = draft.memory.skipped.filter((name) => name !== slot);
  draft.slots[slot] = {
    value,
    say: saySlot(draft, slot, value),
    confidence,
    confirmed: confirmed || (!isNew && before?.confirmed === true),
    turnSeq: isNew ? draft.turnSeq : (before?.turnSeq ?? draft.turnSeq),
  };
  return isNew;
}

/** After a switch of language, every value is said in the new one. */
export function resaySlots(draft: Draft): void {
  for (const [slot, filled] of Object.entries(draft.slots)) {
    draft.slots[slot] = { ...filled, say: saySlot(draft, slot, filled.value) };
  }
}
