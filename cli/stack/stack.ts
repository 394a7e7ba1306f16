import { setTimeout as sleep } from 'node:timers/promises';
import { refuseFaults } from '../config/process-settings.ts';
import { type Interruption, listenForInterruption } from '../interruption.ts';
import { startBackgroundStack } from './background-stack.ts';
import { bringUp } from './bring-up.ts';
import { stopLeftovers } from './leftovers.ts';
import { keepLastLogs } from './logs.ts';
import { homeFolder, makeHome } from './paths.ts';
import { runningStack } from './running-stack.ts';
import { lockStack, StackTaken } from './stack-lock.ts';
import { otherUsers, useStack } from './stack-users.ts';
import { keepState, removeState, type StackState, writeState } from './state.ts';
import type { ServiceEvent } from './supervise.ts';

/** A stack that this process holds. */
export interface OwnStack {
  state: StackState;
  /** Stops every process, the ones that talk to callers first. */
  stop(): Promise<void>;
  /** Stops it once no other command works with it; `onWait` is told once whom it waits for. */
  stopWhenUnused(onWait: (users: readonly number[]) => void): Promise<void>;
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
  await makeHome(home, env);
  const lock = lockStack(home);
  try {
    await removeState(home);
    await refuseFaults(home, env);
    await stopLeftovers(home);
    keepLastLogs(home);
    const stack = await bringUp({ home, env, onEvent, signal, onChange: writeState });
    let keeping = keepState(stack.state);
    const hide = async () => {
      keeping.stop();
      await removeState(home);
    };
    const stop = async () => {
      await hide();
      await stack.stop();
      lock.unlock();
    };
    return {
      state: stack.state(),
      stop,
      async stopWhenUnused(onWait) {
        for (let isTold = false; ; isTold = true) {
          let users = otherUsers(home);
          if (users.length === 0) {
            await hide();
            users = otherUsers(home); // one may have read the state just before it went
            if (users.length === 0) return stop();
            keeping = keepState(stack.state);
          }
          if (!isTold) onWait(users);
          await sleep(200);
        }
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
  await makeHome(homeFolder());
  const leave = await useStack(homeFolder());
  try {
    const found = await anyStack({ quiet, keep, signal: interruption.signal });
    if ('other' in found) {
      interruption.ignore(); // the work decides what a Ctrl-C means: the stack is not ours to stop
      return await work(found.other);
    }
    return await withOwn(found.own, interruption, work);
  } finally {
    leave();
    interruption.ignore();
  }
}

async function withOwn<T>(
  own: OwnStack,
  interruption: Interruption,
  work: (stack: StackState) => Promise<T>,
): Promise<T> {
  const ended = interruption.promise.then(async () => {
    await own.stop();
    process.exit(130);
  });
  const tell = (users: readonly number[]) =>
    process.stderr.write(
      `process ${users.join(', ')} works with this stack: it stops after that, or at Ctrl-C\n`,
    );
  try {
    return await Promise.race([work(own.state), ended]);
  } finally {
    await Promise.race([interruption.signal.aborted ? ended : own.stopWhenUnused(tell), ended]);
  }
}

/** The stack that another process holds, else one of our own. */
async function anyStack(options: {
  quiet: boolean;
  keep: boolean;
  signal: AbortSignal;
}): Promise<{ other: StackState } | { own: OwnStack }> {
  const onEvent = (event: ServiceEvent) => {
    if (!options.quiet) process.stderr.write(`${eventLine(event)}\n`);
  };
  for (;;) {
    const other = await otherStack(options);
    if (other) return { other };
    try {
      return { own: await startStack({ signal: options.signal, onEvent }) };
    } catch (error) {
      // another command began in the same moment, and was faster
      if (!(error instanceof StackTaken)) throw error;
    }
  }
}

/** The stack that another process holds; with `keep` one is started for it. */
async function otherStack(options: {
  quiet: boolean;
  keep: boolean;
  signal: AbortSignal;
}): Promise<StackState | undefined> {
  // also where the start itself is quiet: this may take a minute
  const tell = (words: string) => process.stderr.write(`${words}\n`);
  const running = await runningStack(homeFolder(), options.signal, tell);
  if (running || !options.keep) return running;
  if (!options.quiet) process.stderr.write('starting the stack in the background …\n');
  return startBackgroundStack(homeFolder(), options.signal);
}

/** An event as a line for people. */
export const eventLine = ({ type, name, detail }: ServiceEvent): string =>
  `${name.padEnd(16)}${type.replace('-', ' ')}${detail && ` ${detail}`}`;
