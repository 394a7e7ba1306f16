import type { Language } from '../language.ts';

// Replaced by the strict zod schema; only what other folders rely on stands here for now.
export interface Scenario {
  name: string;
  version: number;
  timeZone: string;
  languages: readonly Language[];
}
