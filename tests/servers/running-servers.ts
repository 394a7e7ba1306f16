/** The tests' Temporal suggests a new run at so many events of a history, a quarter of what it does by itself. */
export const EVENTS_OF_A_RUN = 1_024;

/** What global-setup started and global-teardown stops. Jest loads the two as separate modules of one process. */
export interface RunningServers {
  folder: string;
  stops: readonly (() => Promise<void>)[];
}

const key = Symbol.for('holdfast.test-servers');
const shared = globalThis as typeof globalThis & { [key]?: RunningServers };

export const keepServers = (servers: RunningServers): void => {
  shared[key] = servers;
};

export const takeServers = (): RunningServers | undefined => {
  const servers = shared[key];
  delete shared[key];
  return servers;
};
