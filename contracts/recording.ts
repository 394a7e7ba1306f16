/**
 * A call's recording on its way. The edge uploads segments of some seconds, `{callId}/{epoch}-{seq}.wav`; `storeRecording`
 * joins those of all epochs into `joined/{callId}.wav` and removes them: whatever lies outside `joined/` is not joined yet.
 */
export interface SegmentName {
  callId: string;
  epoch: number;
  /** from 0, without a gap as long as nothing was lost */
  seq: number;
}

const JOINED = 'joined';

/** A call id may be any of [A-Za-z0-9._-]; what a folder would read as more than a name is escaped as in a URL. */
const folderOf = (callId: string): string =>
  callId.startsWith('.') || callId === JOINED
    ? `%${callId.charCodeAt(0).toString(16)}${callId.slice(1)}`
    : callId;
const callIdOf = (folder: string): string =>
  folder.replace(/^%([0-9a-f]{2})/, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Prefix of a call's segments. */
export const segmentsOf = (callId: string): string => `${folderOf(callId)}/`;
export const segmentKey = ({ callId, epoch, seq }: SegmentName): string =>
  `${folderOf(callId)}/${epoch}-${seq}.wav`;
export const joinedKey = (callId: string): string => `${JOINED}/${folderOf(callId)}.wav`;

/** Null for what is no segment, such as somebody else's file in the same bucket. */
export function readSegmentKey(key: string): SegmentName | null {
  const [, folder, epoch, seq] = /^([^/]+)\/(\d{1,12})-(\d{1,9})\.wav$/.exec(key) ?? [];
  if (folder === undefined || folder === JOINED) return null;
  return { callId: callIdOf(folder), epoch: Number(epoch), seq: Number(seq) };
}

/** The calls whose segments wait to be joined, from the folders at the top of the storage. */
export const callsWaiting = (folders: readonly string[]): string[] =>
  folders.filter((folder) => folder !== JOINED).map(callIdOf);

/** What became of a call's recording. */
export type RecordingFate =
  | {
      status: 'stored';
      key: string;
      /** ISO 8601 with milliseconds, of the first sample */
      startedAt: string;
      durationMs: number;
      channels: number;
      bytes: number;
      sha256: string;
      /** silence in it because nothing was recorded */
      missingMs: number;
      /** '' where all was well */
      fault: string;
    }
  | { status: 'missing'; fault: string }
  /** the caller did not want it */
  | { status: 'refused' };
