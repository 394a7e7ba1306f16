import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';
import { CALM_MS, restartPauseMs } from './restart-pause.ts';

/** Something that runs; `child` is absent where it is not ours, then nobody follows it. */
export interface Started {
  child?: Child;
  stop(): Promise<void>;
}

/** A part of the stack: each `start` begins it anew at the same address with the same environment. */
export interface Service {
  name: string;
  start(signal: AbortSignal): Promise<Started>;
}

/** What happens to a service; `detail` is a reason or a duration. */
export interface ServiceEvent {
  type: 'ready' | 'crashed' | 'restarted' | 'restart-failed' | 'stopped';
  name: string;
  detail: string;
}

/** A service that is followed: a crash restarts it until `stop`. */
export interface Supervised {
  name: string;
  current(): Started;
  stop(): Promise<void>;
}

/** Starts a service and follows it. Rejects when the first start fails; later failures are tried again with pauses. */
export async function supervise(
  service: Service,
  onEvent: (event: ServiceEvent) => void,
  signal: AbortSignal,
): Promise<Supervised> {
  const { name } = service;
  const stopping = new AbortController();
  const either = AbortSignal.any([signal, stopping.signal]);
  const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  const begun = Date.now();
  let running = await service.start(either);
  onEvent({ type: 'ready', name, detail: seconds(begun) });
  const followed = follow();
  return {
    name,
    current: () => running,
    async stop() {
      stopping.abort();
      await running.stop();
      await followed;
      await running.stop(); // it may have been in the middle of a restart
      onEvent({ type: 'stopped', name, detail: '' });
    },
  };

  async function follow(): Promise<void> {
    for (let crashes = 0; running.child; ) {
      const since = Date.now();
      let reason = await running.child.exited;
      crashes = Date.now() - since > CALM_MS ? 0 : crashes;
      for (let back = false; !back; ) {
        if (stopping.signal.aborted) return;
        crashes++;
        const pauseMs = restartPauseMs(crashes);
        const detail = `${reason}: restarting${pauseMs ? ` in ${pauseMs / 1000} s` : ''}`;
        onEvent({ type: 'crashed', name, detail });
        const down = Date.now();
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        try {
          running = await service.start(stopping.signal);
          onEvent({ type: 'restarted', name, detail: seconds(down) });
          back = true;
        } catch (error) {
          reason = error instanceof Error ? error.message : String(error);
        }
      }
    }
  }
}
