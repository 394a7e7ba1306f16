import { mkdirSync } from 'node:fs';
import { listenForInterruption } from '../interruption.ts';
import { startBackgroundStack } from './background-stack.ts';
import { bringUp } from './bring-up.ts';
import { stopLeftovers } from './leftovers.ts';
import { keepLastLogs } from './logs.ts';
import { homeFolder } from './paths.ts';
import { runningStack } from './running-stack.ts';
import { lockStack } from './stack-lock.ts';
import { removeState, type StackState, writeState } from './state.ts';
import type { ServiceEvent } from './supervise.ts';

/** A stack that this process holds. */
export interface OwnStack {
  state: StackState;
  /** Stops every process, the ones that talk to callers first. */
  stop(): Promise<void>;
}

export interface StackOptions {
  env?: NodeJS.ProcessEnv;
  onEvent?: (event: ServiceEvent) => void;
  /** ends the start early */
  signal?: AbortSignal;
}

/** Starts the whole stack of the home folder and answers when every process is ready, or stops what it began and throws. */
export async function startStack(options: StackOptions = {}): Promise<OwnStack> {
  const { env = process.env, onEvent = () => {}, signal = new AbortController().signal } = options;
  const home = homeFolder(env);
  mkdirSync(home, { recursive: true });
  const lock = lockStack(home);
  try {
    await removeState(home);
    await stopLeftovers(home);
    keepLastLogs(home);
    const stack = await bringUp({ home, env, onEvent, signal, onChange: writeState });
    writeState(stack.state());
    return {
      state: stack.state(),
      async stop() {
        await removeState(home);
        await stack.stop();
        lock.unlock();
      },
    };
  } catch (error) {
    lock.unlock();
    throw error;
  }
}

/**
 * Hands the running stack of the home folder to `work`, or brings one up for it and stops it afterwards; Ctrl-C stops
 * it too. Progress goes to stderr unless `quiet`. With `keep` the stack runs on in the background.
 */
export async function withStack<T>(
  { quiet = false, keep = false }: { quiet?: boolean; keep?: boolean },
  work: (stack: StackState) => Promise<T>,
): Promise<T> {
  const interruption = listenForInterruption();
  const other = await otherStack({ quiet, keep, signal: interruption.signal }).catch((error) => {
    interruption.ignore();
    throw error;
  });
  if (other) {
    interruption.ignore(); // the work decides what a Ctrl-C means: the stack is not ours to stop
    return work(other);
  }
  const own = await startStack({
    signal: interruption.signal,
    onEvent: (event) => {
      if (!quiet) process.stderr.write(`${eventLine(event)}\n`);
    },
  });
  const ended = interruption.promise.then(async () => {
    await own.stop();
    process.exit(130);
  });
  try {
    return await Promise.race([work(own.state), ended]);
  } finally {
    if (interruption.signal.aborted) await ended;
    await own.stop();
    interruption.ignore();
  }
}

/** The stack that another process holds; with `keep` one is started for it. */
async function otherStack(options: {
  quiet: boolean;
  keep: boolean;
  signal: AbortSignal;
}): Promise<StackState | undefined> {
  const running = await runningStack(homeFolder(), options.signal);
  if (running || !options.keep) return running;
  if (!options.quiet) process.stderr.write('starting the stack in the background …\n');
  return startBackgroundStack(homeFolder(), options.signal);
}

/** An event as a line for people. */
export const eventLine = ({ type, name, detail }: ServiceEvent): string =>
  `${name.padEnd(16)}${type.replace('-', ' ')}${detail && ` ${detail}`}`;
