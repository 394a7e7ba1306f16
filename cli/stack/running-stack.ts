import { stackOwner } from './stack-lock.ts';
import { readState, type StackState } from './state.ts';
import { probeHttp, waitUntil } from './wait-until.ts';

/** The stack of this home folder that another process holds, when its admin API answers; waits for one that is starting, until `signal`. */
export async function runningStack(home: string, signal?: AbortSignal): Promise<StackState | undefined> {
  if (stackOwner(home) === undefined) return undefined;
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
  );
}
