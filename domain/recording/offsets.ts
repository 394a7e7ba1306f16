/** When a turn was heard, Unix ms on the edge's clock, as far as the edge could say. */
export interface HeardAt {
  callerFrom?: number;
  callerTo?: number;
  agentFrom?: number;
}

/** The same, ms from the start of the recording; null: not known, or outside of it. */
export interface RecordingOffsets {
  callerFromMs: number | null;
  callerToMs: number | null;
  agentFromMs: number | null;
}

/** Rounding, and a recording that begins with the first frame behind the greeting's first sample. */
const SLACK_MS = 250;

/** Where in a recording a turn is found. */
export function offsetsIn(
  heard: HeardAt | undefined,
  recording: { startedAtMs: number; durationMs: number },
): RecordingOffsets {
  const offset = (at: number | undefined): number | null => {
    if (at === undefined) return null;
    const ms = Math.round(at - recording.startedAtMs);
    if (ms < -SLACK_MS || ms > recording.durationMs + SLACK_MS) return null;
    return Math.min(Math.max(0, ms), recording.durationMs);
  };
  return {
    callerFromMs: offset(heard?.callerFrom),
    callerToMs: offset(heard?.callerTo),
    agentFromMs: offset(heard?.agentFrom),
  };
}

const NOWHERE: RecordingOffsets = { callerFromMs: null, callerToMs: null, agentFromMs: null };

/** The same of a recording as it stands in the records, where there may be none. */
export const placeOf = (
  heard: HeardAt | undefined,
  recording: { startedAt: string | null; durationMs: number | null } | null,
): RecordingOffsets =>
  recording === null || recording.startedAt === null || recording.durationMs === null
    ? NOWHERE
    : offsetsIn(heard, { startedAtMs: Date.parse(recording.startedAt), durationMs: recording.durationMs });
