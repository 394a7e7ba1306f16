import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BROKEN_AFTER_MS, createReplyStreams } from './reply-stream.ts';
import type { TurnTakingEvent } from './turn-taking/events.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a reply stream that closes', () => {
  const watch = () => {
    const events: TurnTakingEvent[] = [];
    return {
      events,
      streams: createReplyStreams(
        () => null,
        (event) => events.push(event),
      ),
    };
  };

  it('before its end is told a moment later, when all of the dead worker’s connections are closed', () => {
    const { events, streams } = watch();
    streams.open('t1-1', 1, () => {}).closed();
    jest.advanceTimersByTime(BROKEN_AFTER_MS - 1);
    expect(events).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(events).toEqual([{ type: 'reply-broken', turnId: 't1-1', attempt: 1 }]);
  });

  it('after its end is no fault', () => {
    const { events, streams } = watch();
    const stream = streams.open('t1-1', 1, () => {});
    expect(stream.line({ end: true })).toBe('complete');
    stream.closed();
    jest.advanceTimersByTime(10 * BROKEN_AFTER_MS);
    expect(events).toEqual([{ type: 'reply-end', turnId: 't1-1', attempt: 1 }]);
  });
});
