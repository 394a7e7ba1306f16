import type { PlaybackCodec } from './fork-dialect.ts';

/**
 * Playback through files: each message becomes a file at the switch, which the event socket's client plays one after
 * another. Few and long ones, because a new file costs a gap of a few milliseconds; all of them go at a barge-in.
 */
export const throughFiles = (sampleRateHz: number, encode: (pcm: Buffer) => string): PlaybackCodec => ({
  blockBytes: (sampleRateHz * 2 * 20) / 1000,
  leastBytes: (sampleRateHz * 2 * LEAST_FILE_MS) / 1000,
  leadMs: 2 * LEAST_FILE_MS + GAP_MS,
  encode,
});

/** The next file is at the switch before the one that plays has ended. */
const LEAST_FILE_MS = 1000;
const GAP_MS = 500;
