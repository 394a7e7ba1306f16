import type { SlotDefinition } from '../slots/definition.ts';
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

/** How long people pause inside an answer of this type. */
export const PATIENCE_OF_TYPE: Readonly<Record<SlotDefinition['type'], Patience>> = {
  'yes-no': 'command',
  choice: 'choice',
  date: 'choice',
  time: 'choice',
  age: 'choice',
  weight: 'choice',
  money: 'choice',
  pattern: 'choice',
  name: 'free',
  text: 'free',
  phone: 'digits',
  digits: 'digits',
  secret: 'digits',
};
