import type { LocalCallActivities } from '../contracts/activities.ts';
import { step } from '../domain/dialog/step.ts';
import { knownScenario } from './known-scenario.ts';
import type { ScenarioSource } from './scenario-source.ts';

/** One step of the dialog; its result is what history records, so a replay needs neither scenario nor rules. */
export const createAdvanceDialogActivities = ({
  scenarios,
}: {
  scenarios: ScenarioSource;
}): Pick<LocalCallActivities, 'advanceDialog'> => ({
  async advanceDialog({ scenarioHash, state, event, facts, at }) {
    const scenario = await knownScenario(scenarios, scenarioHash);
    return step(scenario, state, event, { facts, at });
  },
});
