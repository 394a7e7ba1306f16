import { execFile } from 'node:child_process';
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
/** ten minutes of speech at 22 kHz */
const LARGEST_BYTES = 32 * 1024 * 1024;
/** below this a sample is silence, about −50 dBFS */
const QUIET = 100;
/** flite's voices differ by 13 dB; this is how loud people are on a telephone line, −20 dBFS */
const CALLER_RMS = 3_277;

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
  const [engine, name = ''] = voice.split(':');
  const wav = await (engine === 'flite' ? flite(name, text) : espeak(name, text));
  const { rateHz, channels, samples } = decodeWav(wav);
  if (channels !== 1) throw new Error(`${voice} renders ${channels} channels, expected one`);
  const line = trim(resample(samples, rateHz, RATE_HZ));
  return engine === 'flite' ? levelled(line, CALLER_RMS) : line;
}

/** The same speech at another loudness; peaks are cut where they do not fit. */
function levelled(samples: Int16Array, wantedRms: number): Int16Array {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const gain = wantedRms / Math.sqrt(power / Math.max(1, samples.length) || 1);
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

/** By a pipe of the shell, since flite opens its output by name and cannot open a socket of Node; no file is left behind. */
const flite = (name: string, text: string): Promise<Buffer> =>
  output('flite', name, 'sh', ['-c', 'flite -voice "$0" -t "$1" -o /dev/stdout | cat', name, text]);

const espeak = (name: string, text: string): Promise<Buffer> =>
  output('espeak-ng', name, 'espeak-ng', ['-v', name, '-s', '165', '--stdout', '--stdin'], text);

/** What the command writes; throws with its own words when that is nothing. */
async function output(
  synthesiser: string,
  name: string,
  command: string,
  args: readonly string[],
  input = '',
): Promise<Buffer> {
  const running = run(command, args, {
    encoding: 'buffer',
    timeout: RENDER_TIMEOUT_MS,
    maxBuffer: LARGEST_BYTES,
  });
  // a command that ends before it has read everything is judged by what it wrote
  running.child.stdin?.on('error', () => undefined).end(input);
  const { stdout, stderr } = await running.catch((error: Error) => ({
    stdout: Buffer.alloc(0),
    stderr: error.message,
  }));
  if (stdout.length > 0) return stdout;
  throw new Error(`${synthesiser} cannot speak with voice ${name}: ${`${stderr}`.trim()} (is it installed?)`);
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
