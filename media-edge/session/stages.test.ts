import { describe, expect, it } from '@jest/globals';
import { createStageWatch } from './stages.ts';

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

describe('when both sides of a turn were heard', () => {
  it('the caller from the first sound to the last, the agent from the first audio', () => {
    const stages = watch();
    stages.event(started, 1200);
    stages.event(ended(2000, 950), 2200);
    stages.event(started, 2400);
    stages.event(ended(3000, 700), 3200);
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
    stages.event(final, 1600);
    stages.event(started, 5000);
    stages.event(ended(6000, 1100), 6200);
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
    stages.event(final, 2300);
    stages.command(submit('t1'), 2310);
    stages.command(submit('t2', 'silence'), 3000);
    stages.spoken('t1', 3100);
    expect(stages.take().map(({ turnId, at }) => [turnId, at])).toEqual([
      ['t1', { callerFrom: UNIX + 1000, callerTo: UNIX + 2000 }],
    ]);
  });
});
