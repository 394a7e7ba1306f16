import { jump } from './advance.ts';
import { type Draft, draftOf, memoryOf, type StepContext, stateOf } from './draft.ts';
import { promiseCallback } from './transfer-failed.ts';
import type { DialogState, Intent, Step, Understanding } from './types.ts';
import type { Scenario } from '../scenario/schema.ts';

/**
 * Every question ends. A turn that brings nothing that the call did not know, whatever it was taken for, takes it nearer to
 * the way out of the question's limits; anything new begins the count afresh. The count stands in the memory, in half turns: what only
 * asks for patience, and what led to another question, costs half of one.
 */

/** What a caller may say a few times without being of no use: it counts half. */
const PATIENT: ReadonlySet<Intent> = new Set(['repeat', 'wait', 'robot', 'greeting', 'thanks']);

/** Where a call stands, as the caller hears it. */
function questionOf({ at, memory }: Pick<Draft, 'at' | 'memory'>): string {
  const { open, pending } = memory;
  return JSON.stringify([at, open, pending?.kind ?? null]);
}

/** Everything that a call has come to. A value that waits for a yes has not been accepted. */
function factsOf(state: DialogState): string[] {
  const memory = memoryOf(state);
  const matter = memory.matters;
  return [
    `at ${state.at}`,
    `language ${state.language}`,
    `outcome ${state.outcome}`,
    `appointments ${JSON.stringify(state.appointments)}`,
    `ways ${memory.unreached} ${memory.insisted} ${memory.callerNumberRefused}`,
    `recording ${memory.recordingRefused}`,
    `dictated ${memory.dictated}`,
    ...memory.skipped.map((slot) => `skipped ${slot}`),
    ...memory.questions.map((name) => `question ${name}`),
    ...Object.entries(memory.halves).map(([slot, half]) => `half ${slot} ${half}`),
    ...Object.entries(state.slots).flatMap(([slot, { value, confirmed }]) =>
      confirmed ? [`slot ${slot} ${JSON.stringify(value)}`] : [],
    ),
    ...Object.entries(memory.done).map(([name, { data }]) => `done ${name} ${JSON.stringify(data)}`),
  ].map((fact) => digest(`${matter} ${fact}`));
}

/** A fact in a few characters (FNV-1a): it is kept for the whole call. Two that fall together cost a turn, no more. */
function digest(fact: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < fact.length; at += 1) hash = Math.imul(hash ^ fact.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Half turns that this one cost. */
function costOf(before: string, after: string, understanding: Understanding | null): number {
  const isPatient = understanding?.intents.some((intent) => PATIENT.has(intent)) === true;
  return before !== after || isPatient ? 1 : 2;
}

/**
 * The step that a caller's words led to, or the way out where too many of them have led nowhere. `understanding` is null for
 * the end of a tool that such words had started.
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
  const isPatient = understanding?.intents.some((intent) => PATIENT.has(intent)) === true;
  // a tool runs first: what it answers may be new
  if (next.effect.type === 'run-tool') {
    const from = memory.still.from ?? questionOf({ at: before.at, memory: memoryOf(before) });
    memory.still = { ...memory.still, from };
    return { ...next, state: stateOf(draft) };
  }
  const { halfTurns, from = questionOf({ at: before.at, memory: memoryOf(before) }) } = memory.still;
  const facts = factsOf(next.state);
  const known = new Set(memory.known);
  const isNew = facts.some((fact) => !known.has(fact));
  memory.known = [...new Set([...memory.known, ...facts])].slice(-MOST_KNOWN);
  memory.still = {
    halfTurns: isNew ? 0 : halfTurns + (isPatient || from !== questionOf(draft) ? 1 : 2),
  };
  const limits = scenario.states[draft.at]?.limits;
  const most = 2 * (limits?.noMatch ?? scenario.limits.noMatch);
  if (next.effect.reply.action.type !== 'none' || memory.still.halfTurns < most)
    return { ...next, state: stateOf(draft) };
  memory.still = { halfTurns: 0 };
  const stuck = questionOf(draft);
  const out = jump(draft, limits?.else ?? scenario.limits.else);
  const at = { at: out.state.at, memory: memoryOf(out.state) };
  return out.effect.type === 'reply' && out.effect.reply.action.type === 'none' && questionOf(at) === stuck
    ? promiseCallback(draftOf(scenario, out.state, context))
    : out;
}
