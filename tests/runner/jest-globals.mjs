import { ModernFakeTimers } from '@jest/fake-timers';

const timers = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis });
/** timers that the runner leaves out */
const faked = {
  useFakeTimers: () => timers.useFakeTimers(),
  useRealTimers: () => timers.useRealTimers(),
  advanceTimersByTime: (ms) => timers.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
  getTimerCount: () => timers.getTimerCount(),
};

/** What tests import from `@jest/globals`. */
export const { describe, it, test, expect, beforeAll, beforeEach, afterAll, afterEach, jest } = Object.assign(
  globalThis,
  { jest: { ...globalThis.jest, ...faked } },
);
