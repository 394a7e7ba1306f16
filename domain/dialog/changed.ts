import { matterOf } from './appointments.ts';
import type { Draft } from './draft.ts';

/**
 * What the matter under way has done to an earlier call's appointment, and where it stands now; undefined when it stands
 * where the call found it. `time` is ISO 8601 with offset.
 */
export function changedAppointment({
  appointments,
  memory,
}: Pick<Draft, 'appointments' | 'memory'>):
  | { what: 'moved'; time: string }
  | { what: 'cancelled' }
  | undefined {
  const changed = appointments.findLast(
    (one) => matterOf(one) === memory.matters + 1 && one.of !== undefined && one.of.time !== one.time,
  );
  if (changed === undefined) return undefined;
  return changed.time === null ? { what: 'cancelled' } : { what: 'moved', time: changed.time };
}
