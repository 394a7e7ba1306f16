/** How often audio is topped up. With a lead of up to 500 ms a late tick of 300 ms is not heard. */
const TICK_MS = 80;

/** One timer for all calls of the process: it runs only while somebody listens. */
export interface Ticker {
  add(onTick: () => void): void;
  remove(onTick: () => void): void;
}

export function createTicker(everyMs = TICK_MS): Ticker {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  const tick = () => {
    for (const onTick of listeners) onTick();
  };
  return {
    add(onTick) {
      listeners.add(onTick);
      timer ??= setInterval(tick, everyMs);
    },
    remove(onTick) {
      listeners.delete(onTick);
      if (listeners.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    },
  };
}
