/** A process that lived this long starts counting anew. */
export const CALM_MS = 60_000;

/** Pause before restart number `crashes` in a row: the first at once, then 0.5 s doubling up to 30 s. */
export const restartPauseMs = (crashes: number): number =>
  crashes <= 1 ? 0 : Math.min(500 * 2 ** (crashes - 2), 30_000);
