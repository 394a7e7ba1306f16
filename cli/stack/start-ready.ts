import { type Child, type ChildOptions, startChild } from './child.ts';
import { waitUntil } from './wait-until.ts';

/** A child and what tells that it can take work. */
export interface ReadyOptions extends ChildOptions {
  /** for messages: `Redis on 127.0.0.1:6380` */
  what: string;
  /** throws while it is not ready */
  probe(): Promise<unknown>;
  timeoutMs: number;
  signal?: AbortSignal;
}

/** Starts a child and answers when it is ready. When it does not become so it is ended, and the error has its log. */
export async function startReady(options: ReadyOptions): Promise<Child> {
  const { what, timeoutMs, signal } = options;
  const child = startChild(options);
  try {
    await waitUntil(options.probe, { what, timeoutMs, child, signal });
    return child;
  } catch (error) {
    await child.stop(0);
    throw error;
  }
}
