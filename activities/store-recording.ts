import type { WrapUpActivities } from '../contracts/activities.ts';

/** A recording as it lies in the store, or why it does not. */
export type RecordingFinding =
  | { status: 'stored'; durationMs: number; channels: number; bytes: number; sha256: string }
  | { status: 'missing' | 'faulty'; fault: string };

/** Where the edges put recordings. */
export interface RecordingStore {
  /** rejects only for what a retry can heal, e.g. a disk that does not answer */
  inspect(key: string): Promise<RecordingFinding>;
}

/** What storing a recording needs from the records. */
export interface RecordingArchive {
  saveRecording(callId: string, fate: RecordingFinding & { key: string }): Promise<void>;
}

/** The edge closes its file while the call's last messages are under way: an early look may come too early. */
const LOOKS = 4;

/**
 * Verifies the recording and keeps its key, length and checksum with the call. One that is missing or damaged after some
 * looks is recorded as such: it will not come back by itself, and the call's other records are complete without it.
 */
export const createStoreRecordingActivities = ({
  recordings,
  calls,
  attempt,
}: {
  recordings: RecordingStore;
  calls: RecordingArchive;
  /** number of the running attempt, from 1 */
  attempt: () => number;
}): Pick<WrapUpActivities, 'storeRecording'> => ({
  async storeRecording({ callId, recording: { key } }) {
    const finding = await recordings.inspect(key);
    if (finding.status !== 'stored' && attempt() < LOOKS)
      throw new Error(`recording ${key} is ${finding.status}: ${finding.fault}`);
    await calls.saveRecording(callId, { ...finding, key });
  },
});
