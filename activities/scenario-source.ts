import type { Scenario } from '../domain/scenario/schema.ts';

/** Where a worker finds the scenario that a call froze. */
export interface ScenarioSource {
  /** Null when nothing was ever published under this hash; rejects when the store cannot be reached. */
  byHash(hash: string): Promise<Scenario | null>;
}

/** A worker serves a handful of scenarios in a few versions; each is some hundred kilobytes. */
const SCENARIOS_KEPT = 64;

/** Keeps scenarios in memory: a hash names its content, so an entry is never stale. Two calls that ask at once share one load. */
export function cacheScenarios(source: ScenarioSource): ScenarioSource {
  const loads = new Map<string, Promise<Scenario | null>>();
  return {
    async byHash(hash) {
      const load = loads.get(hash) ?? source.byHash(hash);
      loads.delete(hash);
      loads.set(hash, load); // newest last
      const [oldest] = loads.keys();
      if (loads.size > SCENARIOS_KEPT && oldest !== undefined) loads.delete(oldest);
      try {
        const scenario = await load;
        if (scenario === null) loads.delete(hash); // it may be published a moment later
        return scenario;
      } catch (error) {
        loads.delete(hash);
        throw error;
      }
    },
  };
}
