import { endMarked } from '../setup/leftovers.mjs';

/** Environment variable that marks every process of the stack with its home folder. */
export const STACK_MARK = 'HOLDFAST_STACK';

/** Ends the processes that a killed run left behind (only where the kernel did not: no setpriv). Answers how many. */
export const stopLeftovers = (home: string): Promise<number> => endMarked(STACK_MARK, home);
