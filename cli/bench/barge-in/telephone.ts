import { FRAME_SAMPLES } from '../../sim/channel.ts';
import type { SimulatedSwitch } from '../../sim/switch.ts';

const FRAME_MS = 20;
/** far below a voice, far above the line's own quiet: the codec's smallest steps are 8 */
const AUDIBLE = 64;
/** sentences stand closer to one another than this, and the agent thinks for longer before it answers */
const SILENT_FRAMES = 20;
const LONGEST_MS = 30_000;
const SILENCE = new Int16Array(FRAME_SAMPLES);

const isAudible = (frame: Int16Array): boolean => frame.some((sample) => Math.abs(sample) > AUDIBLE);

/** What one call was, frame by frame at the telephone: when the caller began and ended, and what was heard. Moments in ms. */
export interface Heard {
  saidAtMs: number | null;
  saidUntilMs: number | null;
  /** of each frame in which the agent was heard */
  audibleAtMs: number[];
}

interface Conduct {
  parties: { from: string; to: string };
  /** what is said in this frame; `heard` are the frames so far, the newest last */
  speak(call: { heard: readonly Int16Array[]; now: Heard }): Int16Array | null;
  /** the caller has heard enough */
  done(now: Heard, silentFrames: number): boolean;
}

/** One call from its first sound to the caller's own hang-up. Rejects when the other side ends it first. */
function telephone(line: SimulatedSwitch, { parties, speak, done }: Conduct): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const now: Heard = { saidAtMs: null, saidUntilMs: null, audibleAtMs: [] };
    const heard: Int16Array[] = [];
    let silentFrames = 0;
    let over = false;
    const channel = line.call(
      {
        speak() {
          const frame = speak({ heard, now });
          if (frame === null) return SILENCE;
          now.saidAtMs ??= performance.now();
          now.saidUntilMs = performance.now() + FRAME_MS;
          return frame;
        },
        hear(frame) {
          heard.push(frame);
          silentFrames = isAudible(frame) ? 0 : silentFrames + 1;
          if (silentFrames === 0) now.audibleAtMs.push(performance.now());
          const late = heard.length * FRAME_MS > LONGEST_MS;
          if (over || (!late && !done(now, silentFrames))) return;
          over = true;
          channel.hangUp('NORMAL_CLEARING');
        },
        transferred: () => undefined,
        hungUp: (cause) =>
          over ? resolve(now) : reject(new Error(`call ${channel.uuid} ended with ${cause} too early`)),
      },
      parties,
    );
  });
}

/** Hears the greeting to its end, perhaps with an echo of it on the line; answers for how long it was spoken, ms. */
export async function listenThrough(
  line: SimulatedSwitch,
  parties: Conduct['parties'],
  echo: { delayFrames: number; gain: number } | null,
): Promise<number> {
  const { audibleAtMs } = await telephone(line, {
    parties,
    speak: ({ heard }) => {
      const back = echo === null ? undefined : heard.at(-echo.delayFrames);
      return back === undefined || echo === null
        ? null
        : back.map((sample) => Math.round(sample * echo.gain));
    },
    done: ({ audibleAtMs }, silentFrames) => audibleAtMs.length > 0 && silentFrames > 2 * SILENT_FRAMES,
  });
  return audibleAtMs.length * FRAME_MS;
}

/** The caller's words began → the agent was silent, and what of the agent came after that while the caller spoke on. */
export interface Interruption {
  stopMs: number;
  staleMs: number;
}

/** Speaks into the greeting `afterFrames` after its first sound. */
export async function interrupt(
  line: SimulatedSwitch,
  parties: Conduct['parties'],
  { words, afterFrames }: { words: Int16Array; afterFrames: number },
): Promise<Interruption> {
  let at = 0;
  const { saidAtMs, saidUntilMs, audibleAtMs } = await telephone(line, {
    parties,
    speak({ now }) {
      if (now.audibleAtMs.length < afterFrames || at >= words.length) return null;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(words.subarray(at, at + FRAME_SAMPLES));
      at += FRAME_SAMPLES;
      return frame;
    },
    done: () => at >= words.length,
  });
  const begun = saidAtMs ?? Number.NaN;
  const after = audibleAtMs.filter((atMs) => atMs >= begun && atMs <= (saidUntilMs ?? 0));
  // the first silence behind the caller's first sound; what comes after it is stale
  const gap = after.findIndex((atMs, i) => (after[i + 1] ?? Number.POSITIVE_INFINITY) - atMs > 5 * FRAME_MS);
  return {
    stopMs: gap < 0 ? 0 : (after[gap] ?? begun) + FRAME_MS - begun,
    staleMs: gap < 0 ? 0 : (after.length - gap - 1) * FRAME_MS,
  };
}
