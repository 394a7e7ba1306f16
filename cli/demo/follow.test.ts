import { expect, it } from '@jest/globals';
import type { TranscriptTurn } from '../../contracts/call-messages.ts';
import { createTurnsToTell } from './follow.ts';

const turn = (turnId: string, agent: string, change: Partial<TranscriptTurn> = {}): TranscriptTurn => ({
  turnId,
  agent,
  kind: 'speech',
  caller: '',
  confidence: null,
  heard: null,
  state: 'ASK_PHONE',
  at: '2026-11-21T10:00:00.000Z',
  stages: null,
  superseded: false,
  ...change,
});

it.each<{ rule: string; looks: TranscriptTurn[][]; told: string[] }>([
  {
    rule: 'a turn is told once, its details when the next one has begun',
    looks: [[turn('a', 'hello')], [turn('a', 'hello')], [turn('a', 'hello'), turn('b', '')]],
    told: ['a', 'a over'],
  },
  {
    rule: 'a turn waits for its answer',
    looks: [[turn('a', '')], [turn('a', 'hello')]],
    told: ['a'],
  },
  {
    rule: 'turns that came between two looks are told in order, each with its details',
    looks: [[turn('a', 'one'), turn('b', 'two'), turn('c', 'three')]],
    told: ['a', 'a over', 'b', 'b over', 'c'],
  },
  {
    rule: 'a turn that never had an answer holds nothing up',
    looks: [[turn('a', ''), turn('b', 'two')]],
    told: ['a', 'a over', 'b'],
  },
  {
    rule: 'what was said again in another turn is not told',
    looks: [[turn('a', 'one', { superseded: true }), turn('b', 'two')]],
    told: ['b'],
  },
])('$rule', ({ looks, told }) => {
  const seen: string[] = [];
  const tell = createTurnsToTell({
    turn: ({ turnId }) => seen.push(turnId),
    details: ({ turnId }) => seen.push(`${turnId} over`),
  });
  for (const look of looks) tell(look);
  expect(seen).toEqual(told);
});

it('tells all that is left when the call is over', () => {
  const seen: string[] = [];
  const tell = createTurnsToTell({
    turn: ({ turnId }) => seen.push(turnId),
    details: () => seen.push('over'),
  });
  tell([turn('a', 'one')]);
  tell([turn('a', 'one'), turn('b', '')], true);
  expect(seen).toEqual(['a', 'over', 'b', 'over']);
});
