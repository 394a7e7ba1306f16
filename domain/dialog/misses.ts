import { advance, askAgain, jump } from './advance.ts';
import type { Draft } from './draft.ts';
import { isHalfName } from './half-name.ts';
import { phrase } from './question.ts';
import type { Step } from './types.ts';

/** Nothing usable was heard: ask again with more help each time, at the limit let somebody else take over. */
export function miss(draft: Draft, kind: 'noInput' | 'noMatch'): Step {
  draft.misses[kind] += 1;
  const { open, pending } = draft.memory;
  const skipAfter = pending === null ? draft.scenario.states[draft.at]?.skipAfter : undefined;
  if (open !== null && skipAfter !== undefined && kind === 'noMatch' && draft.misses.noMatch >= skipAfter) {
    draft.memory.skipped = [...draft.memory.skipped, open];
    return advance(draft);
  }
  // half a name is better than no booking
  if (pending?.kind === 'ask' && isHalfName(draft, pending.slot)) {
    draft.memory.pending = null;
    return advance(draft);
  }
  const limits = draft.scenario.states[draft.at]?.limits;
  const limit = limits?.[kind] ?? draft.scenario.limits[kind];
  if (draft.misses[kind] >= limit) return jump(draft, limits?.else ?? draft.scenario.limits.else);
  draft.says.push(
    phrase(draft, kind === 'noInput' ? 'stillThere' : 'didNotCatch', { use: draft.misses[kind] - 1 }),
  );
  return askAgain(draft);
}

/** Whether one more miss reaches the limit. */
export function isLastMiss({ scenario, at, misses }: Draft): boolean {
  return misses.noMatch + 1 >= (scenario.states[at]?.limits?.noMatch ?? scenario.limits.noMatch);
}
