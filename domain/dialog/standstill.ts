import type { Scenario } from '../scenario/schema.ts';
import { jump } from './advance.ts';
import { draftOf, memoryOf, type StepContext, stateOf } from './draft.ts';
import { promiseCallback } from './transfer-failed.ts';
import type { DialogState, Intent, Step, Understanding } from './types.ts';

/*
 * Every question ends. A turn that brings nothing the call did not know, whatever it was taken for, takes it nearer to the
 * way out that the question's limits name; anything new begins the count afresh.
 */

/** What a caller may say a few times without being of no use. */
const PATIENT: ReadonlySet<Intent> = new Set(['repeat', 'wait', 'robot', 'greeting', 'thanks']);

/** Facts that are remembered; the present ones, which come last, are far fewer. */
const MOST_KNOWN = 150;

/** Which question is open, as far as the caller can tell. */
function questionOf(state: DialogState): string {
  const { open, pending } = memoryOf(state);
  return [state.at, open, pending?.kind].join(' ');
}

/** Everything that a call has come to. A value that waits for a yes has not been accepted. */
function factsOf(state: DialogState): string[] {
  const memory = memoryOf(state);
  return [
    `at ${state.at}`,
    `language ${state.language}`,
    `outcome ${state.outcome}`,
    `appointments ${JSON.stringify(state.appointments)}`,
    `refused ${memory.callerNumberRefused} ${memory.recordingRefused}`,
    `humans ${memory.unreached} ${memory.insisted}`,
    `dictated ${memory.dictated}`,
    ...memory.skipped.map((slot) => `skipped ${slot}`),
    ...memory.questions.map((name) => `question ${name}`),
    ...Object.entries(memory.halves).map(([slot, half]) => `half ${slot} ${half}`),
    ...Object.entries(state.slots).flatMap(([slot, { value, confirmed }]) =>
      confirmed ? [`slot ${slot} ${JSON.stringify(value)}`] : [],
    ),
    ...Object.entries(memory.done).map(([name, { data }]) => `done ${name} ${JSON.stringify(data)}`),
  ].map((fact) => digest(`${memory.matters} ${fact}`));
}

/** A fact in a few characters (FNV-1a), since it is kept for the whole call. Two that fall together cost a turn, no more. */
function digest(fact: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < fact.length; at += 1) hash = Math.imul(hash ^ fact.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** How often the answer to a question that was opened again counts as something new. */
const MOST_REFILLS = 3;

/** A fact for each slot that was empty before and is filled now, be it with what it held once. */
function refilled(before: DialogState, after: DialogState, known: readonly string[]): string[] {
  return Object.entries(after.slots).flatMap(([slot, { confirmed }]) => {
    if (!confirmed || before.slots[slot] !== undefined) return [];
    const times = Array.from({ length: MOST_REFILLS }, (_, n) => digest(`filled ${slot} ${n}`));
    return times.filter((fact) => !known.includes(fact)).slice(0, 1);
  });
}

/**
 * The step that a caller's words led to, or the way out where too many of them have led nowhere. What only asks for patience
 * and what led to another question counts half a turn. `understanding` is null for keys and where a tool has finished.
 */
export function untilStandstill(
  scenario: Scenario,
  before: DialogState,
  next: Step,
  context: StepContext,
  understanding: Understanding | null,
): Step {
  const draft = draftOf(scenario, next.state, context);
  const { memory } = draft;
  const { halfTurns, from = questionOf(before) } = memory.still;
  const answered = refilled(before, next.state, memory.known);
  memory.known = [...memory.known, ...answered];
  const isAnswered = answered.length > 0 || memory.still.isAnswered === true;
  // what the tool answers may be new
  if (next.effect.type === 'run-tool') {
    memory.still = { halfTurns, from, isAnswered };
    return { ...next, state: stateOf(draft) };
  }
  const facts = factsOf(next.state);
  const isNew = isAnswered || facts.some((fact) => !memory.known.includes(fact));
  memory.known = [...memory.known.filter((fact) => !facts.includes(fact)), ...facts].slice(-MOST_KNOWN);
  const isPatient = understanding?.intents.some((intent) => PATIENT.has(intent)) === true;
  const cost = isPatient || from !== questionOf(next.state) ? 1 : 2;
  const limits = scenario.states[draft.at]?.limits;
  const most = 2 * (limits?.noMatch ?? scenario.limits.noMatch);
  const spent = isNew ? 0 : halfTurns + cost;
  const isOver = spent >= most && next.effect.reply.action.type === 'none';
  memory.still = { halfTurns: isOver ? 0 : spent };
  if (!isOver) return { ...next, state: stateOf(draft) };
  const out = jump(draft, limits?.else ?? scenario.limits.else);
  const isStuck =
    out.effect.type === 'reply' &&
    out.effect.reply.action.type === 'none' &&
    questionOf(out.state) === questionOf(next.state);
  return isStuck ? promiseCallback(draftOf(scenario, out.state, context)) : out;
}
