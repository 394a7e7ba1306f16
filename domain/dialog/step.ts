import type { Scenario } from '../scenario/schema.ts';
import { advance, askAgain, sayOnly } from './advance.ts';
import { dictated } from './dictation.ts';
import { type Draft, draftOf, type StepContext } from './draft.ts';
import { finishTool } from './finish-tool.ts';
import { hearTurn } from './hear-turn.ts';
import { miss } from './misses.ts';
import { pressKeys } from './press-keys.ts';
import { phrase } from './question.ts';
import { untilStandstill } from './standstill.ts';
import { transferFailed } from './transfer-failed.ts';
import type { DialogEvent, DialogState, Step } from './types.ts';

export { type StepContext, startState } from './draft.ts';

/**
 * What the dialog does next. No clock, no network, no randomness: the same input gives the same step.
 * `context.at` is the time of the event, ISO 8601.
 */
export function step(scenario: Scenario, state: DialogState, event: DialogEvent, context: StepContext): Step {
  const draft = draftOf(scenario, state, context);
  const ended = state.outcome !== null && memoryEnded(draft);
  switch (event.type) {
    case 'started':
      return advance(draft);
    case 'tool-finished':
      return untilStandstill(scenario, state, finishTool(draft, event.result), context, null);
    case 'resumed':
    case 'returned': {
      if (event.type === 'resumed') draft.says.push(phrase(draft, 'resumed'));
      // only a repeat: whatever the dialog was waiting for, it still is
      return { ...(ended ? advance(draft) : askAgain(draft)), state };
    }
  }
  draft.turnSeq += 1;
  if (event.type === 'transfer-failed') return transferFailed(draft);
  // words after the goodbye change nothing
  if (ended) return advance(draft);
  switch (event.type) {
    case 'silence':
      return miss(draft, 'noInput');
    case 'keys':
      return untilStandstill(scenario, state, pressKeys(draft, event.digits), context, null);
    case 'understood': {
      draft.misses.noInput = 0;
      const whole = dictated(draft, event.understanding);
      if (whole === null) draft.says.push(phrase(draft, 'goOn'));
      const next = whole === null ? sayOnly(draft) : hearTurn(draft, whole);
      return untilStandstill(scenario, state, next, context, whole);
    }
  }
}

/** The last reply hung up or transferred. */
function memoryEnded(draft: Draft): boolean {
  return draft.scenario.states[draft.at]?.action !== undefined;
}
