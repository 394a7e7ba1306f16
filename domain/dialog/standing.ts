import type { Scenario } from '../scenario/schema.ts';
import { changedAppointment } from './changed.ts';
import type { Draft } from './draft.ts';
import { toolChoices } from './tool-choices.ts';
import type { FilledSlot } from './types.ts';

/** What is known of a call between turns and within them. */
interface Known {
  scenario: Scenario;
  slots: Readonly<Record<string, FilledSlot>>;
  appointments: Draft['appointments'];
  memory: Draft['memory'];
}

/**
 * Where the earlier call's appointment stands that this call is about, ISO 8601: the one that was chosen among those that a
 * tool has found, moved by this call or not. Undefined where there is none.
 */
export function standingTime({ scenario, slots, appointments, memory }: Known): string | undefined {
  const changed = changedAppointment({ appointments, memory });
  if (changed?.what === 'moved') return changed.time;
  for (const { tool } of Object.values(scenario.states)) {
    const slot = tool?.choicesFor;
    const value = slot === undefined ? undefined : slots[slot]?.value;
    if (slot === undefined || typeof value !== 'string') continue;
    const time = toolChoices({ scenario, memory }, slot).get(value)?.data?.time;
    if (typeof time === 'string' && time.length > 'YYYY-MM-DD'.length) return time;
  }
  return undefined;
}
