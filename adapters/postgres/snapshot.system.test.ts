import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Snapshot } from '../../domain/opening.ts';
import { parseScenario } from '../../domain/scenario/bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/servers/database.ts';
import {
  connect,
  type Database,
  migrate,
  publishScenario,
  readScenario,
  readSnapshot,
  setFlag,
  setRoute,
  watchSnapshot,
} from './index.ts';

const scenarioOf = (version: number) => {
  const text = `name: line
version: ${version}
timeZone: Europe/Kyiv
languages: [en]
start: HELLO
operator: '1000'
globals: { operator: HELLO, emergency: HELLO, goodbye: BYE }
limits: { else: HELLO }
resources: { mri: { stepMin: 30, hours: { mon: ['09:00', '13:00'], tue: ['09:00', '24:00'] } } }
holidays: ['2026-12-25']
slots: { name: { type: name, prompt: { en: 'Your name?' } } }
states:
  HELLO: { say: { en: 'Hello.' }, ask: name, next: BYE }
  BYE: { say: { en: 'Goodbye.' }, action: hang-up, outcome: informed }
`;
  const parsed = parseScenario([{ name: 'scenario.yaml', text }]);
  if (!('scenario' in parsed)) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
};
const publish = (db: Database, version: number, changes: Partial<ReturnType<typeof scenarioOf>> = {}) => {
  const scenario = { ...scenarioOf(version), ...changes };
  return publishScenario(db, {
    tenant: 'clinic',
    scenario,
    text: JSON.stringify(scenario),
    hash: `hash-${version}`,
  });
};

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url);
  db = connect(database.url);
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('publishing a scenario', () => {
  it('makes it the one of new calls and keeps the old one for running calls', async () => {
    await publish(db, 1);
    await publish(db, 2);
    await setRoute(db, { to: '*', tenant: 'clinic', scenario: 'line', language: 'en' });
    const snapshot = await readSnapshot(db);
    expect(snapshot.published).toEqual({ 'clinic/line': 'hash-2' });
    expect(Object.keys(snapshot.scenarios)).toEqual(['hash-2']);
    expect(snapshot.routes).toEqual([{ to: '*', tenant: 'clinic', scenario: 'line', language: 'en' }]);
    expect((await readScenario(db, 'hash-1'))?.version).toBe(1);
    expect(await readScenario(db, 'unknown')).toBeNull();
  });

  it('by several processes at once leaves one set of hours', async () => {
    await Promise.all([1, 2, 3, 4].map(() => publish(db, 3)));
    const { rows } =
      await sql`SELECT weekday, opens, closes, step_min FROM working_hours ORDER BY weekday`.execute(
        db.kysely,
      );
    expect(rows).toEqual([
      { weekday: 1, opens: '09:00:00', closes: '13:00:00', step_min: 30 },
      { weekday: 2, opens: '09:00:00', closes: '24:00:00', step_min: 30 },
    ]);
  });

  it('takes away what the new version lacks, and leaves what people have written', async () => {
    await sql`UPDATE working_hours SET opens = '10:00', scenario = NULL WHERE weekday = 1`.execute(db.kysely);
    await publish(db, 4, {
      resources: { mri: { stepMin: 15, hours: { mon: ['08:00', '12:00'] } } },
      holidays: [],
    });
    const hours = await sql`SELECT weekday, opens, scenario FROM working_hours`.execute(db.kysely);
    expect(hours.rows).toEqual([{ weekday: 1, opens: '10:00:00', scenario: null }]);
    expect((await sql`SELECT day FROM days_off`.execute(db.kysely)).rows).toEqual([]);
  });
});

describe('a damaged bundle', () => {
  it('is left out and reported, all others stay', async () => {
    await sql`INSERT INTO scenarios VALUES ('broken', '{"name": 1}')`.execute(db.kysely);
    await sql`INSERT INTO published_scenarios VALUES ('other', 'line', 'broken')`.execute(db.kysely);
    const faults: string[] = [];
    const snapshot = await readSnapshot(db, { onFault: ({ message }) => faults.push(message) });
    expect(Object.keys(snapshot.scenarios)).toEqual(['hash-4']);
    expect(faults).toEqual([expect.stringContaining('scenario broken in the database cannot be read')]);
    await expect(readSnapshot(db)).rejects.toThrow('publish it again');
    await sql`DELETE FROM published_scenarios WHERE hash = 'broken'`.execute(db.kysely);
  });
});

describe('watching the snapshot', () => {
  /** Waits for what a change brings; the poll is an hour, so only a notification can bring it. */
  const watch = (pollMs = 3_600_000) => {
    const seen: Snapshot[] = [];
    const errors: unknown[] = [];
    const watching = watchSnapshot(db, {
      onChange: (s) => seen.push(s),
      onError: (e) => errors.push(e),
      pollMs,
    });
    const until = async (holds: (snapshot: Snapshot) => boolean) => {
      while (!seen.some(holds)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    return { ...watching, seen, errors, until };
  };

  it('brings the first one and every change, by whomever', async () => {
    const watching = watch();
    expect((await watching.first).published).toEqual({ 'clinic/line': 'hash-4' });
    // the listener must stand before a notification can reach it
    await sql`SELECT pg_sleep(0.2)`.execute(db.kysely);
    await publish(db, 5);
    await watching.until(({ published }) => published['clinic/line'] === 'hash-5');
    await setFlag(db, { name: 'fast', value: true, updatedBy: 'test' });
    await watching.until(({ flags }) => flags.fast === true);
    await sql`DELETE FROM routes`.execute(db.kysely);
    await watching.until(({ routes }) => routes.length === 0);
    expect(watching.current()?.scenarios['hash-5']?.version).toBe(5);
    await watching.stop();
  });

  it('says nothing where nothing changed', async () => {
    const watching = watch();
    await watching.first;
    await sql`SELECT pg_sleep(0.2)`.execute(db.kysely);
    await publish(db, 5);
    await setFlag(db, { name: 'slow', value: 'a', updatedBy: null });
    await watching.until(({ flags }) => flags.slow === 'a');
    expect(watching.seen).toHaveLength(2);
    await watching.stop();
  });

  it('keeps the last good one while the database refuses, and comes back by itself', async () => {
    const watching = watch(50);
    await watching.first;
    await sql`ALTER TABLE routes RENAME TO routes_away`.execute(db.kysely);
    while (watching.errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(watching.current()?.published).toEqual({ 'clinic/line': 'hash-5' });
    await sql`ALTER TABLE routes_away RENAME TO routes`.execute(db.kysely);
    // the listener is cut as well
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`.execute(
      db.kysely,
    );
    await publish(db, 6);
    await watching.until(({ published }) => published['clinic/line'] === 'hash-6');
    await watching.stop();
  });
});
