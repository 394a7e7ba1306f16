import { FRAME_SAMPLES } from '../../sim/channel.ts';
import type { SimulatedSwitch } from '../../sim/switch.ts';

const FRAME_MS = 20;
/** far below a voice, far above the line's own quiet: the codec's smallest steps are 8 */
const AUDIBLE = 64;
const TOO_LONG_MS = 10_000;
const SILENCE = new Int16Array(FRAME_SAMPLES);

/** One call that is answered, hears the first sound and hangs up: ms between the two, as the telephone hears it. */
export function answerToFirstAudio(
  line: SimulatedSwitch,
  parties: { from: string; to: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let frames = 0;
    let answeredAtMs = 0;
    let firstMs: number | null = null;
    const channel = line.call(
      {
        speak: () => SILENCE,
        hear(frame) {
          frames++;
          if (firstMs === null && frame.some((sample) => Math.abs(sample) > AUDIBLE)) {
            firstMs = performance.now() - answeredAtMs;
            channel.hangUp('NORMAL_CLEARING');
          } else if (frames * FRAME_MS > TOO_LONG_MS) channel.hangUp('NO_ANSWER');
        },
        transferred: () => undefined,
        hungUp: (cause) => {
          if (firstMs === null)
            reject(new Error(`call ${channel.uuid} ended with ${cause} before a sound came`));
          else resolve(firstMs);
        },
      },
      parties,
    );
    answeredAtMs = performance.now();
  });
}
