import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrapUpActivities } from '../contracts/activities.ts';
import type { Recording } from '../contracts/call-messages.ts';
import {
  joinedKey,
  type RecordingFate,
  readSegmentKey,
  segmentKey,
  segmentsOf,
} from '../contracts/recording.ts';
import { joinSegments } from './recording/join-segments.ts';
import type { RecordingStorage } from './recording/storage.ts';

/** What storing a recording needs from the records. */
export interface RecordingArchive {
  /** `removed`: its days were over. Null: nothing is known yet. */
  recordingStatus(callId: string): Promise<RecordingFate['status'] | 'removed' | 'faulty' | null>;
  saveRecording(callId: string, fate: RecordingFate): Promise<void>;
  /** one at a time per call, over all workers; rejects at once when another one works on it */
  withRecordingLock<R>(callId: string, work: () => Promise<R>): Promise<R>;
}

/** The edge uploads the last segments while the call's last messages are under way: some looks, over about a minute. */
const LOOKS_FOR_SEGMENTS = 7;
/** An edge that was lost has said nothing of what it recorded, and what it has left comes minutes later, if at all. */
const LOOKS_FOR_ANYTHING = 2;

export interface StoreRecordingPorts {
  recordings: RecordingStorage;
  calls: RecordingArchive;
}

/** Joins what lies in the storage of a call; answers the keys that it expected and did not find. Safe to repeat. */
async function joinCall(
  { recordings, calls }: StoreRecordingPorts,
  callId: string,
  keys: readonly { key: string; bytes: number }[],
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-join-'));
  try {
    const path = join(folder, 'joined.wav');
    const key = joinedKey(callId);
    const joined = await joinSegments(recordings, { keys, base: key, path });
    if (joined === null) return false;
    const { startedAtMs, ...rest } = joined;
    await recordings.put(key, { path, bytes: joined.bytes, sha256: joined.sha256 });
    await calls.saveRecording(callId, {
      ...{ status: 'stored', key, startedAt: new Date(startedAtMs).toISOString() },
      ...rest,
    });
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Brings a call's recording into its final form, whatever has happened to it before: joined with what came late, gone where
 * the caller refused or its days are over. Answers what it still waits for, as a sentence; null: done.
 */
export async function settleRecording(
  ports: StoreRecordingPorts,
  callId: string,
  {
    recording,
    refused,
    patient,
  }: {
    recording: Recording | null;
    refused: boolean;
    /** more may come: leave it alone until all is there */
    patient: boolean;
  },
): Promise<string | null> {
  const { recordings, calls } = ports;
  return calls.withRecordingLock(callId, async () => {
    const status = await calls.recordingStatus(callId);
    // somebody else's file below a call's name is not ours to touch
    const keys = (await recordings.list(segmentsOf(callId))).filter(
      ({ key }) => readSegmentKey(key) !== null,
    );
    const names = keys.map(({ key }) => key);
    if (refused || status === 'refused' || status === 'removed') {
      await recordings.remove([...names, joinedKey(callId)]);
      if (status !== 'removed') await calls.saveRecording(callId, { status: 'refused' });
      return null;
    }
    if (status !== 'stored') {
      const absent = expectedKeys(callId, recording).filter((key) => !names.includes(key));
      if (patient && absent.length > 0)
        return `${absent.length} segments of the recording are not in the storage yet, the first is ${absent[0]}`;
      if (patient && keys.length === 0) return `the storage has nothing below ${segmentsOf(callId)} yet`;
    }
    if (keys.length > 0 && (await joinCall(ports, callId, keys))) {
      // only what was there before the join: what comes meanwhile is joined later
      await recordings.remove(names);
    } else if (status !== 'stored')
      await calls.saveRecording(callId, { status: 'missing', fault: `no edge has uploaded anything of it` });
    return null;
  });
}

function expectedKeys(callId: string, recording: Recording | null): string[] {
  const name = recording === null ? null : readSegmentKey(`${recording.key}-0.wav`);
  if (name === null) return [];
  return Array.from({ length: recording?.segments ?? 0 }, (_, seq) =>
    segmentKey({ callId, epoch: name.epoch, seq }),
  );
}

/** Joins the segments of all edges that had the call, and keeps address, length and checksum with the call. */
export const createStoreRecordingActivities = ({
  attempt,
  ...ports
}: StoreRecordingPorts & {
  /** number of the running attempt, from 1 */
  attempt: () => number;
}): Pick<WrapUpActivities, 'storeRecording'> => ({
  async storeRecording({ callId, recording, refused = false }) {
    const looks = recording === null ? LOOKS_FOR_ANYTHING : LOOKS_FOR_SEGMENTS;
    const waits = await settleRecording(ports, callId, { recording, refused, patient: attempt() < looks });
    if (waits !== null) throw new Error(waits);
  },
});
