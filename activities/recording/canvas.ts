import { type FileHandle, open } from 'node:fs/promises';
import { RECORDING_HEADER_BYTES, recordingHeader } from '../../contracts/recording-wav.ts';
import { CHANNELS, FRAME_BYTES } from './segment-audio.ts';

/** A WAV of silence between two moments, into which audio is laid frame by frame. */
export interface Canvas {
  readonly frames: number;
  frameAt(ms: number): number;
  write(bytes: Uint8Array, frame: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export async function openCanvas(
  path: string,
  { startedAtMs, endsAtMs, rateHz }: { startedAtMs: number; endsAtMs: number; rateHz: number },
): Promise<Canvas> {
  const frameAt = (ms: number) => Math.max(0, Math.round(((ms - startedAtMs) * rateHz) / 1000));
  const frames = frameAt(endsAtMs);
  const dataBytes = frames * FRAME_BYTES;
  const end = RECORDING_HEADER_BYTES + dataBytes;
  const file = await open(path, 'w', 0o600);
  try {
    // what is written to nowhere reads as zeros
    await file.truncate(end);
    await file.write(
      recordingHeader({ channels: CHANNELS, sampleRateHz: rateHz, startsAtMs: startedAtMs, dataBytes }),
      0,
    );
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    frames,
    frameAt,
    write: (bytes, frame) => writeWithin(file, bytes, RECORDING_HEADER_BYTES + frame * FRAME_BYTES, end),
    sync: () => file.sync(),
    close: () => file.close(),
  };
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
