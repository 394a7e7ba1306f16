import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A helper process of the bench that is killed with it. */
export interface BenchChild<First> {
  pid: number;
  /** what it sent first, e.g. the port it listens on */
  first: First;
  send(message: object | string): void;
  /** sends and waits for the next message */
  ask<T>(message: object | string): Promise<T>;
  stop(): Promise<void>;
}

/** Forks a .ts file beside `base` (import.meta.url) and waits for its first message; throws when it ends before. */
export async function startBenchChild<First>(
  file: string,
  base: string,
  env: NodeJS.ProcessEnv = {},
): Promise<BenchChild<First>> {
  const child = fork(fileURLToPath(new URL(file, base)), { env: { ...process.env, ...env } });
  const first = await message<First>(child, file);
  return {
    pid: child.pid ?? 0,
    first,
    send: (order) => child.send(order),
    ask: (order) => {
      const answer = message<never>(child, file);
      child.send(order);
      return answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const message = async <T>(child: ChildProcess, file: string): Promise<T> => {
  const controller = new AbortController();
  try {
    const [value] = await Promise.race([
      once(child, 'message', { signal: controller.signal }),
      once(child, 'exit', { signal: controller.signal }).then(([code]) => {
        throw new Error(`${file} ended with code ${code}`);
      }),
    ]);
    return value as T;
  } finally {
    controller.abort();
  }
};
