import { stackOwner } from './stack-lock.ts';
import { readState, type StackState } from './state.ts';
import { probeHttp, waitUntil } from './wait-until.ts';

/** Somebody who waits for longer than this is told for what. */
const SILENT_MS = 2_000;

/**
 * The stack of this home folder that another process holds, when its admin API answers; waits for one that is starting,
 * until `signal`. `onWait` is told once what it waits for.
 */
export async function runningStack(
  home: string,
  signal?: AbortSignal,
  onWait: (words: string) => void = () => {},
): Promise<StackState | undefined> {
  const begun = stackOwner(home);
  if (begun === undefined) return undefined;
  const told = setTimeout(onWait, SILENT_MS, `waiting for the stack of ${home}, process ${begun} …`);
  return waitUntil(
    async () => {
      const owner = stackOwner(home);
      if (owner === undefined) return undefined; // it gave up
      const state = readState(home);
      if (state?.pid !== owner) throw new Error(`process ${owner} is still starting it`);
      await probeHttp(`${state.admin.url}/readyz`);
      return state;
    },
    { what: `the running stack of ${home}`, timeoutMs: 90_000, signal },
  ).finally(() => clearTimeout(told));
}
