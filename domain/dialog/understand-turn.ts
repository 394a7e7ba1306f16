import type { Language } from '../language.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { SlotDefinition } from '../slots/definition.ts';
import { understand } from '../slots/index.ts';
import type { SlotContext } from '../slots/slot-type.ts';
import { spokenLanguage } from '../slots/spoken-language.ts';
import { type Draft, draftOf, memoryOf, OPEN_QUESTIONS, type StepContext, stateOf } from './draft.ts';
import { withFittingRules } from './fitting-rules.ts';
import { offeredTimes } from './offers.ts';
import { standingTime } from './standing.ts';
import { definitionsWithChoices } from './tool-choices.ts';
import type { DialogState, Understanding } from './types.ts';

/** What understanding may know of this call at this moment. */
export function slotContext(scenario: Scenario, state: DialogState, context: StepContext): SlotContext {
  const memory = memoryOf(state);
  const offered = memory.open === null ? [] : offeredTimes({ scenario, memory }, memory.open);
  const standing = standingTime({ ...state, scenario, memory });
  return {
    facts: { ...context.facts, timeZone: scenario.timeZone },
    at: context.at,
    openingHours: scenario.openingHours,
    holidays: scenario.holidays,
    ...(offered.length > 0 ? { offered } : {}),
    ...(standing === undefined ? {} : { standing: standing.slice(0, 10) }),
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
    // the call's language decides, recognisers guess wrong on short answers; unless the words leave no doubt
    language: followed(scenario, state, text),
    open: memory.open,
    definitions: withFittingRules(
      draftOf(scenario, state, context),
      heardUnder(scenario, definitionsWithChoices({ scenario, memory }), memory.open),
    ),
    context: slotContext(scenario, state, context),
    ...(expectedHint === undefined ? {} : { expectedHint }),
  });
}

/** Understands an utterance, in the call's language, as an answer for one slot and for nothing else. */
export const understandFor = (
  draft: Draft,
  slot: string,
  definition: SlotDefinition,
  { text, confidence }: Pick<Understanding, 'text' | 'confidence'>,
): Understanding =>
  understand({
    ...{ text, confidence, language: draft.language, open: slot, definitions: { [slot]: definition } },
    context: slotContext(draft.scenario, stateOf(draft), draft.context),
  });

/** The language to read it in: the one that the call is about to follow the caller into (intents.ts), else its own. */
function followed({ languages }: Scenario, { language }: DialogState, text: string): Language {
  const spoken = spokenLanguage(text, language);
  return spoken !== null && languages.includes(spoken) ? spoken : language;
}

/** What may be heard under a question: some slots are an answer to their own and never anything else. */
export const heardUnder = (
  { asking }: Pick<Scenario, 'asking'>,
  definitions: Readonly<Record<string, SlotDefinition>>,
  open: string | null,
): Readonly<Record<string, SlotDefinition>> =>
  Object.fromEntries(
    Object.entries(definitions).filter(([slot]) => slot === open || asking[slot]?.onlyWhenAsked !== true),
  );

/** A read-back expects yes or no; a name missed twice was asked for letter by letter. */
function expectedOf(scenario: Scenario, state: DialogState): 'confirm' | 'spell' | undefined {
  const { pending, open } = memoryOf(state);
  if (pending !== null && !OPEN_QUESTIONS.has(pending.kind)) return 'confirm';
  const isName = open !== null && scenario.slots[open]?.type === 'name';
  return isName && state.misses.noMatch >= 2 ? 'spell' : undefined;
}
