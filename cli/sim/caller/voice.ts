import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resample } from '../resample.ts';
import { decodeWav } from '../wav.ts';

const run = promisify(execFile);

/** `flite:<voice>` (rms, slt, awb, kal16) or `espeak:<voice>` (uk, ru, en-us …). */
export type VoiceName = `flite:${string}` | `espeak:${string}`;

/** Renders lines ahead of a call: 8 kHz samples, silence at both ends cut, each line once per process. */
export type Render = (voice: VoiceName, text: string) => Promise<Int16Array>;

const RATE_HZ = 8_000;
const RENDER_TIMEOUT_MS = 15_000;
/** below this a sample is silence, about −50 dBFS */
const QUIET = 100;

export function createVoices(): Render {
  const rendered = new Map<string, Promise<Int16Array>>();
  return (voice, text) => {
    const key = `${voice}|${text}`;
    const known = rendered.get(key);
    if (known) return known;
    const fresh = render(voice, text);
    rendered.set(key, fresh);
    fresh.catch(() => rendered.delete(key));
    return fresh;
  };
}

async function render(voice: VoiceName, text: string): Promise<Int16Array> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-voice-'));
  try {
    const [engine, name = ''] = voice.split(':');
    const [textPath, wavPath] = [join(folder, 'line.txt'), join(folder, 'line.wav')];
    // from a file: a line may begin with a dash
    await writeFile(textPath, text);
    const [command, args] =
      engine === 'flite'
        ? ['flite', ['-voice', name, '-f', textPath, '-o', wavPath]]
        : ['espeak-ng', ['-v', name, '-s', '165', '-w', wavPath, '-f', textPath]];
    await run(command as string, args as string[], { timeout: RENDER_TIMEOUT_MS }).catch((error: Error) => {
      throw new Error(`${command} cannot speak with voice ${name}: ${error.message} (is it installed?)`);
    });
    const { rateHz, channels, samples } = decodeWav(await readFile(wavPath));
    if (channels !== 1) throw new Error(`${voice} renders ${channels} channels, expected one`);
    return trim(resample(samples, rateHz, RATE_HZ));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function trim(samples: Int16Array): Int16Array {
  const loud = (sample: number) => Math.abs(sample) > QUIET;
  const first = samples.findIndex(loud);
  const margin = RATE_HZ / 50;
  return first < 0
    ? samples.slice(0, 0)
    : samples.slice(Math.max(0, first - margin), samples.findLastIndex(loud) + margin);
}

/** Speech that nobody understands: the line backwards at half its level, repeated or cut to `ms`. */
export function mumble(line: Int16Array, ms: number): Int16Array {
  const samples = Math.round((ms * RATE_HZ) / 1000);
  const backwards = line.toReversed();
  return Int16Array.from({ length: samples }, (_, at) =>
    Math.round((backwards[at % Math.max(1, backwards.length)] ?? 0) / 2),
  );
}
