import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeWav } from './wav.ts';

/**
 * Gathers a call in memory (16 kB/s per direction) and writes it as a stereo WAV, left the caller, right the agent as
 * heard, which only its owner may read.
 */
export function createRecording({ rateHz, maxMs }: { rateHz: number; maxMs: number }) {
  const left: Int16Array[] = [];
  const right: Int16Array[] = [];
  let samples = 0;
  return {
    add(said: Int16Array, heard: Int16Array): void {
      if ((samples * 1000) / rateHz >= maxMs) return;
      left.push(said.slice());
      right.push(heard.slice());
      samples += said.length;
    },
    async write(path: string): Promise<void> {
      const stereo = new Int16Array(samples * 2);
      let at = 0;
      for (const [index, frame] of left.entries()) {
        for (const [offset, sample] of frame.entries()) {
          stereo[at++] = sample;
          stereo[at++] = right[index]?.[offset] ?? 0;
        }
      }
      await mkdir(dirname(path), { recursive: true });
      const wav = encodeWav({ rateHz, channels: 2, samples: stereo });
      await writeFile(path, wav, { mode: 0o600 });
      // one that was there before keeps its mode
      await chmod(path, 0o600);
    },
  };
}
