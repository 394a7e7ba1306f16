import { describe, expect, it } from '@jest/globals';
import { createStageWatch } from './stages.ts';
import {
  answered,
  ended as endedAt,
  final as finalAt,
  heard,
  listening,
  opened,
  type Step,
  started as startedAt,
  time,
} from './turn-taking/race-lab.ts';
import { startTurnTaking } from './turn-taking/state.ts';
import { handle } from './turn-taking/turn-taking.ts';

const UNIX = 1_000_000;
const watch = () => createStageWatch((at) => at + UNIX);
const submit = (turnId: string, kind: 'speech' | 'silence' = 'speech') => ({
  type: 'submit-turn' as const,
  turn: {
    ...{ turnId, kind, text: 'hello', confidence: null, supersedes: null, spoken: null, heardTurnId: null },
  },
});
const ended = (speechEndAt: number, speechMs: number) => ({
  ...{ type: 'speech-ended' as const, speechEndAt, speechMs, turnProbability: 1 },
});
const final = { type: 'final' as const, utterance: 1, text: 'hello', confidence: null };
const started = { type: 'speech-started' as const };
const finalize = { type: 'finalize' as const, utterance: 1 };

describe('when both sides of a turn were heard', () => {
  it('the caller from the first sound to the last, the agent from the first audio', () => {
    const stages = watch();
    stages.event(started, 1200);
    stages.event(ended(2000, 950), 2200);
    stages.event(started, 2400);
    stages.event(ended(3000, 700), 3200);
    stages.command(finalize, 3490);
    stages.event(final, 3500);
    stages.command(submit('t1'), 3510);
    stages.spoken('t1', 3600, 3650);
    expect(stages.take()).toMatchObject([
      {
        turnId: 't1',
        submitMs: 510,
        at: { callerFrom: UNIX + 1050, callerTo: UNIX + 3000, agentFrom: UNIX + 3650 },
      },
    ]);
  });

  it('a "mhm" that became no turn is not the beginning of the next one', () => {
    const stages = watch();
    stages.event(started, 1000);
    stages.event(ended(1300, 300), 1500);
    stages.command(finalize, 1590);
    stages.event(final, 1600);
    stages.event(started, 5000);
    stages.event(ended(6000, 1100), 6200);
    stages.command(finalize, 6290);
    stages.event(final, 6300);
    stages.command(submit('t1'), 6310);
    stages.spoken('t1', 6400);
    expect(stages.take()[0]?.at).toEqual({
      callerFrom: UNIX + 4900,
      callerTo: UNIX + 6000,
      agentFrom: UNIX + 6400,
    });
  });

  it('the greeting has no caller, and is told once', () => {
    const stages = watch();
    stages.spoken('greeting', 10);
    stages.spoken('greeting', 900);
    expect(stages.take()).toEqual([{ turnId: 'greeting', at: { agentFrom: UNIX + 10 } }]);
  });

  it('neither has a silence', () => {
    const stages = watch();
    stages.event(started, 1000);
    stages.event(ended(1300, 300), 1500);
    stages.command(submit('t1', 'silence'), 9000);
    stages.spoken('t1', 9100);
    expect(stages.take()[0]?.at).toEqual({ agentFrom: UNIX + 9100 });
  });

  it('a turn that the next one has overtaken keeps what was known', () => {
    const stages = watch();
    stages.event(started, 1000);
    stages.event(ended(2000, 1000), 2200);
    stages.command(finalize, 2290);
    stages.event(final, 2300);
    stages.command(submit('t1'), 2310);
    stages.command(submit('t2', 'silence'), 3000);
    stages.spoken('t1', 3100);
    expect(stages.take().map(({ turnId, at }) => [turnId, at])).toEqual([
      ['t1', { callerFrom: UNIX + 1000, callerTo: UNIX + 2000 }],
    ]);
  });
});

/** The watch beside the real rules, in the order in which a session tells it (decisions.ts). */
function measured(steps: Step[]) {
  const stages = watch();
  let state = startTurnTaking(1);
  for (const [at, event] of steps) {
    stages.event(event, at);
    const step = handle(state, event, at);
    state = step.state;
    for (const command of step.commands) stages.command(command, at);
  }
  return stages;
}
const spokenAt = (at: number, steps: Step[], turnId = 't1-1') => {
  const stages = measured(steps);
  stages.spoken(turnId, at);
  return stages.take().find((turn) => turn.turnId === turnId);
};

describe('the stages of a turn', () => {
  // a choice is waited for 500 ms, counted from the end of the speech
  const utterance = [startedAt(4000), heard(4500, 'monday'), endedAt(5000, { lag: 200 })];

  it('are the patience, what the recogniser needed behind it, the reply and its voice', () => {
    const turn = spokenAt(5390, [
      ...[...listening, ...utterance, time(5300), finalAt(5330, 1, 'monday'), answered(5380, 't1-1')],
    ]);
    expect(turn).toMatchObject({
      ...{ turnEndMs: 500, transcriptMs: 30, submitMs: 530, replyMs: 50, speechMs: 10, totalMs: 590 },
    });
  });

  it('of a recogniser that was given up on: the wait for it', () => {
    const turn = spokenAt(6000, [...listening, ...utterance, time(5300), time(5800), answered(5900, 't1-1')]);
    expect(turn).toMatchObject({ turnEndMs: 500, transcriptMs: 500, submitMs: 1000, totalMs: 1200 });
  });

  it('of a caller who spoke on behind the decision: those of the last one', () => {
    const turn = spokenAt(7000, [
      ...[...listening, ...utterance, time(5300), startedAt(5310), finalAt(5330, 1, 'monday')],
      ...[heard(5800, 'at noon'), endedAt(6200, { lag: 200 }), time(6500), finalAt(6540, 2, 'at noon')],
      answered(6600, 't1-1'),
    ]);
    expect(turn).toMatchObject({ turnEndMs: 500, transcriptMs: 40, submitMs: 540, totalMs: 1000 });
  });

  it('of what was said before the call was open: the wait for it is none of them', () => {
    const [open, answer] = opened as [Step, Step];
    const turn = spokenAt(9100, [
      ...[open, ...utterance, time(5400), finalAt(5430, 1, 'monday'), [8800, answer[1]] as Step],
      answered(9000, 't1-1'),
    ]);
    expect(turn).toMatchObject({ turnEndMs: 600, transcriptMs: 30, submitMs: 4000, replyMs: 200 });
  });

  it('of an utterance without an end begin nowhere', () => {
    const turn = spokenAt(
      70_000,
      [
        ...[...listening, ...utterance, time(5300), finalAt(5330, 1, 'monday'), answered(5380, 't1-1')],
        ...[startedAt(8000), heard(9000, 'well'), time(68_000), finalAt(68_030, 2, 'well')],
      ],
      't1-2',
    );
    expect(Object.keys(turn ?? {})).not.toContain('totalMs');
    expect(Object.keys(turn ?? {})).not.toContain('turnEndMs');
  });
});
