import { type KeeperPorts, keepRecordings } from '../activities/recording/keep-recordings.ts';
import type { Retention } from '../domain/recording/retention.ts';
import type { Log } from '../platform/log.ts';
import { counter, gauge } from '../platform/metrics.ts';

const rounds = counter({
  name: 'holdfast_recordings_kept_total',
  help: 'Recordings joined late, removed because their days were over, and failed at either',
  labels: ['result'],
});
const lastRound = gauge({
  name: 'holdfast_recordings_kept_timestamp_seconds',
  help: 'When recordings were last looked after by this worker, Unix time',
});

const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 10 * 60_000;

export interface RecordingKeeperParts extends KeeperPorts {
  retention: Retention;
  /** runs the work unless another worker does; rejects then */
  alone<R>(work: () => Promise<R>): Promise<R>;
  now(): number;
  log: Log;
  firstAfterMs?: number;
  everyMs?: number;
}

/**
 * Looks after recordings now and then, in one of the workers at a time. What there is to do stands in the records and in
 * the storage, so nothing is lost with a worker. Answers how to stop.
 */
export function startRecordingKeeper(parts: RecordingKeeperParts): () => Promise<void> {
  const { retention, alone, now, log, firstAfterMs = FIRST_AFTER_MS, everyMs = EVERY_MS } = parts;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  let stopped = false;

  const round = async () => {
    try {
      const { joined, removed, faults } = await alone(() =>
        keepRecordings(parts, { retention, nowMs: now() }),
      );
      rounds.inc({ result: 'joined' }, joined);
      rounds.inc({ result: 'removed' }, removed);
      rounds.inc({ result: 'failed' }, faults.length);
      lastRound.set(now() / 1000);
      if (joined + removed > 0) log.info('recordings were looked after', { joined, removed });
      const [first] = faults;
      if (first !== undefined)
        log.error('recordings could not be looked after', { ...first, more: faults.length - 1 });
    } catch (error) {
      if (!(error instanceof Error && error.message === TAKEN))
        log.error('recordings could not be looked after', { error });
    }
  };
  const arm = (afterMs: number) => {
    timer = setTimeout(() => {
      running = round().then(() => {
        if (!stopped) arm(everyMs);
      });
    }, afterMs).unref();
  };
  arm(firstAfterMs);

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** How `alone` says that another worker is at it. */
export const TAKEN = 'another worker looks after the recordings';
