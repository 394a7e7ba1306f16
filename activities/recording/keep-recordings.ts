import { callsWaiting, joinedKey, segmentsOf } from '../../contracts/recording.ts';
import { RECORDING_HEADER_BYTES, readRecordingHeader } from '../../contracts/recording-wav.ts';
import { keptSince, type Retention } from '../../domain/recording/retention.ts';
import { type RecordingArchive, settleRecording } from '../store-recording.ts';
import { type RecordingStorage, readStart } from './storage.ts';

export interface KeeperPorts {
  recordings: RecordingStorage & { folders(): Promise<string[]> };
  calls: RecordingArchive & {
    /** calls whose recording is older than their tenant's is kept */
    expiredRecordings(keptSince: (tenant: string) => string | null, limit: number): Promise<string[]>;
    markRecordingRemoved(callId: string): Promise<void>;
  };
}

/** One round does so much; the next one is minutes away. */
const MOST_PER_ROUND = 500;

/** What a round has done, and what went wrong with single calls, by call. */
export interface KeeperRound {
  /** recordings into which late segments were laid */
  joined: number;
  /** recordings whose days were over, and segments of calls that nobody has ended */
  removed: number;
  faults: { callId: string; error: unknown }[];
}

/**
 * Joins segments that came after their call was settled, e.g. of an edge that was down for an hour, and removes what is
 * older than it may be. Everything it needs stands in the records and in the storage, so it may be killed and repeated.
 */
export async function keepRecordings(
  ports: KeeperPorts,
  { retention, nowMs }: { retention: Retention; nowMs: number },
): Promise<KeeperRound> {
  const { recordings, calls } = ports;
  const round: KeeperRound = { joined: 0, removed: 0, faults: [] };
  const each = async (callIds: readonly string[], work: (callId: string) => Promise<void>) => {
    for (const callId of callIds.slice(0, MOST_PER_ROUND))
      await work(callId).catch((error: unknown) => void round.faults.push({ callId, error }));
  };

  await each(
    await calls.expiredRecordings((tenant) => keptSince(retention, tenant, nowMs), MOST_PER_ROUND),
    async (callId) => {
      await calls.withRecordingLock(callId, async () => {
        const segments = await recordings.list(segmentsOf(callId));
        await recordings.remove([joinedKey(callId), ...segments.map(({ key }) => key)]);
        // behind the removal: a crash between the two repeats it, and never says that it is gone while it is not
        await calls.markRecordingRemoved(callId);
      });
      round.removed++;
    },
  );

  await each(callsWaiting(await recordings.folders()), async (callId) => {
    const status = await calls.recordingStatus(callId);
    if (status === null) {
      // the call runs, or its workflow waits, or somebody has terminated it: then nobody else will ever remove this
      if (await isOlderThan(recordings, callId, keptSince(retention, '', nowMs))) {
        const segments = await recordings.list(segmentsOf(callId));
        await recordings.remove(segments.map(({ key }) => key));
        round.removed++;
      }
      return;
    }
    await settleRecording(ports, callId, { recording: null, refused: false, patient: false });
    round.joined++;
  });
  return round;
}

async function isOlderThan(
  recordings: RecordingStorage,
  callId: string,
  since: string | null,
): Promise<boolean> {
  if (since === null) return false;
  for (const { key, bytes } of await recordings.list(segmentsOf(callId))) {
    if (bytes < RECORDING_HEADER_BYTES) continue;
    const start = await readStart(recordings, key, RECORDING_HEADER_BYTES);
    const header = start === null ? '' : readRecordingHeader(start);
    if (typeof header === 'string' || header.startsAtMs === null) continue;
    return header.startsAtMs < Date.parse(since);
  }
  return false;
}
