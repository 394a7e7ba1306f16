import type { Log } from './log.ts';

/**
 * Runs `stop` once on SIGTERM or SIGINT and exits 0 when it is done, 1 when it fails or takes longer than `graceMs`.
 * A second signal exits at once.
 */
export function onShutdown(log: Log, graceMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const begin = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), graceMs).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      log.error('stopping failed', { error });
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void begin(signal));
}
