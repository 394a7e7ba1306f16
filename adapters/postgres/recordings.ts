import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { RecordingFate } from '../../contracts/recording.ts';
import { withAdvisoryLock } from './advisory-lock.ts';
import type { Database } from './database.ts';
import type { CallsTable } from './tables.ts';

export type RecordingStatus = NonNullable<CallsTable['recording_status']>;

/** A later look may find more than an earlier one, but what was refused or removed never comes back. */
export async function saveRecording(
  { kysely }: Database,
  callId: string,
  fate: RecordingFate,
): Promise<void> {
  const stored = fate.status === 'stored' ? fate : null;
  const columns = {
    recording_status: fate.status,
    recording_key: stored?.key ?? null,
    recording_started_at: stored?.startedAt ?? null,
    recording_duration_ms: stored?.durationMs ?? null,
    recording_channels: stored?.channels ?? null,
    recording_bytes: stored?.bytes ?? null,
    recording_sha256: stored?.sha256 ?? null,
    recording_missing_ms: stored?.missingMs ?? null,
    recording_fault: 'fault' in fate && fate.fault !== '' ? fate.fault : null,
  };
  await kysely
    .insertInto('calls')
    .values({ call_id: callId, ...columns })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet(columns)
        .where((eb) =>
          eb.or([
            eb('calls.recording_status', 'is', null),
            eb('calls.recording_status', 'not in', ['refused', 'removed']),
          ]),
        ),
    )
    .execute();
}

/** Null: nobody has stated anything yet. */
export async function readRecordingStatus(
  { kysely }: Database,
  callId: string,
): Promise<RecordingStatus | null> {
  const row = await kysely
    .selectFrom('calls')
    .select('recording_status')
    .where('call_id', '=', callId)
    .executeTakeFirst();
  return row?.recording_status ?? null;
}

export const withRecordingLock = <R>(db: Database, callId: string, work: () => Promise<R>): Promise<R> =>
  withAdvisoryLock(
    db,
    { name: `recording/${callId}`, taken: `the recording of ${callId} is being joined by another process` },
    work,
  );

/** Calls that ended before a moment of their tenant's and still have a recording, the oldest first. */
export async function readExpiredRecordings(
  { kysely }: Database,
  /** ISO 8601; null: this tenant's are kept for ever */
  keptSince: (tenant: string) => string | null,
  limit: number,
): Promise<string[]> {
  const kept = kysely
    .selectFrom('calls')
    .where('saved_at', 'is not', null)
    .where('recording_status', 'in', ['stored', 'faulty']);
  const tenants = await kept.select('tenant').distinct().execute();
  const expired: string[] = [];
  for (const { tenant } of tenants) {
    const since = keptSince(tenant ?? '');
    if (since === null || expired.length >= limit) continue;
    const rows = await kept
      .select('call_id')
      .where('tenant', '=', tenant)
      .where('ended_at', '<', new Date(since))
      .orderBy('ended_at')
      .limit(limit - expired.length)
      .execute();
    expired.push(...rows.map(({ call_id }) => call_id));
  }
  return expired;
}

/** The recording is gone; the record keeps what it was, and says so. */
export async function markRecordingRemoved({ kysely }: Database, callId: string): Promise<void> {
  await kysely
    .updateTable('calls')
    .set({ recording_status: 'removed', recording_key: null, recording_removed_at: sql`now()` })
    .where('call_id', '=', callId)
    .execute();
}

/** A recording as it stands in the records, null where nothing is known of one. */
export const recordingOf = (row: Selectable<CallsTable>) =>
  row.recording_status && {
    status: row.recording_status,
    key: row.recording_key,
    startedAt: row.recording_started_at?.toISOString() ?? null,
    durationMs: row.recording_duration_ms,
    channels: row.recording_channels,
    bytes: row.recording_bytes,
    sha256: row.recording_sha256,
    missingMs: row.recording_missing_ms,
    fault: row.recording_fault,
    removedAt: row.recording_removed_at?.toISOString() ?? null,
  };
