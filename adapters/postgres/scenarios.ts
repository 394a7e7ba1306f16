import { sql, type Transaction } from 'kysely';
import type { Route } from '../../domain/opening.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** ISO weekday of the names that scenarios use. */
const ISO_WEEKDAY = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;
export type Weekday = keyof typeof ISO_WEEKDAY;

/** The part of a scenario bundle that says when appointments are possible. */
export interface OpeningTimes {
  name: string;
  resources: Readonly<
    Record<string, { hours: Readonly<Partial<Record<Weekday, readonly [string, string]>>>; stepMin: number }>
  >;
  /** YYYY-MM-DD */
  holidays: readonly string[];
}

/** A bundle with its canonical text and the sha256 hex of that text. */
export interface PublishedBundle {
  tenant: string;
  scenario: OpeningTimes;
  text: string;
  hash: string;
}

/**
 * Makes a bundle the one that new calls get, and seeds working hours and days off from it, in one transaction. Rows
 * written by people (`scenario` null) are left alone; rows that an earlier version wrote and this one lacks go. Can be
 * repeated and raced.
 */
export async function publishScenario({ kysely }: Database, bundle: PublishedBundle): Promise<void> {
  const { tenant, scenario, text, hash } = bundle;
  await kysely.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`publish/${tenant}`}, 0))`.execute(transaction);
    await transaction
      .insertInto('scenarios')
      .values({ hash, text })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await seedWorkingHours(transaction, bundle);
    await seedDaysOff(transaction, bundle);
    await transaction
      .insertInto('published_scenarios')
      .values({ tenant, scenario: scenario.name, hash })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant', 'scenario'])
          .doUpdateSet({ hash, published_at: sql`now()` })
          .where('published_scenarios.hash', '<>', hash),
      )
      .execute();
  });
}

/** Lets a dialled number (or `*`, the default) be answered by a scenario. */
export async function setRoute(
  { kysely }: Database,
  { to, tenant, scenario, language }: Route,
): Promise<void> {
  const route = { tenant, scenario, language };
  await kysely
    .insertInto('routes')
    .values({ to_number: to, ...route })
    .onConflict((conflict) => conflict.column('to_number').doUpdateSet(route))
    .execute();
}

/** Sets a feature flag for new calls. */
export async function setFlag(
  { kysely }: Database,
  flag: { name: string; value: boolean | string; updatedBy: string | null },
): Promise<void> {
  const row = { value: JSON.stringify(flag.value), updated_by: flag.updatedBy };
  await kysely
    .insertInto('feature_flags')
    .values({ name: flag.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...row, updated_at: sql`now()` }))
    .execute();
}

/** The canonical text of a bundle by its hash, null when it was never published here. */
export async function readScenarioText({ kysely }: Database, hash: string): Promise<string | null> {
  const row = await kysely.selectFrom('scenarios').select('text').where('hash', '=', hash).executeTakeFirst();
  return row?.text ?? null;
}

async function seedWorkingHours(
  transaction: Transaction<Tables>,
  { tenant, scenario }: PublishedBundle,
): Promise<void> {
  await transaction
    .deleteFrom('working_hours')
    .where('tenant', '=', tenant)
    .where('scenario', '=', scenario.name)
    .execute();
  const rows = Object.entries(scenario.resources).flatMap(([resource, { hours, stepMin }]) =>
    Object.entries(hours).map(([weekday, [opens, closes]]) => ({
      tenant,
      resource,
      weekday: ISO_WEEKDAY[weekday as Weekday],
      opens,
      closes,
      step_min: stepMin,
      scenario: scenario.name,
    })),
  );
  if (rows.length === 0) return;
  await transaction
    .insertInto('working_hours')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function seedDaysOff(
  transaction: Transaction<Tables>,
  { tenant, scenario }: PublishedBundle,
): Promise<void> {
  await transaction
    .deleteFrom('days_off')
    .where('tenant', '=', tenant)
    .where('scenario', '=', scenario.name)
    .execute();
  const rows = Object.keys(scenario.resources).flatMap((resource) =>
    [...new Set(scenario.holidays)].map((day) => ({ tenant, resource, day, scenario: scenario.name })),
  );
  if (rows.length === 0) return;
  await transaction
    .insertInto('days_off')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
