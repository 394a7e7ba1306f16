import { describe, expect, it } from '@jest/globals';
import type { UsageEvent } from '../../domain/money/usage.ts';
import type { NewTurn } from './turn-taking/events.ts';
import { createWorkflowMessages } from './workflow-messages.ts';

const turn: NewTurn = {
  ...{ turnId: 't2', kind: 'speech', text: 'tuesday', confidence: 0.9 },
  ...{ supersedes: null, spoken: null, heardTurnId: 't1' },
};

/** Messages over parts that hand out once what they have counted, and forget what they are told to. */
function ofCall() {
  const forgotten: string[] = [];
  const usage = [{ id: 'counted' } as UsageEvent];
  const stages = [{ turnId: 't1' }];
  const messages = createWorkflowMessages({
    ...{ callId: 'c1', epoch: 2, from: '+1', to: '+2', edgeUrl: 'http://edge', now: () => 0 },
    opening: { language: 'en' } as never,
    leg: {},
    records: true,
    mouth: {
      heard: (turnId) => (turnId === 't1' ? { text: 'On which day', complete: false } : null),
      forgetBefore: (turnId) => forgotten.push(turnId),
    },
    ears: { takeHeardSeconds: () => 1.5, engine: 'pocketsphinx' },
    stages: { take: () => stages.splice(0) },
    usage: { take: () => usage.splice(0) },
  });
  return { messages, forgotten };
}

describe('what a call tells its workflow', () => {
  it.each<[string, Partial<NewTurn>, object | undefined]>([
    [
      'what the caller heard of the reply before',
      {},
      { turnId: 't1', text: 'On which day', complete: false },
    ],
    [
      'that nothing was heard of a reply that never sounded',
      { heardTurnId: 't0' },
      { turnId: 't0', text: '', complete: false },
    ],
    ['nothing heard where nothing was said', { heardTurnId: null }, undefined],
    [
      'the words already spoken of the reply that it asks for again',
      { supersedes: 't1', spoken: 'On which' },
      { turnId: 't1', text: 'On which', complete: false },
    ],
  ])('a turn carries %s', (_, change, heard) => {
    expect(ofCall().messages.turn({ ...turn, ...change }, 'en').heard).toEqual(heard);
  });

  it('lets go of what was said before the reply that it tells of', () => {
    const { messages, forgotten } = ofCall();
    messages.turn(turn, 'en');
    expect(forgotten).toEqual(['t1']);
  });

  it('names the language of words, and of nothing else', () => {
    const { messages } = ofCall();
    expect(messages.turn(turn, 'uk').language).toBe('uk');
    expect(messages.turn({ ...turn, kind: 'dtmf' }, 'uk').language).toBeNull();
  });

  it('hands out usage and stages once', () => {
    const { messages } = ofCall();
    expect(messages.turn(turn, 'en')).toMatchObject({
      usage: [{ id: 'counted' }],
      stages: [{ turnId: 't1' }],
    });
    expect(messages.turn(turn, 'en')).toMatchObject({ usage: [], stages: [] });
  });

  it('ends the call with what was known before its parts closed, and the recording that came later', () => {
    const { messages } = ofCall();
    const callEnd = messages.callEnd('caller-hung-up', 't1');
    messages.turn(turn, 'en');
    expect(callEnd({ key: 'a.wav', durationMs: 1, channels: 2 })).toMatchObject({
      ...{ reason: 'caller-hung-up', epoch: 2, heard: { turnId: 't1' }, usage: [{ id: 'counted' }] },
      ...{ stages: [{ turnId: 't1' }], recording: { key: 'a.wav' } },
    });
    expect(messages.callEnd('caller-hung-up', null)(null)).not.toHaveProperty('recording');
  });

  it('ends nothing that another edge goes on with', () => {
    expect(ofCall().messages.callEnd(null, 't1')(null)).toBeNull();
  });
});
