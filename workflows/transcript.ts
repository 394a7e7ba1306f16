import {
  GREETING_TURN_ID,
  type Heard,
  type TranscriptTurn,
  type Turn,
  type TurnStages,
} from '../contracts/call-messages.ts';
import type { DialogState } from '../domain/dialog/types.ts';

/** Only the newest turns can be superseded: the edge replaces a reply that it has just lost. */
const STATES_KEPT = 8;

/** What was said, and what of it was heard. Lines are in the order in which turns were taken. */
export interface Transcript {
  greet(text: string, state: string, at: string): void;
  /** `before`: the state that this turn steps from, needed when it is superseded later */
  begin(turn: Turn, before: DialogState): void;
  answer(turnId: string, agent: string, state: string): void;
  /** the agent speaks without a turn: the short repeat for a new edge */
  remark(turnId: string, agent: string, state: string, at: string): void;
  supersede(turnId: string): void;
  hear(heard: Heard | undefined): void;
  measure(stages: readonly TurnStages[]): void;
  /** The state before a turn; null when it never ran, is long past, or a turn that stands came after it. */
  stateBefore(turnId: string): DialogState | null;
  /** the last exchanges that stand, oldest first, with what was really heard */
  recent(count: number): { caller: string; agent: string }[];
  lines(): readonly TranscriptTurn[];
  /** the words of a turn that ran already */
  find(turnId: string): TranscriptTurn | undefined;
}

/** Turns that a caller took by voice, text or keys. */
export const callerTurns = (lines: readonly TranscriptTurn[]): number =>
  lines.filter(({ kind }) => kind === 'speech' || kind === 'dtmf').length;

export function createTranscript(): Transcript {
  const lines: TranscriptTurn[] = [];
  const before = new Map<string, DialogState>();
  const change = (turnId: string, with_: Partial<TranscriptTurn>) => {
    const index = lines.findLastIndex((line) => line.turnId === turnId);
    const line = lines[index];
    if (line !== undefined) lines[index] = { ...line, ...with_ };
  };
  const find = (turnId: string) => lines.findLast((line) => line.turnId === turnId);
  const add = (line: Pick<TranscriptTurn, 'turnId' | 'kind' | 'state' | 'at'> & Partial<TranscriptTurn>) =>
    lines.push({
      caller: '',
      confidence: null,
      agent: '',
      heard: null,
      stages: null,
      superseded: false,
      ...line,
    });

  return {
    find,
    lines: () => lines,
    greet: (agent, state, at) => {
      add({ turnId: GREETING_TURN_ID, kind: 'greeting', agent, state, at });
    },
    begin({ turnId, kind, text, confidence, at }, state) {
      before.set(turnId, state);
      const oldest = before.keys().next().value;
      if (before.size > STATES_KEPT && oldest !== undefined) before.delete(oldest);
      add({ turnId, kind, caller: kind === 'event' ? '' : text, confidence, state: state.at, at });
    },
    answer: (turnId, agent, state) => change(turnId, { agent, state }),
    remark: (turnId, agent, state, at) => {
      add({ turnId, kind: 'event', agent, state, at });
    },
    supersede: (turnId) => change(turnId, { superseded: true }),
    hear(heard) {
      if (heard !== undefined) change(heard.turnId, { heard: heard.text });
    },
    measure(stages) {
      for (const each of stages) change(each.turnId, { stages: { ...find(each.turnId)?.stages, ...each } });
    },
    stateBefore(turnId) {
      const index = lines.findLastIndex((line) => line.turnId === turnId);
      const later = lines
        .slice(index + 1)
        .some(({ superseded, turnId: id }) => !superseded && before.has(id));
      return index < 0 || later ? null : (before.get(turnId) ?? null);
    },
    recent: (count) =>
      lines
        .filter(({ superseded }) => !superseded)
        .slice(-count)
        .map(({ caller, agent, heard }) => ({ caller, agent: heard ?? agent })),
  };
}
