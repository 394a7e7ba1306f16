import type { Recording } from '../../contracts/call-messages.ts';
import type { Ticker } from '../playback/ticker.ts';
import type { SegmentFiles } from './segment-files.ts';
import { createStereoTrack } from './stereo-track.ts';

/** With the ticker's 80 ms on top, and what the disk takes, a killed process loses less than a second. */
const FLUSH_EVERY_MS = 880;
/** What is older does not change: audio sent ahead may still be taken back, audio of the caller may come late. */
const SETTLED_MS = 700;
/** A silent stretch holds so much longer than its question: a key's last tone, and a frame that comes late. */
const MUTE_LASTS_MS = 500;
/** And it begins so much earlier: a frame is placed by its end. */
const MUTE_BEGINS_MS = 40;
const LONGEST_TAKE_MS = 3900;

export interface RecorderOptions {
  sampleRateHz: number;
  files: SegmentFiles;
  ticker: Ticker;
  /** monotonic milliseconds */
  now: () => number;
}

/** Records a call as it sounded: left the caller, right the agent, both on the real clock. Never throws, never waits. */
export interface Recorder {
  caller(pcm: Buffer): void;
  agent(pcm: Buffer, atMs: number): void;
  /** audio of the agent after this moment was not played */
  agentCleared(atMs: number): void;
  /** false: from now on silence is recorded instead of both sides. True ends that `lastsMs` from now */
  mayHear(may: boolean, lastsMs?: number): void;
  /** null when nothing was recorded */
  stop(): Promise<Recording | null>;
  /** there is no such call: what was recorded until now goes, and no more is */
  discard(): void;
}

export function createRecorder({ sampleRateHz, files, ticker, now }: RecorderOptions): Recorder {
  const perMs = sampleRateHz / 1000;
  const track = createStereoTrack(sampleRateHz);
  const startMs = now();
  let flushedAtMs = startMs;
  let stopped = false;

  const sampleAt = (ms: number): number => Math.max(0, Math.round((ms - startMs) * perMs));
  const flush = (settled: number, until: number) => {
    const from = track.settled;
    if (until > from) files.write(track.take(settled, until), from, settled);
  };
  const tick = () => {
    const at = now();
    if (at - flushedAtMs < FLUSH_EVERY_MS) return;
    flushedAtMs = at;
    // a process that stood still for long: what the track could not hold is silence
    const until = Math.min(sampleAt(at), track.settled + LONGEST_TAKE_MS * perMs);
    flush(Math.max(track.settled, Math.min(until, sampleAt(at - SETTLED_MS))), until);
  };
  ticker.add(tick);

  return {
    caller(pcm) {
      if (!stopped) track.caller(pcm, sampleAt(now()));
    },
    agent(pcm, atMs) {
      if (!stopped) track.agent(pcm, sampleAt(atMs));
    },
    agentCleared: (atMs) => track.agentCleared(sampleAt(atMs)),
    mayHear(may, lastsMs = MUTE_LASTS_MS) {
      if (may) track.unmute(sampleAt(now() + lastsMs));
      else track.mute(sampleAt(now() - MUTE_BEGINS_MS));
    },
    async stop() {
      if (stopped) return null;
      stopped = true;
      ticker.remove(tick);
      const until = Math.min(sampleAt(now()), track.settled + LONGEST_TAKE_MS * perMs);
      flush(until, until);
      const { prefix, segments } = await files.close();
      if (segments === 0) return null;
      return { key: prefix, durationMs: Math.round(track.settled / perMs), channels: 2, segments };
    },
    discard() {
      if (stopped) return;
      stopped = true;
      ticker.remove(tick);
      void files.discard();
    },
  };
}

/** In the place of a recorder, for a call that is not recorded. */
export const noRecorder: Recorder = {
  caller: () => undefined,
  agent: () => undefined,
  agentCleared: () => undefined,
  mayHear: () => undefined,
  stop: async () => null,
  discard: () => undefined,
};
