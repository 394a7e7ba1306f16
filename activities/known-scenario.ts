import { ApplicationFailure } from '@temporalio/common';
import type { Scenario } from '../domain/scenario/schema.ts';
import type { ScenarioSource } from './scenario-source.ts';

/** The scenario of a call. An unknown hash is not retried: nobody will publish a past version. */
export async function knownScenario(scenarios: ScenarioSource, hash: string): Promise<Scenario> {
  const scenario = await scenarios.byHash(hash);
  if (scenario !== null) return scenario;
  throw ApplicationFailure.nonRetryable(
    `no scenario was published under ${hash}: publish it, or check that edge and worker use the same database`,
    'UnknownScenario',
  );
}
