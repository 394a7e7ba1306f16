import { describe, expect, it } from '@jest/globals';
import { closed, head, heard, key, run, type Step, speaking, started, submitted, words } from './race-lab.ts';
import { startTurnTaking } from './state.ts';
import { handle, replyVerdict } from './turn-taking.ts';

describe('turn-taking', () => {
  it('never changes the state that it was given', () => {
    let state = startTurnTaking(1);
    for (const [at, event] of [...speaking, started(5000), heard(5400, 'no'), key(5500, '1'), closed(6000)]) {
      const before = structuredClone(state);
      const next = handle(state, event, at);
      expect(state).toEqual(before);
      state = next.state;
    }
  });

  it('tells the workflow which reply was heard', () => {
    expect(run(submitted).turns.map(({ heardTurnId }) => heardTurnId)).toEqual(['greeting']);
  });

  it('tells it the words that are spoken although their stream broke', () => {
    const { turns } = run([
      ...submitted,
      head(4050, 't1-1'),
      words(4100, 't1-1', 'At what'),
      [4200, { type: 'reply-broken', turnId: 't1-1', attempt: 1 }],
    ]);
    expect(turns.at(-1)).toMatchObject({ turnId: 't1-2', supersedes: 't1-1', spoken: 'At what' });
  });

  it('stops asking again when streams keep breaking', () => {
    const broken = (turnId: string, at: number): Step[] => [
      [at, { type: 'reply-broken', turnId, attempt: 1 }],
    ];
    const { turns } = run([
      ...submitted,
      ...broken('t1-1', 4100),
      ...broken('t1-2', 4200),
      ...broken('t1-3', 4300),
      ...broken('t1-4', 4400),
    ]);
    expect(turns).toHaveLength(4);
  });

  it('gives the ears the hints of the next question before the caller can answer it', () => {
    const { commands } = run([...submitted, head(4050, 't1-1')]);
    expect(commands.at(-1)).toMatchObject({ type: 'configure-ears', expects: { slot: 'time' } });
  });

  it.each([
    { rule: 'the current reply is read', steps: submitted, turnId: 't1-1', verdict: null },
    { rule: 'another one is stale', steps: submitted, turnId: 't1-9', verdict: 'stale' },
    {
      rule: 'a cut one is interrupted',
      steps: [...submitted, words(4100, 't1-1', 'At'), started(4200), heard(4300, 'no')],
      turnId: 't1-1',
      verdict: 'interrupted',
    },
  ])('verdict on a reply stream: $rule', ({ steps, turnId, verdict }) => {
    expect(replyVerdict(run(steps).state, turnId, 1)).toBe(verdict);
  });
});
