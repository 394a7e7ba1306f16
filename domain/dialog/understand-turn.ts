import type { Language } from '../language.ts';
import type { Scenario } from '../scenario/schema.ts';
import { understand } from '../slots/index.ts';
import type { SlotContext } from '../slots/slot-type.ts';
import { memoryOf, type StepContext } from './draft.ts';
import { offeredTimes } from './offers.ts';
import { definitionsWithChoices } from './tool-choices.ts';
import type { DialogState, Understanding } from './types.ts';

/** What understanding may know of this call at this moment. */
export function slotContext(scenario: Scenario, state: DialogState, context: StepContext): SlotContext {
  const memory = memoryOf(state);
  const offered = memory.open === null ? [] : offeredTimes({ scenario, memory }, memory.open);
  return {
    facts: { ...context.facts, timeZone: scenario.timeZone },
    at: context.at,
    openingHours: scenario.openingHours,
    holidays: scenario.holidays,
    ...(offered.length > 0 ? { offered } : {}),
  };
}

/** Characters of an utterance that are read: more than anybody says in one breath, and rules stay fast. */
const LONGEST_UTTERANCE = 1000;

/** Understands an utterance by rules, against the question that is open in `state`. */
export function understandTurn(
  scenario: Scenario,
  state: DialogState,
  heard: { text: string; confidence: number | null; language?: Language | null },
  context: StepContext,
): Understanding {
  const memory = memoryOf(state);
  const text = heard.text.slice(0, LONGEST_UTTERANCE);
  const expectedHint = expectedOf(scenario, state);
  return understand({
    text,
    confidence: heard.confidence,
    // the call's language decides: recognisers guess wrong on short answers
    language: state.language,
    open: memory.open,
    definitions: definitionsWithChoices({ scenario, memory }),
    context: slotContext(scenario, state, context),
    ...(expectedHint === undefined ? {} : { expectedHint }),
  });
}

/** A read-back expects yes or no; a name missed twice was asked for letter by letter. */
function expectedOf(scenario: Scenario, state: DialogState): 'confirm' | 'spell' | undefined {
  const { pending, open } = memoryOf(state);
  if (pending !== null && !['ask', 'which', 'kind'].includes(pending.kind)) return 'confirm';
  const isName = open !== null && scenario.slots[open]?.type === 'name';
  return isName && state.misses.noMatch >= 2 ? 'spell' : undefined;
}
