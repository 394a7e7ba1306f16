import type { Patience } from './types.ts';

/** Silence in milliseconds after which a turn ends (turn-taking adds the turn-end probability to it). */
export const PATIENCE_MS: Readonly<Record<Patience, number>> = {
  command: 250,
  choice: 500,
  free: 600,
  digits: 1000,
};

/** No pause is longer than this, whatever the model of turn ends thinks. */
export const PATIENCE_BACKSTOP_MS = 3000;
