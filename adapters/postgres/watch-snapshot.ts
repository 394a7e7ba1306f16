import pg from 'pg';
import type { Snapshot } from '../../domain/opening.ts';
import { connectionSettings, type Database } from './database.ts';
import { type KnownScenarios, readSnapshot } from './snapshot.ts';

export interface WatchOptions {
  /** called with the first snapshot and with each one that differs from the last */
  onChange: (snapshot: Snapshot) => void;
  /** called when a refresh failed, the last good snapshot stays in force; and for a scenario that cannot be read */
  onError?: (error: unknown) => void;
  /** a change is seen after so long even where its notification got lost, ms */
  pollMs?: number;
}

export interface SnapshotWatch {
  /** the last good snapshot, null before the first */
  current(): Snapshot | null;
  /** resolves with the first snapshot, however long the database is away */
  first: Promise<Snapshot>;
  stop(): Promise<void>;
}

/** Keeps a snapshot current by LISTEN/NOTIFY and a poll beside it, on a connection of its own that is made anew when lost. */
export function watchSnapshot(
  db: Database,
  { onChange, onError, pollMs = 5_000 }: WatchOptions,
): SnapshotWatch {
  const known: KnownScenarios = new Map();
  const first = Promise.withResolvers<Snapshot>();
  let snapshot: Snapshot | null = null;
  let last = '';
  let listener: pg.Client | null = null;
  let stopped = false;
  let refreshing: Promise<void> | null = null;
  let again = false;

  const refreshOnce = async () => {
    try {
      const next = await readSnapshot(db, { known, onFault: (error) => onError?.(error) });
      // hashes stand for the bundles, so comparing is cheap
      const mark = JSON.stringify([next.routes, next.published, next.flags]);
      if (stopped || mark === last) return;
      last = mark;
      snapshot = next;
      first.resolve(next);
      onChange(next);
    } catch (error) {
      if (!stopped) onError?.(error);
    }
  };
  /** One refresh at a time; a notification during one causes exactly one more. */
  const refresh = (): Promise<void> => {
    again = refreshing !== null;
    refreshing ??= (async () => {
      do {
        again = false;
        await refreshOnce();
      } while (again && !stopped);
      refreshing = null;
    })();
    return refreshing;
  };

  const listen = async () => {
    const client = new pg.Client(connectionSettings(db.url));
    const lose = () => {
      if (listener === client) listener = null;
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', () => void refresh());
    listener = client;
    try {
      await client.connect();
      await client.query('LISTEN holdfast_snapshot');
    } catch {
      lose(); // the refresh beside it reports that the database is away
      await client.end().catch(() => {});
    }
  };

  let timer: NodeJS.Timeout;
  let round: Promise<void>;
  const tick = async () => {
    if (listener === null) await listen();
    await refresh();
    if (!stopped) {
      timer = setTimeout(next, pollMs);
      timer.unref();
    }
  };
  const next = () => {
    round = tick();
  };
  next();

  return {
    current: () => snapshot,
    first: first.promise,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
      await refreshing;
      await listener?.end().catch(() => {});
    },
  };
}
