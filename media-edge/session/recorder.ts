import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Recording } from '../../contracts/call-messages.ts';
import type { Log } from '../../platform/log.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import type { Ticker } from '../playback/ticker.ts';
import { wavHeader } from './wav.ts';

const FLUSH_EVERY_MS = 1000;
/** What is written is this old: audio sent ahead may still be taken back, audio of the caller may come late. */
const SETTLED_MS = 700;
const RING_MS = 4000;
/** Two frames that are further apart than this had silence between them. */
const GAP_MS = 200;
/** Audio that would end this far in the future shows that the gap before it was a stall, not silence. */
const EARLY_MS = 10;
const HEADER_BYTES = 44;

/** A file that grows; every method may reject. */
export interface RecordingFile {
  write(bytes: Buffer, position: number): Promise<void>;
  close(): Promise<void>;
}
export type OpenRecording = (path: string) => Promise<RecordingFile>;

export interface RecorderOptions {
  directory: string;
  /** relative to `directory`, e.g. `<callId>-1.wav` */
  key: string;
  sampleRateHz: number;
  ticker: Ticker;
  now: () => number;
  log: Log;
  openFile?: OpenRecording;
}

/** Stereo WAV of a call as it sounded: left the caller, right the agent, both on the real clock. Never throws. */
export interface Recorder {
  caller(pcm: Buffer): void;
  agent(pcm: Buffer, atMs: number): void;
  /** audio of the agent after this moment was not played */
  agentCleared(atMs: number): void;
  /** null when nothing could be written */
  stop(): Promise<Recording | null>;
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { sampleRateHz, now, ticker, log, key } = options;
  const perMs = sampleRateHz / 1000;
  const capacity = RING_MS * perMs;
  // interleaved samples, position modulo capacity; cleared behind the writer
  const ring = new Int16Array(capacity * 2);
  const startMs = now();
  let callerEnd = 0;
  /** the last gap in the caller's audio: where it began and ended */
  let gap = { from: 0, to: 0 };
  let agentEnd = 0;
  let flushed = 0;
  let flushedAtMs = startMs;
  let failed = false;
  let stopped = false;
  let writing: Promise<void> = Promise.resolve();
  let pending = 0;

  const file = (options.openFile ?? openWav)(join(options.directory, key));
  const fail = (error: unknown) => {
    if (failed) return;
    failed = true;
    ticker.remove(tick);
    log.error('recording stopped, the call goes on', { key, error });
  };
  file.catch(fail);

  const sampleAt = (ms: number): number => Math.max(0, Math.round((ms - startMs) * perMs));
  const put = (pcm: Buffer, from: number, channel: 0 | 1) => {
    const samples = pcm.length >> 1;
    // what lies outside the window cannot be kept in bounded memory
    const first = Math.max(0, flushed - from);
    const last = Math.min(samples, flushed + capacity - from);
    for (let i = first; i < last; i++) ring[((from + i) % capacity) * 2 + channel] = pcm.readInt16LE(i * 2);
    return from + samples;
  };

  /** Moves the caller's audio behind the last gap forward in time, over as much of the gap as there is. */
  const closeGap = (wanted: number) => {
    const shift = Math.min(wanted, gap.to - gap.from);
    for (let to = Math.max(flushed, gap.to - shift); to < callerEnd; to++) {
      const from = to + shift;
      ring[(to % capacity) * 2] = from < callerEnd ? (ring[(from % capacity) * 2] ?? 0) : 0;
    }
    gap.to -= shift;
    callerEnd -= shift;
  };

  const write = (until: number) => {
    const samples = until - flushed;
    if (samples <= 0 || failed) return;
    // a disk that does not keep up must not fill the memory
    if (pending > 3) return fail(new Error('the disk is too slow for the recording'));
    const bytes = Buffer.allocUnsafe(samples * 4);
    for (let i = 0; i < samples; i++) {
      const at = ((flushed + i) % capacity) * 2;
      bytes.writeInt16LE(ring[at] ?? 0, i * 4);
      bytes.writeInt16LE(ring[at + 1] ?? 0, i * 4 + 2);
      ring[at] = 0;
      ring[at + 1] = 0;
    }
    const position = HEADER_BYTES + flushed * 4;
    flushed = until;
    const header = wavHeader({ channels: 2, sampleRateHz, dataBytes: until * 4 });
    pending++;
    writing = writing
      .then(async () => {
        if (failed) return;
        const wav = await file;
        await wav.write(bytes, position);
        // the header follows the audio, so a killed process leaves a file that plays
        await wav.write(header, 0);
      })
      .catch(fail)
      .finally(() => pending--);
  };

  const tick = () => {
    const at = now();
    if (at - flushedAtMs < FLUSH_EVERY_MS) return;
    flushedAtMs = at;
    write(Math.max(flushed, sampleAt(at - SETTLED_MS)));
  };
  ticker.add(tick);

  return {
    caller(pcm) {
      if (failed || stopped) return;
      const heardAt = sampleAt(now());
      const due = heardAt - (pcm.length >> 1);
      if (due - callerEnd > GAP_MS * perMs) {
        gap = { from: callerEnd, to: due };
        callerEnd = due;
      }
      callerEnd = put(pcm, callerEnd, 0);
      if (callerEnd - heardAt > EARLY_MS * perMs) closeGap(callerEnd - heardAt);
    },
    agent(pcm, atMs) {
      if (failed || stopped) return;
      agentEnd = put(pcm, sampleAt(atMs), 1);
    },
    agentCleared(atMs) {
      const from = Math.max(sampleAt(atMs), flushed);
      for (let at = from; at < agentEnd; at++) ring[(at % capacity) * 2 + 1] = 0;
      agentEnd = Math.min(agentEnd, from);
    },
    async stop() {
      if (stopped) return null;
      stopped = true;
      ticker.remove(tick);
      write(Math.max(flushed, Math.min(sampleAt(now()), flushed + capacity)));
      await writing;
      await file.then((wav) => wav.close()).catch(fail);
      if (flushed === 0 || failed) return null;
      return { key, durationMs: Math.round(flushed / perMs), channels: 2 };
    },
  };
}

const openWav: OpenRecording = async (path) => {
  await makeFolder(dirname(path));
  const handle = await open(path, 'w');
  return {
    write: async (bytes, position) => {
      let written = 0;
      while (written < bytes.length)
        written += (await handle.write(bytes, written, bytes.length - written, position + written))
          .bytesWritten;
    },
    close: () => handle.close(),
  };
};
