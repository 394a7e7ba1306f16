import { startState, step } from '../../../domain/dialog/step.ts';
import type { CallFacts, DialogEvent, DialogState, Step } from '../../../domain/dialog/types.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { pick, seededRandom } from '../../sim/random.ts';
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

/** A moment of a call from which later calls may start. */
interface Moment {
  state: DialogState;
  facts: CallFacts;
  at: string;
}

/** Share of the calls that start where an earlier one got further than those before it. */
const FROM_EARLIER = 0.6;

/**
 * Plays generated calls over the engine until every state and branch was reached, or `maxCalls` are over. What lies deep
 * is reached from moments that earlier calls found, as a fuzzer does. The same seed plays the same calls. A call must not
 * throw, say nothing at all, or ask for tools for ever.
 */
export function explore(
  scenario: Scenario,
  { seed, maxCalls }: { seed: number; maxCalls: number },
): Exploration {
  const random = seededRandom(seed);
  const coverage = createCoverage(scenario);
  const literals = literalsOf(scenario);
  const moments: Moment[] = [];
  const faults: string[] = [];
  let turns = 0;
  let calls = 0;
  while (calls < maxCalls && !coverage.isComplete() && faults.length < 5) {
    calls += 1;
    try {
      playCall();
    } catch (error) {
      faults.push(`call ${calls} of seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { calls, turns, faults, ...coverage.summary() };

  function newCall(): Moment {
    const from = pick(random, ['', '+380671234567']);
    return {
      state: startState(scenario, pick(random, scenario.languages)),
      facts: { callId: 'explored', tenant: 'explored', from, to: '', timeZone: scenario.timeZone },
      at: random() < 0.85 ? CALL_AT[0] : CALL_AT[1],
    };
  }

  /** Steps to the next reply, with any results of the tools on the way. */
  function react({ state, facts, at }: Moment, event: DialogEvent): Step {
    const context = { facts, at, onVisit: coverage.visit };
    let next = step(scenario, state, event, context);
    for (let round = 0; next.effect.type === 'run-tool'; round++) {
      const { request } = next.effect;
      if (round === TOOL_ROUNDS) throw new Error(`${next.state.at} asks for "${request.name}" for ever`);
      const asking = scenario.states[next.state.at];
      if (asking === undefined) throw new Error(`no state ${next.state.at}`);
      const result = anyResult(scenario, asking, request, literals, random);
      coverage.answered(next.state.at, asking[result.status] === undefined ? 'failed' : result.status);
      next = step(scenario, next.state, { type: 'tool-finished', result }, context);
    }
    return next;
  }

  function playCall(): void {
    const caller = anyCaller(scenario, literals, random);
    const known =
      moments.length > 0 && random() < FROM_EARLIER
        ? moments[Math.floor(Math.sqrt(random()) * moments.length)]
        : undefined;
    let moment = known ?? newCall();
    let event: DialogEvent = known === undefined ? { type: 'started' } : caller.next(moment.state);
    for (let turn = 0; turn < LONGEST_CALL_TURNS; turn++) {
      const missing = coverage.missing();
      const { state, effect } = react(moment, event);
      turns += 1;
      if (effect.type !== 'reply' || effect.reply.action.type !== 'none') {
        // what was found at the end is found again from the moment before
        if (coverage.missing() < missing) moments.push(moment);
        return;
      }
      if (effect.reply.text.trim() === '') throw new Error(`${state.at} says nothing and waits`);
      moment = { ...moment, state: JSON.parse(JSON.stringify(state)) as DialogState };
      if (coverage.missing() < missing) moments.push(moment);
      event = caller.next(moment.state);
    }
  }
}
