import { describe, expect, it } from '@jest/globals';
import { type ScoredTurn, scoreQuality } from './score.ts';

let line = 0;
const turn = (part: Partial<ScoredTurn> = {}): ScoredTurn => {
  line += 1;
  return {
    kind: 'speech',
    caller: 'yes',
    agent: `question ${line}`,
    heard: null,
    state: `STATE_${line}`,
    superseded: false,
    latencyMs: 600,
    ...part,
  };
};
const times = (count: number, part: () => Partial<ScoredTurn>) =>
  Array.from({ length: count }, () => turn(part()));
const again = turn({ agent: 'Which day?' });

describe('scoreQuality', () => {
  it.each<{
    name: string;
    outcome?: 'booked' | 'declined' | 'abandoned' | 'failed';
    turns: ScoredTurn[];
    score: number;
    rules: string[];
  }>([
    { name: 'a smooth booking is perfect', turns: times(15, () => ({})), score: 100, rules: [] },
    {
      name: 'a call without a turn that was given up',
      outcome: 'abandoned',
      turns: [],
      score: 55,
      rules: ['not-completed'],
    },
    {
      name: 'a kind no costs little',
      outcome: 'declined',
      turns: [turn()],
      score: 95,
      rules: ['not-completed'],
    },
    {
      name: 'saying the same twice',
      turns: [again, { ...again, caller: 'repeat please', state: 'S2' }],
      score: 96,
      rules: ['repeat'],
    },
    {
      name: 'speech without words is a miss',
      turns: [turn(), turn({ caller: '' })],
      score: 94,
      rules: ['no-match'],
    },
    {
      name: 'one answer in the same state is a read-back',
      turns: [turn({ state: 'A' }), turn({ state: 'A' })],
      score: 100,
      rules: [],
    },
    {
      name: 'the second in a row is a miss',
      turns: times(3, () => ({ state: 'A' })),
      score: 94,
      rules: ['no-match'],
    },
    {
      name: 'keys in the same state are no miss',
      turns: times(3, () => ({ state: 'A', kind: 'dtmf' })),
      score: 100,
      rules: [],
    },
    {
      name: 'an interrupted reply',
      turns: [turn({ agent: 'Good day to you', heard: 'Good' })],
      score: 98,
      rules: ['barge-in'],
    },
    {
      name: 'a reply heard to its end is none',
      turns: [turn({ agent: 'Good day', heard: 'Good day ' })],
      score: 100,
      rules: [],
    },
    {
      name: 'silence',
      turns: [turn(), turn({ kind: 'silence', caller: '' })],
      score: 96,
      rules: ['silence'],
    },
    {
      name: 'each rule has its limit',
      turns: times(40, () => ({ kind: 'silence', caller: '' })),
      score: 84,
      rules: ['silence'],
    },
    {
      name: 'slow at the tail',
      turns: [...times(9, () => ({})), turn({ latencyMs: 2_500 })],
      score: 88,
      rules: ['slow'],
    },
    {
      name: 'one slow turn of fifty is not the tail',
      turns: [...times(49, () => ({})), turn({ latencyMs: 9_000 })],
      score: 100,
      rules: [],
    },
    {
      name: 'superseded turns do not count',
      turns: [turn(), turn({ superseded: true, caller: '' })],
      score: 100,
      rules: [],
    },
    {
      name: 'turns of the text channel have no latency',
      turns: times(3, () => ({ latencyMs: null })),
      score: 100,
      rules: [],
    },
    {
      name: 'the worst reason comes first',
      outcome: 'failed',
      turns: [turn(), turn({ kind: 'silence', caller: '' })],
      score: 36,
      rules: ['not-completed', 'silence'],
    },
  ])('$name', ({ outcome = 'booked', turns, score, rules }) => {
    const quality = scoreQuality({ outcome, turns });
    expect({ score: quality.score, rules: quality.reasons.map(({ rule }) => rule) }).toEqual({
      score,
      rules,
    });
  });

  it('never falls below zero and says how often each rule applied', () => {
    const turns = times(30, () => ({ caller: '', agent: 'same words', heard: 'same', latencyMs: 5_000 }));
    const { score, reasons } = scoreQuality({ outcome: 'failed', turns });
    expect(score).toBe(0);
    expect(reasons.find(({ rule }) => rule === 'no-match')).toEqual({
      rule: 'no-match',
      count: 30,
      points: 24,
    });
    expect(reasons.find(({ rule }) => rule === 'repeat')).toEqual({ rule: 'repeat', count: 29, points: 16 });
  });
});
