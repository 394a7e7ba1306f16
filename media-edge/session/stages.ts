import type { TurnStages } from '../../contracts/call-messages.ts';
import { counter, histogram } from '../../platform/metrics.ts';
import type { Command, TurnTakingEvent } from './turn-taking/events.ts';

const seconds = histogram({
  name: 'edge_turn_stage_seconds',
  help: 'Stages of a turn: turnEnd, transcript, submit, reply, speech, total',
  labels: ['stage'],
});
const fillers = counter({ name: 'edge_fillers_total', help: 'Fillers spoken because a reply was slow' });

/** The turn is over: the moment at which the recogniser was asked to commit itself. */
interface Decision {
  at: number;
  /** null: the caller still spoke */
  speechEndAt: number | null;
  /** no turn has come of it yet */
  isFresh: boolean;
}
interface Open {
  stages: TurnStages;
  speechEndAt: number | null;
  submittedAt: number;
  firstTextAt: number | null;
}

/** Measures each turn at the edge by watching what happens; it decides nothing. */
export interface StageWatch {
  event(event: TurnTakingEvent, at: number): void;
  command(command: Command, at: number): void;
  /** the first audio frame of a turn's own reply was handed to the switch, to be heard at `heardAt` */
  spoken(turnId: string, at: number, heardAt?: number): void;
  /** stages that will not change any more, each handed out once */
  take(): TurnStages[];
}

/** `unixMs`: the monotonic clock's reading as Unix time. */
export function createStageWatch(unixMs: (at: number) => number = Math.round): StageWatch {
  const open = new Map<string, Open>();
  let done: TurnStages[] = [];
  let speechEndAt: number | null = null;
  let speaking = false;
  let decision: Decision | null = null;
  let finalAt: number | null = null;
  let speechFrom: number | null = null;
  /** the utterance has got its final: the next sound begins another */
  let heardOut = false;
  let newest = '';
  /** the caller's turns, and what else has been spoken */
  const known = new Set<string>();

  const callerAt = (from: number, to: number) => ({
    callerFrom: unixMs(Math.min(from, to)),
    callerTo: unixMs(to),
  });
  /** of a turn that is submitted now; one that is sent again has no stages before that */
  const untilSubmitted = (at: number): Partial<TurnStages> => {
    if (decision === null || decision.speechEndAt === null) return {};
    const { at: decidedAt, speechEndAt, isFresh } = decision;
    const submitMs = round(at - speechEndAt);
    if (!isFresh) return { submitMs };
    decision.isFresh = false;
    return {
      turnEndMs: round(decidedAt - speechEndAt),
      transcriptMs: round((finalAt ?? at) - decidedAt),
      submitMs,
    };
  };
  const close = (turnId: string) => {
    const turn = open.get(turnId);
    if (turn === undefined) return;
    open.delete(turnId);
    done = [...done, turn.stages].slice(-50);
    for (const [stage, ms] of Object.entries(turn.stages))
      if (typeof ms === 'number') seconds.observe({ stage: stage.replace(/Ms$/, '') }, ms / 1000);
  };

  return {
    event(event, at) {
      if (event.type === 'speech-started') {
        if (heardOut) speechFrom = null;
        heardOut = false;
        speaking = true;
        speechFrom ??= at;
      } else if (event.type === 'speech-ended') {
        speaking = false;
        speechEndAt = event.speechEndAt;
        // more exact than the moment at which it was told; of several stretches the first counts
        speechFrom = Math.min(speechFrom ?? Infinity, event.speechEndAt - event.speechMs);
      } else if (event.type === 'final') {
        finalAt = at;
        heardOut = true;
      } else if (event.type === 'reply-text' || event.type === 'turn-answered') {
        const turn = open.get(event.turnId);
        if (turn === undefined || turn.firstTextAt !== null) return;
        if (event.type === 'turn-answered' && event.outcome.reply === '') return;
        turn.firstTextAt = at;
        turn.stages.replyMs = round(at - turn.submittedAt);
      }
    },
    command(command, at) {
      if (command.type === 'speak-phrase' && command.phrase === 'filler') {
        fillers.inc();
        const turn = open.get(newest);
        if (turn !== undefined) turn.stages.fillerPlayed = true;
      }
      if (command.type === 'finalize') {
        decision = { at, speechEndAt: speaking ? null : speechEndAt, isFresh: true };
        finalAt = null;
      }
      if (command.type !== 'submit-turn') return;
      const { turnId, kind } = command.turn;
      close(newest);
      newest = turnId;
      known.add(turnId);
      const spoke = kind === 'speech' ? (decision?.speechEndAt ?? null) : null;
      open.set(turnId, {
        stages: {
          turnId,
          ...(kind === 'speech' ? untilSubmitted(at) : {}),
          ...(speechFrom === null || kind !== 'speech' ? {} : { at: callerAt(speechFrom, spoke ?? at) }),
        },
        speechEndAt: spoke,
        submittedAt: at,
        firstTextAt: null,
      });
    },
    spoken(turnId, at, heardAt = at) {
      const agentFrom = unixMs(heardAt);
      const turn = open.get(turnId);
      if (turn === undefined) {
        // no turn of the caller's: the greeting, or the question that is repeated
        if (!known.has(turnId)) done = [...done, { turnId, at: { agentFrom } }].slice(-50);
        known.add(turnId);
        return;
      }
      turn.stages.at = { ...turn.stages.at, agentFrom };
      if (turn.firstTextAt !== null) turn.stages.speechMs = round(at - turn.firstTextAt);
      if (turn.speechEndAt !== null) turn.stages.totalMs = round(at - turn.speechEndAt);
      close(turnId);
    },
    take() {
      const taken = done;
      done = [];
      return taken;
    },
  };
}

const round = (ms: number): number => Math.max(0, Math.round(ms * 10) / 10);
