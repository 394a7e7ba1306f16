import type { LocalCallActivities } from '../contracts/activities.ts';
import { startState, step } from '../domain/dialog/step.ts';
import { knownScenario } from './known-scenario.ts';
import type { ScenarioSource } from './scenario-source.ts';

export interface PrepareCallPorts {
  scenarios: ScenarioSource;
  /** the model that words replies, null: the scenario's own texts */
  model: string | null;
}

/** Takes the dialog's first step and answers what the call must know before its first turn. */
export const createPrepareCallActivities = ({
  scenarios,
  model,
}: PrepareCallPorts): Pick<LocalCallActivities, 'prepareCall'> => ({
  async prepareCall({ scenarioHash, language, facts, at }) {
    const scenario = await knownScenario(scenarios, scenarioHash);
    const start = step(scenario, startState(scenario, language), { type: 'started' }, { facts, at });
    return { start, noInputMs: scenario.noInputMs, maxCallMs: scenario.maxCallMs, model };
  },
});
