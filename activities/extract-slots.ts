import type { LocalCallActivities } from '../contracts/activities.ts';
import { understandTurn } from '../domain/dialog/understand-turn.ts';
import { knownScenario } from './known-scenario.ts';
import type { ScenarioSource } from './scenario-source.ts';

/** Understands the caller's words by rules, against the question that is open. */
export const createExtractSlotsActivities = ({
  scenarios,
}: {
  scenarios: ScenarioSource;
}): Pick<LocalCallActivities, 'extractSlots'> => ({
  async extractSlots({ scenarioHash, state, facts, text, confidence, language, at }) {
    const scenario = await knownScenario(scenarios, scenarioHash);
    return understandTurn(scenario, state, { text, confidence, language }, { facts, at });
  },
});
