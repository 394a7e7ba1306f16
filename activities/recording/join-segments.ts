import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { RECORDING_HEADER_BYTES } from '../../contracts/recording-wav.ts';
import { placeEpochs } from '../../domain/recording/timeline.ts';
import { type Canvas, openCanvas } from './canvas.ts';
import { atRate } from './resample.ts';
import {
  CHANNELS,
  copyAudio,
  FRAME_BYTES,
  headerOf,
  inOrder,
  lengthMs,
  readable,
  type Segment,
  type Start,
  samplesOf,
  startOf,
} from './segment-audio.ts';
import type { RecordingStorage } from './storage.ts';

/** Read at once; five seconds of a call are 160 KB. */
const AHEAD = 6;
const LONGEST_MS = 24 * 60 * 60_000;

/** A call's recording as one file on this disk. */
export interface JoinedFile {
  startedAtMs: number;
  durationMs: number;
  channels: number;
  bytes: number;
  sha256: string;
  /** how much of it is silence because nothing was recorded */
  missingMs: number;
  /** what was found wrong; '' where all was well */
  fault: string;
}

/**
 * Writes the audio of all segments, each at its time, over the recording that was joined before, into `path`; what nobody
 * has recorded is silence. The same segments again give the same file. Null: there is no audio.
 */
export async function joinSegments(
  storage: RecordingStorage,
  { keys, base, path }: { keys: readonly { key: string; bytes: number }[]; base: string; path: string },
): Promise<JoinedFile | null> {
  const segments = inOrder(keys);
  const faults: string[] = [];
  const old = await startOf(storage, base);
  const { epochs, rateHz } = await survey(storage, segments, old, faults);
  const oldMs = old === null ? 0 : lengthMs(old, (await storage.size(base)) ?? 0);
  const joined = old && { startsAtMs: old.startsAtMs, endsAtMs: old.startsAtMs + oldMs };
  const { placed, faults: clocks } = placeEpochs(epochs, joined);
  faults.push(...clocks);
  const ends = placed.map(({ endsAtMs, shiftMs }) => endsAtMs + shiftMs);
  const starts = placed.map(({ startsAtMs, shiftMs }) => startsAtMs + shiftMs);
  const startedAtMs = Math.min(...starts, joined?.startsAtMs ?? Infinity);
  const endsAtMs = Math.max(...ends, joined?.endsAtMs ?? -Infinity);
  if (!Number.isFinite(startedAtMs) || endsAtMs <= startedAtMs || rateHz === 0) return null;
  if (endsAtMs - startedAtMs > LONGEST_MS)
    throw new Error('the segments of this call lie more than a day apart');

  const canvas = await openCanvas(path, { startedAtMs, endsAtMs, rateHz });
  try {
    const shifts = new Map(placed.map(({ epoch, shiftMs }) => [epoch, shiftMs]));
    if (old !== null)
      await copyAudio(storage, base, old, (bytes, at) =>
        canvas.write(bytes, canvas.frameAt(old.startsAtMs) + at),
      );
    const covered = await laySegments(storage, segments, { canvas, shifts, rateHz, faults });
    // of what was joined before only the length is known: it counts as recorded
    if (old !== null)
      covered.push({ from: canvas.frameAt(old.startsAtMs), to: canvas.frameAt(old.startsAtMs + oldMs) });
    await canvas.sync();
    return {
      startedAtMs,
      durationMs: Math.round((canvas.frames * 1000) / rateHz),
      channels: CHANNELS,
      bytes: RECORDING_HEADER_BYTES + canvas.frames * FRAME_BYTES,
      sha256: await sha256Of(path),
      missingMs: Math.round(((canvas.frames - lengthOf(covered)) * 1000) / rateHz),
      fault: faults.join('; '),
    };
  } finally {
    await canvas.close();
  }
}

/** When each edge began and ended, by its first and last readable segment, and the rate of what comes of them. */
async function survey(
  storage: RecordingStorage,
  segments: readonly Segment[],
  old: Start | null,
  faults: string[],
) {
  const epochs: { epoch: number; startsAtMs: number; endsAtMs: number }[] = [];
  let rateHz = old?.sampleRateHz ?? 0;
  for (const [epoch, members] of Map.groupBy(segments, (segment) => segment.epoch)) {
    const first = await readable(storage, members);
    const last = await readable(storage, members.toReversed());
    if (first === null || last === null) {
      faults.push(`no segment of edge ${epoch} can be read`);
      continue;
    }
    if (old === null) rateHz = Math.max(rateHz, first.start.sampleRateHz);
    epochs.push({
      epoch,
      startsAtMs: first.start.startsAtMs,
      endsAtMs: last.start.startsAtMs + lengthMs(last.start, last.segment.bytes),
    });
  }
  return { epochs, rateHz };
}

/** Lays every segment at its time; answers the stretches of frames that they cover. */
async function laySegments(
  storage: RecordingStorage,
  segments: readonly Segment[],
  {
    canvas,
    shifts,
    rateHz,
    faults,
  }: { canvas: Canvas; shifts: ReadonlyMap<number, number>; rateHz: number; faults: string[] },
): Promise<{ from: number; to: number }[]> {
  const covered: { from: number; to: number }[] = [];
  for (let at = 0; at < segments.length; at += AHEAD) {
    const group = segments.slice(at, at + AHEAD);
    const read = await Promise.all(group.map(({ key }) => storage.read(key)));
    for (const [index, segment] of group.entries()) {
      const bytes = read[index] ?? null;
      const shiftMs = shifts.get(segment.epoch);
      // removed meanwhile by whoever has joined it
      if (bytes === null || shiftMs === undefined) continue;
      const start = headerOf(bytes);
      if (typeof start === 'string') {
        faults.push(`${segment.key}: ${start}`);
        continue;
      }
      const audio = atRate(samplesOf(bytes, start), start.sampleRateHz, rateHz);
      const from = canvas.frameAt(start.startsAtMs + shiftMs);
      covered.push({ from, to: from + audio.length / CHANNELS });
      await canvas.write(new Uint8Array(audio.buffer, audio.byteOffset, audio.byteLength), from);
    }
  }
  return covered;
}

/** Frames in a union of stretches. */
function lengthOf(stretches: readonly { from: number; to: number }[]): number {
  let length = 0;
  let reached = 0;
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return length;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
