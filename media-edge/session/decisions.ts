import type { Command, TurnTakingEvent } from './turn-taking/events.ts';
import { startTurnTaking, type TurnTakingState } from './turn-taking/state.ts';
import { handle, nextDeadline } from './turn-taking/turn-taking.ts';

/** Turn-taking of one call, running: its state, its deadlines, and one event at a time. */
export interface Decisions {
  /** may be called from within `onCommand`: such an event waits for its turn */
  dispatch(event: TurnTakingEvent): void;
  state(): TurnTakingState;
}

export interface DecisionsParts {
  epoch: number;
  /** taken by an earlier leg of the same epoch */
  turnsBefore: number;
  /** monotonic milliseconds */
  now: () => number;
  /** before turn-taking sees the event */
  onEvent(event: TurnTakingEvent, at: number): void;
  onCommand(command: Command, at: number): void;
}

/** Feeds the pure rules with events and with the passing of time, and hands out what they command. */
export function startDecisions({ epoch, turnsBefore, now, onEvent, onCommand }: DecisionsParts): Decisions {
  let state = startTurnTaking(epoch, turnsBefore);
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Infinity;
  const events: TurnTakingEvent[] = [];
  let busy = false;

  const dispatch = (event: TurnTakingEvent) => {
    events.push(event);
    if (busy) return;
    busy = true;
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const at = now();
      onEvent(next, at);
      const step = handle(state, next, at);
      state = step.state;
      for (const command of step.commands) onCommand(command, at);
    }
    busy = false;
    arm();
  };

  const arm = () => {
    const due = nextDeadline(state)?.at ?? Infinity;
    if (due === timerAt) return;
    if (timer !== null) clearTimeout(timer);
    timerAt = due;
    timer = due === Infinity ? null : setTimeout(wake, Math.max(0, Math.ceil(due - now())));
  };
  const wake = () => {
    timerAt = Infinity;
    dispatch({ type: 'time-passed' });
  };

  return { dispatch, state: () => state };
}
