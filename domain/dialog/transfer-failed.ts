import { askAgain, jump, partWith } from './advance.ts';
import type { Draft } from './draft.ts';
import { phrase } from './question.ts';
import type { Step } from './types.ts';
import { walk } from './walk.ts';

/** Asked for a person again, a caller who reached none twice is called back without another question. */
const MOST_TRIES = 2;

/**
 * No human took the call: the agent says so and goes to the scenario's `unanswered`, or offers a call back by itself. Until
 * that is declined a call back is owed.
 */
export function transferFailed(draft: Draft): Step {
  // told twice, or late
  if (draft.scenario.states[draft.at]?.action !== 'transfer') return askAgain(draft);
  draft.memory.unreached += 1;
  draft.memory.jump = null;
  draft.memory.open = null;
  draft.outcome = null;
  draft.misses = { noInput: 0, noMatch: 0 };
  draft.says.push(phrase(draft, 'nobodyAnswers'));
  if (draft.memory.unreached >= MOST_TRIES) return promiseCallback(draft);
  const { unanswered } = draft.scenario.globals;
  if (unanswered !== undefined) return jump(draft, unanswered);
  draft.at = whereQuestionsGoOn(draft);
  draft.outcome = 'callback';
  draft.memory.pending = { kind: 'callback' };
  return askAgain(draft);
}

/** The caller wants to be called back. */
export function promiseCallback(draft: Draft): Step {
  draft.says.push(phrase(draft, 'willCallBack'));
  return partWith(draft, 'callback');
}

/** A state in which the call has not ended: the one that asks next. */
function whereQuestionsGoOn(draft: Draft): string {
  const stop = walk(draft);
  return stop.type === 'ask' ? stop.name : draft.scenario.start;
}
