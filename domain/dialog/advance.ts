import type { Json } from '../json.ts';
import { numbered, startAppointment, writesAppointment } from './appointments.ts';
import { type Draft, stateOf } from './draft.ts';
import { expectsOf } from './expects.ts';
import { halfName } from './half-name.ts';
import { startOrder } from './orders.ts';
import { outcomeAt } from './outcome.ts';
import { mayOfferCallerNumber, questionText } from './question.ts';
import { transferOf } from './transfer.ts';
import type { Action, Outcome, Step } from './types.ts';
import { type Stop, walk } from './walk.ts';
import { noteCallback } from './wanted-callback.ts';

const NONE: Action = { type: 'none' };

/** The reply that is due, as a step. Everything in `says` comes before `question`. */
function reply(draft: Draft, question: string, action: Action): Step {
  const text = [draft.memory.prefix, ...draft.says, question].filter((part) => part !== '').join(' ');
  draft.memory.prefix = '';
  draft.says = [];
  draft.said = text;
  draft.waitingFor = null;
  const expects = expectsOf(draft);
  const interruptible = draft.scenario.states[draft.at]?.interruptible ?? true;
  return {
    state: stateOf(draft),
    effect: { type: 'reply', reply: { text, expects, action, interruptible } },
  };
}

/** Repeats the open question without moving on. */
export function askAgain(draft: Draft, short = true): Step {
  return reply(draft, questionText(draft, short), NONE);
}

/** Says what stands in `says` and leaves the question open, unrepeated. */
export function sayOnly(draft: Draft): Step {
  const { said } = draft;
  const step = reply(draft, '', NONE);
  return { ...step, state: { ...step.state, said } };
}

/** A value that has to be confirmed before anything is built on it. */
function unconfirmed(draft: Draft): string | undefined {
  return Object.keys(draft.slots).find((slot) => draft.slots[slot]?.confirmed === false);
}

function open(draft: Draft, at: string, slot: string | null): void {
  if (draft.at !== at || draft.memory.open !== slot) draft.misses = { noInput: 0, noMatch: 0 };
  draft.at = at;
  draft.memory.open = slot;
}

function ask(draft: Draft, stop: Extract<Stop, { type: 'ask' }>): Step {
  open(draft, stop.name, stop.slot);
  draft.memory.pending = mayOfferCallerNumber(draft, stop.slot)
    ? { kind: 'caller-number', slot: stop.slot }
    : null;
  return reply(draft, questionText(draft, draft.misses.noMatch > 0), NONE);
}

function runTool(draft: Draft, stop: Extract<Stop, { type: 'tool' }>): Step {
  const { tool } = stop.state;
  const args = stop.args as Readonly<Record<string, Json>>;
  const deadlineMs = tool?.deadlineMs ?? 5000;
  const request = numbered(draft, { name: tool?.name ?? '', args, deadlineMs });
  draft.at = stop.name;
  draft.memory.open = null;
  draft.memory.pending = null;
  draft.misses = { noInput: 0, noMatch: 0 };
  draft.memory.prefix = [draft.memory.prefix, ...draft.says].filter((part) => part !== '').join(' ');
  draft.says = [];
  draft.waitingFor = request;
  draft.memory.running = stop.key;
  draft.memory.runs[stop.name] = (draft.memory.runs[stop.name] ?? 0) + 1;
  noteCallback(draft, request);
  startOrder(draft, request);
  if (writesAppointment(request)) startAppointment(draft, request.args, args.n);
  return { state: stateOf(draft), effect: { type: 'run-tool', request } };
}

function end(draft: Draft, stop: Extract<Stop, { type: 'end' }>): Step {
  open(draft, stop.name, null);
  draft.memory.pending = null;
  draft.outcome = outcomeAt(draft, stop.state.outcome);
  const action: Action = stop.state.action === 'transfer' ? transferOf(draft) : { type: 'hang-up' };
  return reply(draft, '', action);
}

/** Goes on from what is known by now: the next question, the next tool or the end. */
export function advance(draft: Draft): Step {
  const doubtful = unconfirmed(draft);
  // on a way out only its own question has to be answered well
  if (draft.memory.jump === null || (doubtful !== undefined && doubtful === draft.memory.open)) {
    if (doubtful !== undefined) {
      open(draft, draft.at, doubtful);
      draft.memory.pending = { kind: 'confirm', slot: doubtful };
      return reply(draft, questionText(draft, false), NONE);
    }
    const half = draft.memory.pending === null ? halfName(draft) : undefined;
    if (half !== undefined) {
      draft.memory.halves = { ...draft.memory.halves, [half]: draft.slots[half]?.value ?? null };
      draft.memory.pending = { kind: 'ask', slot: half };
    }
    const { pending } = draft.memory;
    if (
      pending?.kind === 'ask' ||
      pending?.kind === 'which' ||
      pending?.kind === 'change' ||
      pending?.kind === 'one-of' ||
      pending?.kind === 'kind'
    ) {
      if (pending.kind !== 'change') draft.memory.open = pending.kind === 'which' ? null : pending.slot;
      return reply(draft, questionText(draft, false), NONE);
    }
  }
  const stop = walk(draft);
  if (stop.type === 'ask') return ask(draft, stop);
  if (stop.type === 'tool') return runTool(draft, stop);
  if (stop.type === 'end') return end(draft, stop);
  // a circle in the scenario: a person takes over; a circle there, too, ends the call
  const way = draft.scenario.limits.else;
  if (draft.memory.jump === way) {
    draft.outcome = 'failed';
    return reply(draft, '', { type: 'hang-up' });
  }
  return jump(draft, way);
}

/** Says what stands in `says` and ends the call. */
export function partWith(draft: Draft, outcome: Outcome): Step {
  draft.outcome = outcome;
  draft.memory.pending = null;
  const step = reply(draft, '', { type: 'hang-up' });
  if (step.effect.type !== 'reply') return step;
  return { ...step, effect: { ...step.effect, reply: { ...step.effect.reply, interruptible: false } } };
}

/** Leaves the questions for a state such as the operator's. */
export function jump(draft: Draft, state: string): Step {
  draft.memory.jump = state;
  draft.memory.pending = null;
  draft.memory.open = null;
  return advance(draft);
}
