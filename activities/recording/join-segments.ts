import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { readSegmentKey } from '../../contracts/recording.ts';
import {
  RECORDING_HEADER_BYTES,
  type RecordingWav,
  readRecordingHeader,
  recordingHeader,
} from '../../contracts/recording-wav.ts';
import { placeEpochs } from '../../domain/recording/timeline.ts';
import { atRate } from './resample.ts';
import { type RecordingStorage, readStart } from './storage.ts';

const CHANNELS = 2;
const FRAME_BYTES = CHANNELS * 2;
/** Read at once; five seconds of a call are 160 KB. */
const AHEAD = 6;
/** Nothing of ours is larger; a foreign object under a call's name must not fill the memory. */
const LARGEST_SEGMENT_BYTES = 16 * 1024 * 1024;
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

interface Segment {
  key: string;
  epoch: number;
  seq: number;
  bytes: number;
}
interface Start extends RecordingWav {
  startsAtMs: number;
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

  const file = await open(path, 'w', 0o600);
  try {
    const frameAt = (ms: number) => Math.max(0, Math.round(((ms - startedAtMs) * rateHz) / 1000));
    const frames = frameAt(endsAtMs);
    // what is written to nowhere reads as zeros
    await file.truncate(RECORDING_HEADER_BYTES + frames * FRAME_BYTES);
    const dataBytes = frames * FRAME_BYTES;
    await file.write(
      recordingHeader({ channels: CHANNELS, sampleRateHz: rateHz, startsAtMs: startedAtMs, dataBytes }),
      0,
    );
    const write = (bytes: Uint8Array, frame: number) =>
      writeWithin(
        file,
        bytes,
        RECORDING_HEADER_BYTES + frame * FRAME_BYTES,
        RECORDING_HEADER_BYTES + dataBytes,
      );
    if (old !== null)
      await copyAudio(storage, base, old, (bytes, at) => write(bytes, frameAt(old.startsAtMs) + at));

    const covered: { from: number; to: number }[] = [];
    const shiftOf = new Map(placed.map(({ epoch, shiftMs }) => [epoch, shiftMs]));
    for (let at = 0; at < segments.length; at += AHEAD) {
      const group = segments.slice(at, at + AHEAD);
      const read = await Promise.all(group.map(({ key }) => storage.read(key)));
      for (const [index, segment] of group.entries()) {
        const bytes = read[index] ?? null;
        const shiftMs = shiftOf.get(segment.epoch);
        // removed meanwhile by whoever has joined it
        if (bytes === null || shiftMs === undefined) continue;
        const start = headerOf(bytes);
        if (typeof start === 'string') {
          faults.push(`${segment.key}: ${start}`);
          continue;
        }
        const audio = atRate(samplesOf(bytes, start), start.sampleRateHz, rateHz);
        const from = frameAt(start.startsAtMs + shiftMs);
        covered.push({ from, to: from + audio.length / CHANNELS });
        await write(new Uint8Array(audio.buffer, audio.byteOffset, audio.byteLength), from);
      }
    }
    // of what was joined before only the length is known: it counts as recorded
    if (old !== null) covered.push({ from: frameAt(old.startsAtMs), to: frameAt(old.startsAtMs + oldMs) });
    await file.sync();
    return {
      startedAtMs,
      durationMs: Math.round((frames * 1000) / rateHz),
      channels: CHANNELS,
      bytes: RECORDING_HEADER_BYTES + dataBytes,
      sha256: await sha256Of(path),
      missingMs: Math.round(((frames - lengthOf(covered)) * 1000) / rateHz),
      fault: faults.join('; '),
    };
  } finally {
    await file.close();
  }
}

function inOrder(keys: readonly { key: string; bytes: number }[]): Segment[] {
  return keys
    .flatMap(({ key, bytes }) => {
      const name = readSegmentKey(key);
      return name === null || bytes > LARGEST_SEGMENT_BYTES
        ? []
        : [{ key, bytes, epoch: name.epoch, seq: name.seq }];
    })
    .sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
}

/** Header of the first segment that has a usable one. */
async function readable(storage: RecordingStorage, segments: readonly Segment[]) {
  for (const segment of segments) {
    if (segment.bytes <= RECORDING_HEADER_BYTES) continue;
    const start = headerOf(
      await readStart(storage, segment.key, Math.min(segment.bytes, RECORDING_HEADER_BYTES)),
    );
    if (typeof start !== 'string') return { segment, start };
  }
  return null;
}

async function startOf(storage: RecordingStorage, key: string): Promise<Start | null> {
  if (((await storage.size(key)) ?? 0) <= RECORDING_HEADER_BYTES) return null;
  const start = headerOf(await readStart(storage, key, RECORDING_HEADER_BYTES));
  return typeof start === 'string' ? null : start;
}

function headerOf(bytes: Uint8Array | null): Start | string {
  if (bytes === null) return 'it is gone';
  const header = readRecordingHeader(bytes);
  if (typeof header === 'string') return header;
  const { startsAtMs, channels } = header;
  if (channels !== CHANNELS) return `it has ${channels} channels, not ${CHANNELS}`;
  if (startsAtMs === null || !Number.isFinite(startsAtMs)) return 'it does not say when it was recorded';
  return { ...header, startsAtMs };
}

const lengthMs = ({ dataStart, sampleRateHz }: RecordingWav, bytes: number): number =>
  (Math.floor((bytes - dataStart) / FRAME_BYTES) * 1000) / sampleRateHz;

/** As much audio as is there, whatever the header promises. */
function samplesOf(bytes: Uint8Array, { dataStart }: RecordingWav): Int16Array {
  const length = Math.floor((bytes.length - dataStart) / FRAME_BYTES) * FRAME_BYTES;
  // a copy, as the samples may lie on an odd byte
  const even = Uint8Array.prototype.slice.call(bytes, dataStart, dataStart + length);
  return new Int16Array(even.buffer);
}

async function copyAudio(
  storage: RecordingStorage,
  key: string,
  { dataStart }: RecordingWav,
  write: (bytes: Uint8Array, frame: number) => Promise<void>,
): Promise<void> {
  const stream = (await storage.open(key)) ?? [];
  let rest = Buffer.alloc(0);
  let skip = dataStart;
  let frame = 0;
  for await (const chunk of stream) {
    const piece = Buffer.concat([rest, chunk.subarray(Math.min(skip, chunk.length))]);
    skip -= Math.min(skip, chunk.length);
    const whole = piece.length - (piece.length % FRAME_BYTES);
    await write(piece.subarray(0, whole), frame);
    frame += whole / FRAME_BYTES;
    rest = piece.subarray(whole);
  }
}

async function writeWithin(
  file: FileHandle,
  bytes: Uint8Array,
  position: number,
  end: number,
): Promise<void> {
  const length = Math.min(bytes.length, end - position);
  for (let written = 0; written < length; )
    written += (await file.write(bytes, written, length - written, position + written)).bytesWritten;
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
