import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, logTail } from './child.ts';

/** How long to wait and for whom. */
export interface WaitOptions {
  /** what is awaited, for the message: `PostgreSQL on 127.0.0.1:5432` */
  what: string;
  timeoutMs: number;
  /** what to do where it never answers */
  repair?: string;
  /** its end ends the waiting, and its log explains why */
  child?: Pick<Child, 'ended' | 'logPath'>;
  /** ends the waiting */
  signal?: AbortSignal;
}

/** Repeats `probe` until it no longer throws. Rejects with its last error, or as soon as the child has ended. */
export async function waitUntil<T>(probe: () => Promise<T>, options: WaitOptions): Promise<T> {
  const { what, timeoutMs, repair, child, signal } = options;
  const deadline = Date.now() + timeoutMs;
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    if (signal?.aborted) throw new Error(`${what}: the start was interrupted`);
    try {
      return await probe();
    } catch (error) {
      const ended = child?.ended();
      if (ended) throw new Error(`${what} ${ended}${see(child)}`);
      if (Date.now() > deadline) {
        const reason = error instanceof Error ? error.message : String(error);
        const advice = repair === undefined ? '' : `; ${repair}`;
        throw new Error(`${what} is not ready after ${timeoutMs / 1000} s: ${reason}${advice}${see(child)}`);
      }
    }
    await sleep(pauseMs);
  }
}

/** Answers when GET `url` is a 200; else throws with the status or the server's own reason. */
export async function probeHttp(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url} answers ${response.status} ${body.slice(0, 200)}`.trim());
}

const see = (child: WaitOptions['child']): string =>
  child?.logPath ? `\nlog ${child.logPath}:\n${logTail(child.logPath)}` : '';
