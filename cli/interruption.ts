/** The wish to end: Ctrl-C, SIGTERM or a closed terminal. */
export interface Interruption {
  signal: AbortSignal;
  /** resolves at the first one */
  promise: Promise<void>;
  /** no longer listens */
  ignore(): void;
}

/** A terminal, npm and start.mjs may all deliver the same Ctrl-C: within this time it counts once. */
const SAME_MS = 500;

/** The first signal asks for the end; another one, later, leaves at once (the kernel then ends the children). */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  let firstAt = 0;
  const onSignal = () => {
    if (controller.signal.aborted) {
      if (Date.now() - firstAt > SAME_MS) process.exit(130);
      return;
    }
    firstAt = Date.now();
    controller.abort();
    resolve();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    promise,
    ignore: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
