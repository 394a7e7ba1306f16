import { NativeConnection } from '@temporalio/worker';
import type { Log } from '../platform/log.ts';

const RETRY_EVERY_MS = 500;
const REMIND_EVERY = 20;

/**
 * Connects to Temporal, waiting as long as it is away: a worker that exits would only be started again. Says so at
 * once and then every ten seconds. `stopped` ends the wait with a rejection.
 */
export async function connectWhenUp(
  { address, tls }: { address: string; tls: boolean },
  log: Log,
  stopped: AbortSignal,
): Promise<NativeConnection> {
  for (let attempt = 0; ; attempt++) {
    stopped.throwIfAborted();
    try {
      return await NativeConnection.connect({ address, ...(tls ? { tls: true } : {}) });
    } catch (error) {
      if (attempt % REMIND_EVERY === 0)
        log.warn(`waiting for Temporal at ${address}: start it (npm run up) or set TEMPORAL_ADDRESS`, {
          reason: error instanceof Error ? error.message : String(error),
        });
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }
}
