import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { EndCall, OpenCall, Turn } from '../../contracts/call-messages.ts';
import { createFakeCalls, outcomeOf } from '../lab/fake-calls.ts';
import { createBrain } from './brain.ts';
import { CallClientError, type CallFault } from './call-client.ts';

const fault = (kind: CallFault) => new CallClientError(kind, new Error(kind));
const turn = (turnId: string) => ({ turnId }) as Turn;
const end = { reason: 'caller-hung-up' } as EndCall;

function lab() {
  const calls = createFakeCalls();
  const log: string[] = [];
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const brain = createBrain(
    'c1',
    calls,
    {
      opened: () => void log.push('opened'),
      openRefused: (why) => void log.push(`open refused: ${why}`),
      answered: (turnId) => void log.push(`answered ${turnId}`),
      turnRefused: (turnId, why) => void log.push(`refused ${turnId}: ${why}`),
    },
    quiet,
  );
  return { calls, log, brain };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('the way to the workflow', () => {
  it('sends the same turn again while nothing is known of it', async () => {
    const { calls, log, brain } = lab();
    let tries = 0;
    calls.onTurn = async ({ turnId }) => {
      if (++tries < 3) throw fault('unreachable');
      return outcomeOf(turnId, 'Fine.');
    };
    brain.submit(turn('t1'));
    await pass(5000);
    expect(calls.turns.map(({ turnId }) => turnId)).toEqual(['t1', 't1', 't1']);
    expect(log).toEqual(['answered t1']);
  });

  it('opens again under the same id while nothing is known of it, and another leg under another', async () => {
    const { calls, log, brain } = lab();
    const other = lab();
    const legs: string[] = [];
    for (const client of [calls, other.calls]) {
      const { open } = client;
      client.open = (call, leg) => {
        legs.push(leg);
        return legs.length === 2 ? open(call, leg) : Promise.reject(fault('unreachable'));
      };
    }
    brain.open({} as OpenCall);
    await pass(500);
    other.brain.open({} as OpenCall);
    await pass(0);
    const [first, again, another] = legs;
    expect([first === again, first === another, log]).toEqual([true, false, ['opened']]);
  });

  it('gives a turn up after a minute', async () => {
    const { calls, log, brain } = lab();
    calls.onTurn = () => Promise.reject(fault('unreachable'));
    brain.submit(turn('t1'));
    await pass(50_000);
    expect(log).toEqual([]);
    await pass(15_000);
    expect(log).toEqual(['refused t1: failed']);
  });

  it.each<[CallFault, string]>([
    ['ended', 'refused t1: ended'],
    ['stale', 'refused t1: stale'],
    ['failed', 'refused t1: failed'],
  ])('does not send again what was refused as %s', async (kind, says) => {
    const { calls, log, brain } = lab();
    calls.onTurn = () => Promise.reject(fault(kind));
    brain.submit(turn('t1'));
    await pass(60_000);
    expect(calls.turns).toHaveLength(1);
    expect(log).toEqual([says]);
  });

  it('tells the end behind openCall and behind the last turn', async () => {
    const { calls, log, brain } = lab();
    const opening = Promise.withResolvers<void>();
    const answering = Promise.withResolvers<void>();
    const { onOpen } = calls;
    calls.onOpen = async (call) => {
      await opening.promise;
      return onOpen(call);
    };
    calls.onTurn = async ({ turnId }) => {
      await answering.promise;
      return outcomeOf(turnId, '');
    };
    brain.open({} as OpenCall);
    brain.submit(turn('t1'));
    void brain.end(end);
    await pass(0);
    opening.resolve();
    await pass(0);
    expect(calls.ends).toHaveLength(0);
    answering.resolve();
    await pass(0);
    expect(log).toEqual(['opened', 'answered t1']);
    expect(calls.ends).toHaveLength(1);
  });

  it('does not wait for a last turn that takes long', async () => {
    const { calls, brain } = lab();
    calls.onTurn = () => new Promise(() => undefined);
    brain.submit(turn('t1'));
    void brain.end(end);
    await pass(3000);
    expect(calls.ends).toHaveLength(1);
  });

  it('keeps the end while the workflow is out of reach', async () => {
    const { calls, brain } = lab();
    let reachable = false;
    const send = calls.end;
    calls.end = (callId, message) =>
      reachable ? send(callId, message) : Promise.reject(fault('unreachable'));
    const told = brain.end(end);
    await pass(300_000);
    reachable = true;
    await pass(5000);
    await told;
    expect(calls.ends).toHaveLength(1);
  });

  it('is content with a call that has ended already', async () => {
    const { calls, brain } = lab();
    calls.end = () => Promise.reject(fault('ended'));
    await expect(brain.end(end)).resolves.toBeUndefined();
  });
});
