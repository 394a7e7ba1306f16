import { readSegmentKey } from '../../contracts/recording.ts';
import {
  RECORDING_HEADER_BYTES,
  type RecordingWav,
  readRecordingHeader,
} from '../../contracts/recording-wav.ts';
import { type RecordingStorage, readStart } from './storage.ts';

export const CHANNELS = 2;
export const FRAME_BYTES = CHANNELS * 2;
/** Nothing of ours is larger; a foreign object under a call's name must not fill the memory. */
const LARGEST_SEGMENT_BYTES = 16 * 1024 * 1024;

/** A stored segment by its name. */
export interface Segment {
  key: string;
  epoch: number;
  seq: number;
  bytes: number;
}
/** A header that says when its audio was recorded. */
export interface Start extends RecordingWav {
  startsAtMs: number;
}

/** Segments among the keys, edge by edge and in their order; what is none is left out. */
export function inOrder(keys: readonly { key: string; bytes: number }[]): Segment[] {
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
export async function readable(storage: RecordingStorage, segments: readonly Segment[]) {
  for (const segment of segments) {
    if (segment.bytes <= RECORDING_HEADER_BYTES) continue;
    const start = headerOf(
      await readStart(storage, segment.key, Math.min(segment.bytes, RECORDING_HEADER_BYTES)),
    );
    if (typeof start !== 'string') return { segment, start };
  }
  return null;
}

/** Header of a recording that was joined before; null where there is none. */
export async function startOf(storage: RecordingStorage, key: string): Promise<Start | null> {
  if (((await storage.size(key)) ?? 0) <= RECORDING_HEADER_BYTES) return null;
  const start = headerOf(await readStart(storage, key, RECORDING_HEADER_BYTES));
  return typeof start === 'string' ? null : start;
}

/** The header, or what is wrong with it. */
export function headerOf(bytes: Uint8Array | null): Start | string {
  if (bytes === null) return 'it is gone';
  const header = readRecordingHeader(bytes);
  if (typeof header === 'string') return header;
  const { startsAtMs, channels } = header;
  if (channels !== CHANNELS) return `it has ${channels} channels, not ${CHANNELS}`;
  if (startsAtMs === null || !Number.isFinite(startsAtMs)) return 'it does not say when it was recorded';
  return { ...header, startsAtMs };
}

export const lengthMs = ({ dataStart, sampleRateHz }: RecordingWav, bytes: number): number =>
  (Math.floor((bytes - dataStart) / FRAME_BYTES) * 1000) / sampleRateHz;

/** As much audio as is there, whatever the header promises. */
export function samplesOf(bytes: Uint8Array, { dataStart }: RecordingWav): Int16Array {
  const length = Math.floor((bytes.length - dataStart) / FRAME_BYTES) * FRAME_BYTES;
  // a copy, as the samples may lie on an odd byte
  const even = Uint8Array.prototype.slice.call(bytes, dataStart, dataStart + length);
  return new Int16Array(even.buffer);
}

/** Hands the audio of an object on, piece by piece, each with the frame where it begins. */
export async function copyAudio(
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
