import { startState, step } from '../../../domain/dialog/step.ts';
import type { DialogEvent, DialogState, Step } from '../../../domain/dialog/types.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { pick, type Random, seededRandom } from '../../sim/random.ts';
import { anyCaller, CALL_AT } from './caller.ts';
import { createCoverage } from './coverage.ts';
import { literalsOf } from './literals.ts';
import { anyResult } from './tool-results.ts';

const LONGEST_CALL_TURNS = 80;
const TOOL_ROUNDS = 8;

export interface Exploration extends ReturnType<ReturnType<typeof createCoverage>['summary']> {
  calls: number;
  turns: number;
  /** what went wrong in a generated call, with the seed that shows it again */
  faults: string[];
}

/**
 * Plays generated calls over the engine until every state and branch was reached, or `maxCalls` are over. The same seed
 * plays the same calls. A call must not throw, say nothing at all, or ask for tools for ever.
 */
export function explore(
  scenario: Scenario,
  { seed, maxCalls }: { seed: number; maxCalls: number },
): Exploration {
  const coverage = createCoverage(scenario);
  const literals = literalsOf(scenario);
  const faults: string[] = [];
  let turns = 0;
  let calls = 0;
  while (calls < maxCalls && !coverage.isComplete() && faults.length < 5) {
    const callSeed = seed + calls++;
    try {
      turns += playCall(seededRandom(callSeed));
    } catch (error) {
      faults.push(`seed ${callSeed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { calls, turns, faults, ...coverage.summary() };

  function playCall(random: Random): number {
    const from = pick(random, ['', '+380671234567']);
    const facts = { callId: 'explored', tenant: 'explored', from, to: '', timeZone: scenario.timeZone };
    const context = { facts, at: random() < 0.85 ? CALL_AT[0] : CALL_AT[1], onVisit: coverage.visit };
    const caller = anyCaller(scenario, literals, random);
    let state: DialogState = startState(scenario, pick(random, scenario.languages));
    const react = (event: DialogEvent): Step => {
      let next = step(scenario, state, event, context);
      for (let round = 0; next.effect.type === 'run-tool'; round++) {
        const { request } = next.effect;
        if (round === TOOL_ROUNDS) throw new Error(`${next.state.at} asks for "${request.name}" for ever`);
        const at = scenario.states[next.state.at];
        if (at === undefined) throw new Error(`no state ${next.state.at}`);
        const result = anyResult(scenario, at, request, literals, random);
        next = step(scenario, next.state, { type: 'tool-finished', result }, context);
      }
      state = JSON.parse(JSON.stringify(next.state)) as DialogState;
      return next;
    };
    let next = react({ type: 'started' });
    for (let turn = 0; turn < LONGEST_CALL_TURNS; turn++) {
      const { effect } = next;
      if (effect.type !== 'reply') return turn;
      if (effect.reply.action.type !== 'none') return turn;
      if (effect.reply.text.trim() === '') throw new Error(`${state.at} says nothing and waits`);
      next = react(caller.next(state));
    }
    return LONGEST_CALL_TURNS;
  }
}
