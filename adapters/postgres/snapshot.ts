import { z } from 'zod';
import type { Language } from '../../domain/language.ts';
import type { Snapshot } from '../../domain/opening.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/schema.ts';
import type { Database } from './database.ts';
import { readScenarioText } from './scenarios.ts';

/** Bundles already read, by hash. A hash never changes its content, so they need not be read again. */
export type KnownScenarios = Map<string, Scenario>;

export interface ReadSnapshotOptions {
  known?: KnownScenarios;
  /** called for a stored bundle that today's schema refuses; without it the fault is thrown */
  onFault?: (error: Error) => void;
}

/**
 * Routes, published scenarios with their bundles, and flags. Throws when the database is away. A bundle that this version
 * cannot read is left out, so that its number is refused and all others are answered.
 */
export async function readSnapshot(
  { kysely }: Database,
  { known = new Map(), onFault }: ReadSnapshotOptions = {},
): Promise<Snapshot> {
  const [routes, published, flags] = await Promise.all([
    kysely.selectFrom('routes').selectAll().orderBy('to_number').execute(),
    kysely.selectFrom('published_scenarios').selectAll().orderBy('tenant').orderBy('scenario').execute(),
    kysely.selectFrom('feature_flags').selectAll().orderBy('name').execute(),
  ]);
  const hashes = new Set(published.map(({ hash }) => hash));
  const unread = [...hashes].filter((hash) => !known.has(hash));
  if (unread.length > 0) {
    const rows = await kysely
      .selectFrom('scenarios')
      .select(['hash', 'text'])
      .where('hash', 'in', unread)
      .execute();
    for (const { hash, text } of rows) {
      try {
        known.set(hash, parseBundle(hash, text));
      } catch (error) {
        if (onFault === undefined || !(error instanceof Error)) throw error;
        onFault(error);
      }
    }
  }
  for (const hash of known.keys()) if (!hashes.has(hash)) known.delete(hash);
  return {
    routes: routes.map(({ to_number, tenant, scenario, language }) => ({
      to: to_number,
      tenant,
      scenario,
      language: language as Language,
    })),
    published: Object.fromEntries(
      published.map(({ tenant, scenario, hash }) => [`${tenant}/${scenario}`, hash]),
    ),
    scenarios: Object.fromEntries(known),
    flags: Object.fromEntries(flags.map(({ name, value }) => [name, value as boolean | string])),
  };
}

/** The bundle of a hash for a call that froze it, null when it was never published here. */
export async function readScenario(db: Database, hash: string): Promise<Scenario | null> {
  const text = await readScenarioText(db, hash);
  return text === null ? null : parseBundle(hash, text);
}

/** A bundle was checked before it was published; read anew by today's schema, which also fills in later additions. */
function parseBundle(hash: string, text: string): Scenario {
  try {
    return scenarioSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    throw new Error(`scenario ${hash} in the database cannot be read, publish it again: ${reason}`, {
      cause: error,
    });
  }
}
