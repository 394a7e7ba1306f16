import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { readWavHeader, type WavHeader } from './wav-header.ts';

/** A recording as it lies in the folder, or why it does not. */
export type RecordingFinding =
  | { status: 'stored'; durationMs: number; channels: number; bytes: number; sha256: string }
  | { status: 'missing' | 'faulty'; fault: string };

/** Recordings in a folder that edges and workers share (RECORDINGS_DIR). Keys are paths below it. */
export function createRecordingFolder(folder: string): { inspect(key: string): Promise<RecordingFinding> } {
  return {
    async inspect(key) {
      const path = await pathBelow(folder, key);
      if (path === null) return { status: 'missing', fault: `no file ${key} below ${folder}` };
      const { size, header, sha256 } = await read(path);
      if (typeof header === 'string') return { status: 'faulty', fault: header };
      const { channels, bytesPerSecond, dataStart, dataBytes } = header;
      if (dataStart + dataBytes > size)
        return {
          status: 'faulty',
          fault: `its header promises ${dataBytes} bytes of audio, ${size - dataStart} are there`,
        };
      const durationMs = Math.round((dataBytes * 1_000) / bytesPerSecond);
      return { status: 'stored', durationMs, channels, bytes: size, sha256 };
    },
  };
}

/** The real path of a key, null when there is no such file or the key leads out of the folder (`..`, a link). */
async function pathBelow(folder: string, key: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const path = await realpath(resolve(root, key));
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

const isAbsence = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(`${error.code}`);

/** One pass over the file: half an hour of stereo audio is 58 MB. */
async function read(path: string): Promise<{ size: number; header: WavHeader | string; sha256: string }> {
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    if (start.length < HEADER_BYTES) start = Buffer.concat([start, chunk.subarray(0, HEADER_BYTES)]);
    size += chunk.length;
  }
  return { size, header: readWavHeader(start), sha256: hash.digest('hex') };
}

/** Chunks before the audio are small; nothing of ours writes more than the plain 44 bytes. */
const HEADER_BYTES = 4_096;
