import type { UsageEvent } from '../domain/money/usage.ts';

/** The call's usage events; a repeated report counts once, by its id. */
export interface UsageLedger {
  add(events: readonly UsageEvent[]): void;
  all(): readonly UsageEvent[];
}

export function createUsageLedger(): UsageLedger {
  const byId = new Map<string, UsageEvent>();
  return {
    add(events) {
      for (const event of events) if (!byId.has(event.id)) byId.set(event.id, event);
    },
    all: () => [...byId.values()],
  };
}
