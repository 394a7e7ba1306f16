import { isMasked } from '../recording/mask.ts';
import type { Scenario } from '../scenario/schema.ts';
import { understand } from '../slots/index.ts';
import { normalise } from '../slots/sentence.ts';
import { namesImpossibleDay } from '../slots/types/date.ts';
import { advance, askAgain, jump, sayOnly } from './advance.ts';
import { takeAnswers } from './answers.ts';
import { settleAppointment, writesAppointment } from './appointments.ts';
import { aboutMentioned, answerOf, withoutQuestion } from './caller-questions.ts';
import { dictated } from './dictation.ts';
import { type Draft, draftOf, OPEN_QUESTIONS, type StepContext, stateOf } from './draft.ts';
import { hearErrand } from './errands.ts';
import { fillSlot } from './fill.ts';
import { isHalfName } from './half-name.ts';
import { followLanguage, globalStep, isSmallTalk, isYesToWhich } from './intents.ts';
import { narrow } from './kinds.ts';
import { offeringState, settleOffer, wishPart } from './offers.ts';
import { answerPending } from './pending-answers.ts';
import { phrase } from './question.ts';
import { definitionsWithChoices } from './tool-choices.ts';
import { promiseCallback, transferFailed } from './transfer-failed.ts';
import type { DialogEvent, DialogState, Step, ToolResult, Understanding } from './types.ts';
import { slotContext } from './understand-turn.ts';
import { render } from './values.ts';
import { walk } from './walk.ts';

export { type StepContext, startState } from './draft.ts';

/** "Thank you very much." */
const SHORT_THANKS_WORDS = 4;

/** Nothing usable was heard: ask again with more help each time, at the limit let somebody else take over. */
function miss(draft: Draft, kind: 'noInput' | 'noMatch'): Step {
  draft.misses[kind] += 1;
  const { open, pending } = draft.memory;
  const skipAfter = pending === null ? draft.scenario.states[draft.at]?.skipAfter : undefined;
  if (open !== null && skipAfter !== undefined && kind === 'noMatch' && draft.misses.noMatch >= skipAfter) {
    draft.memory.skipped = [...draft.memory.skipped, open];
    return advance(draft);
  }
  // half a name is better than no booking
  if (pending?.kind === 'ask' && isHalfName(draft, pending.slot)) {
    draft.memory.pending = null;
    return advance(draft);
  }
  const limits = draft.scenario.states[draft.at]?.limits;
  const limit = limits?.[kind] ?? draft.scenario.limits[kind];
  if (draft.misses[kind] >= limit) return jump(draft, limits?.else ?? draft.scenario.limits.else);
  draft.says.push(
    phrase(draft, kind === 'noInput' ? 'stillThere' : 'didNotCatch', { use: draft.misses[kind] - 1 }),
  );
  return askAgain(draft);
}

function understood(draft: Draft, heardNow: Understanding): Step {
  followLanguage(draft, heardNow);
  const { taken: turned, understanding } = hearErrand(draft, heardNow);
  if (turned) return advance(draft);
  const { pending } = draft.memory;
  const global = globalStep(draft, understanding);
  if (global !== null) return global;
  const answered = answerPending(draft, understanding);
  if (answered === 'leave' && pending?.kind === 'callback') return promiseCallback(draft);
  if (answered === 'leave' && pending?.kind === 'intent')
    return jump(draft, draft.scenario.globals[pending.intent] ?? draft.scenario.globals.goodbye);
  if (answered === 'answered') return advance(draft);
  wishPart(draft, understanding);
  const answer = answerOf(aboutMentioned(draft, understanding), understanding);
  const { open } = draft.memory;
  const heard = answer === null ? understanding : withoutQuestion(draft, understanding, answer.words);
  const taken = answer === null && narrow(draft, understanding) ? 'answered' : takeAnswers(draft, heard);
  if (answer !== null) {
    draft.memory.answered += 1;
    if (answer.isObjection) draft.memory.objections += 1;
    if (answer.refusesRecording) draft.memory.recordingRefused = true;
    draft.says.push(answer.answer);
    return taken === 'answered' ? advance(draft) : askAgain(draft);
  }
  if (taken === 'answered') {
    // a miss on the way to this answer is forgiven, except that a refused read-back leads to the keypad
    const readBack = Object.values(draft.slots).some(({ confirmed }) => !confirmed);
    draft.misses = { noInput: 0, noMatch: readBack ? draft.misses.noMatch : 0 };
    return advance(draft);
  }
  if (isYesToWhich(draft, understanding)) return askAgain(draft);
  if (isSmallTalk(understanding)) {
    // "thank you, but could you …" is no goodbye
    const isShort = understanding.text.trim().split(/\s+/).length <= SHORT_THANKS_WORDS;
    const declines = isShort && understanding.intents.includes('thanks') && open !== null;
    if (!declines || draft.scenario.asking[open]?.thanksMeansNo !== true) return askAgain(draft);
    fillSlot(draft, open, false);
    return advance(draft);
  }
  if (open !== null && pending === null && isImpossibleDay(draft, open, understanding.text)) {
    if (isLastMiss(draft)) return miss(draft, 'noMatch');
    draft.misses.noMatch += 1;
    draft.says.push(phrase(draft, 'notThatDay'));
    return askAgain(draft);
  }
  const declined = openToAnother(draft, understanding) ?? helped(draft, understanding);
  return declined ?? miss(draft, 'noMatch');
}

/** An offer that is turned down without a word about what would suit; a plain yes to several leaves open which. */
function openToAnother(draft: Draft, { intents }: Understanding): Step | null {
  const { open } = draft.memory;
  if (open === null || draft.memory.pending !== null || offeringState(draft, open) === undefined) return null;
  if (intents.includes('yes')) return askAgain(draft);
  if (!intents.includes('no') || isLastMiss(draft)) return null;
  draft.misses.noMatch += 1;
  draft.says.push(phrase(draft, 'whichSuits'));
  return sayOnly(draft);
}

/** "I do not know" is heard right: an example or a way round helps more than the same question. */
function helped(draft: Draft, { intents }: Understanding): Step | null {
  const { open, pending } = draft.memory;
  const help = open === null ? undefined : draft.scenario.asking[open]?.help?.[draft.language];
  if (help === undefined || pending !== null || !intents.includes('unsure') || isLastMiss(draft)) return null;
  draft.misses.noMatch += 1;
  draft.says.push(render(draft, help));
  return sayOnly(draft);
}

/** A day that has passed, does not exist or is too far ahead: heard right, but of no use. */
function isImpossibleDay(draft: Draft, slot: string, text: string): boolean {
  const definition = draft.scenario.slots[slot];
  if (definition?.type !== 'date') return false;
  const context = slotContext(draft.scenario, stateOf(draft), draft.context);
  return namesImpossibleDay(normalise(text, draft.language), definition, context);
}

function isLastMiss({ scenario, at, misses }: Draft): boolean {
  return misses.noMatch + 1 >= (scenario.states[at]?.limits?.noMatch ?? scenario.limits.noMatch);
}

/** Keys answer as words would; 0 is the operator, 1 and 2 are yes and no. */
function pressed(draft: Draft, digits: string): Step {
  const keys = isMasked(digits) ? digits : digits.replace(/\D/g, '');
  const { open, pending } = draft.memory;
  if (keys === '0') return jump(draft, draft.scenario.globals.operator);
  const definition = open === null ? undefined : draft.scenario.slots[open];
  const yesNo = pending !== null ? !OPEN_QUESTIONS.has(pending.kind) : definition?.type === 'yes-no';
  if (yesNo && (keys === '1' || keys === '2')) {
    const value = keys === '1';
    const slots =
      pending === null && open !== null
        ? [{ slot: open, value, say: '', confidence: 1, span: [0, 1] as const }]
        : [];
    return understood(draft, { text: keys, confidence: 1, intents: [value ? 'yes' : 'no'], slots });
  }
  if (keys === '' || open === null) return miss(draft, 'noMatch');
  const { scenario, language } = draft;
  const heard = understand({
    text: keys,
    confidence: 1,
    language,
    open,
    definitions: definitionsWithChoices(draft),
    context: slotContext(scenario, stateOf(draft), draft.context),
  });
  const own = heard.slots.filter(({ slot }) => slot === open);
  draft.memory.pending = pending?.kind === 'ask' ? pending : null;
  const step = understood(draft, { ...heard, intents: [], slots: own });
  return step;
}

function toolFinished(draft: Draft, result: ToolResult): Step {
  const request = draft.waitingFor;
  // a result that nobody waits for changes nothing
  if (request === null || request.name !== result.name) return askAgain(draft);
  const state = draft.scenario.states[draft.at];
  if (writesAppointment(request)) {
    settleAppointment(draft, result);
    // what a state off this way has written no longer stands: cancelled, kept and cancelled again is three writes
    const way = visitedBefore(draft);
    for (const name of Object.keys(draft.memory.done))
      if (!way.has(name) && writesAppointment({ name: draft.scenario.states[name]?.tool?.name ?? '' }))
        delete draft.memory.done[name];
    // and what became of it is said each time
    for (const { to } of [...(state?.ok ?? []), ...(state?.conflict ?? [])])
      delete draft.memory.announced[to];
  }
  draft.waitingFor = null;
  const times = result.data.times;
  draft.memory.done[draft.at] = {
    key: draft.memory.running,
    status: result.status,
    data: Array.isArray(times)
      ? {
          ...result.data,
          count: times.length,
          other_day: result.data.day !== undefined && result.data.day !== request.args.day,
        }
      : { ...result.data },
  };
  const slot = state?.tool?.offers;
  if (slot !== undefined && result.status === 'ok' && offeringState(draft, slot) === draft.at)
    settleOffer(draft, slot, times);
  return advance(draft);
}

/** The states that the way to the tool under way leads through; what they have done is done. */
function visitedBefore(draft: Draft): ReadonlySet<string> {
  const visited = new Set<string>();
  const onVisit = (name: string): unknown => visited.add(name);
  walk(draftOf(draft.scenario, stateOf(draft), { ...draft.context, onVisit }));
  return visited;
}

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
      return toolFinished(draft, event.result);
    case 'resumed': {
      draft.says.push(phrase(draft, 'resumed'));
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
      return pressed(draft, event.digits);
    case 'understood': {
      draft.misses.noInput = 0;
      const whole = dictated(draft, event.understanding);
      if (whole !== null) return understood(draft, whole);
      draft.says.push(phrase(draft, 'goOn'));
      return sayOnly(draft);
    }
  }
}

/** The last reply hung up or transferred. */
function memoryEnded(draft: Draft): boolean {
  return draft.scenario.states[draft.at]?.action !== undefined;
}
