import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FOREIGN, TUNING, without } from '../../cli/stack/settings.ts';
import { startStack } from '../../cli/stack/stack.ts';
import { readState, type StackState } from '../../cli/stack/state.ts';
import type { ServiceEvent } from '../../cli/stack/supervise.ts';
import { waitUntil } from '../../cli/stack/wait-until.ts';
import { createStackHome } from '../servers/stack-home.ts';

const RESTART_WITHIN_MS = 30_000;

/** A whole local stack of its own, whose processes may be killed. */
export interface StackUnderFire {
  /** as it is now: a restarted process has another pid */
  state(): StackState;
  /** everything that happened to a process since the last call of `forgetEvents` */
  events: ServiceEvent[];
  forgetEvents(): void;
  pidOf(name: string): number;
  /** SIGKILL, as the kernel does it when memory is short; answers when the process is gone */
  kill(name: string): Promise<void>;
  /** answers when the stack has started it again and it is ready */
  restarted(name: string): Promise<void>;
  /** names of the processes that have died */
  crashed(): string[];
  stop(): Promise<void>;
}

/** Starts a stack in a temporary folder with the scenario of these tests. `extra` goes into its environment. */
export async function startStackUnderFire(extra: Record<string, string>): Promise<StackUnderFire> {
  const home = await createStackHome('chaos');
  // somebody's own servers must not be killed
  const ours = without([...FOREIGN, ...TUNING], process.env);
  const env: NodeJS.ProcessEnv = { ...ours, HOLDFAST_HOME: home, HOLDFAST_PORTS: 'any', ...extra };
  env.SCENARIOS_DIR = fileURLToPath(new URL('scenarios', import.meta.url));
  const events: ServiceEvent[] = [];
  const own = await startStack({ env, onEvent: (event) => events.push(event) }).catch(async (error) => {
    await rm(home, { recursive: true, force: true });
    throw error;
  });
  const state = () => readState(home) ?? own.state;
  const pidOf = (name: string): number => {
    const found = state().processes.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the stack has no process "${name}"`);
    return found.pid;
  };
  return {
    state,
    events,
    forgetEvents: () => events.splice(0),
    pidOf,
    async kill(name) {
      const pid = pidOf(name);
      process.kill(pid, 'SIGKILL');
      await waitUntil(async () => alive(pid) && fail(`${name} lives`), { what: name, timeoutMs: 5_000 });
    },
    async restarted(name) {
      const back = () => events.some((event) => event.type === 'restarted' && event.name === name);
      await waitUntil(async () => back() || fail(`${name} is down`), {
        what: name,
        timeoutMs: RESTART_WITHIN_MS,
      });
    },
    crashed: () => events.filter(({ type }) => type === 'crashed').map(({ name }) => name),
    async stop() {
      await own.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const fail = (message: string): never => {
  throw new Error(message);
};
