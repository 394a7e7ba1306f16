import { type Service, type ServiceEvent, type Supervised, supervise } from './supervise.ts';

/** Services that belong together: started side by side in rounds, stopped as a whole. */
export interface ServiceGroup {
  running: readonly Supervised[];
  /** Rejects when one fails; the others are then no longer waited for. */
  start(services: readonly Service[]): Promise<void>;
  /** Stops the later rounds first. */
  stop(): Promise<void>;
}

export function createServiceGroup(
  onEvent: (event: ServiceEvent) => void,
  signal: AbortSignal,
): ServiceGroup {
  const rounds: Supervised[][] = [];
  return {
    get running() {
      return rounds.flat();
    },
    async start(services) {
      const round: Supervised[] = [];
      rounds.push(round);
      const failing = new AbortController();
      const either = AbortSignal.any([signal, failing.signal]);
      let cause: unknown;
      await Promise.all(
        services.map((service) =>
          supervise(service, onEvent, either).then(
            (supervised) => void round.push(supervised),
            (error) => {
              cause ??= error; // the first one; those behind it were interrupted by it
              failing.abort();
            },
          ),
        ),
      );
      if (cause !== undefined) throw cause;
    },
    async stop() {
      for (const round of rounds.toReversed()) await Promise.all(round.map((one) => one.stop()));
    },
  };
}
