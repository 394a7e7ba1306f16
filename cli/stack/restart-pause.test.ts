import { describe, expect, it } from '@jest/globals';
import { restartPauseMs } from './restart-pause.ts';

describe('pause before a restart', () => {
  it.each([
    ['the first crash restarts at once', 1, 0],
    ['the second waits', 2, 500],
    ['the pause doubles', 4, 2_000],
    ['but stays within half a minute', 30, 30_000],
  ])('%s', (_rule, crashes, pauseMs) => expect(restartPauseMs(crashes)).toBe(pauseMs));
});
