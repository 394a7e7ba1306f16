import type { StackState } from '../stack/state.ts';
import type { Figure } from './figures.ts';

type Progress = (line: string) => void;

/** One suite of the bench: with a running stack, or starting what it measures by itself. */
export type Suite =
  | { needsStack: true; run(stack: StackState, progress: Progress): Promise<Figure[]> }
  | { needsStack: false; run(progress: Progress): Promise<Figure[]> };

/** The table of suites. A new one is one file plus one line. */
export const SUITES: Record<string, () => Promise<Suite>> = {
  orchestration: async () => ({
    needsStack: true,
    run: (await import('./orchestration/suite.ts')).orchestration,
  }),
  recovery: async () => ({ needsStack: true, run: (await import('./recovery/suite.ts')).recovery }),
  reattach: async () => ({ needsStack: true, run: (await import('./reattach/suite.ts')).reattach }),
  voice: async () => ({ needsStack: true, run: (await import('./voice/suite.ts')).voice }),
  answer: async () => ({ needsStack: false, run: (await import('./answer/suite.ts')).answer }),
  'barge-in': async () => ({ needsStack: true, run: (await import('./barge-in/suite.ts')).bargeIn }),
  cache: async () => ({ needsStack: true, run: (await import('./cache/suite.ts')).speechCache }),
  dialog: async () => ({ needsStack: false, run: (await import('./dialog/suite.ts')).dialogTurns }),
  start: async () => ({ needsStack: false, run: (await import('./start/suite.ts')).start }),
  edge: async () => ({ needsStack: true, run: (await import('./edge/suite.ts')).edgeLoad }),
};
