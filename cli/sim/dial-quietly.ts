import { type Channel, FRAME_SAMPLES, type Party } from './channel.ts';
import type { SimulatedSwitch } from './switch.ts';

/** far below a voice, far above the line's own quiet: the codec's smallest steps are 8 */
const AUDIBLE = 64;
const FRAME_MS = 20;
const SILENCE = new Int16Array(FRAME_SAMPLES);

/** A telephone that says nothing and remembers what it hears, and when. */
export interface QuietTelephone {
  channel: Channel;
  answeredAtMs: number;
  /** when the agent began to be heard, the last time after a silence; on performance.now(). null: not since `forget` */
  soundAtMs(): number | null;
  /** how long nothing has been heard, ms; 0 while something is */
  silentMs(): number;
  /** what was heard from the first sound on */
  heard(): Int16Array;
  ended(): string | null;
  transferredTo(): string | null;
  forget(): void;
}

/** Dials; answered at once, as the switch answers before it parks. */
export function dialQuietly(line: SimulatedSwitch, parties: { from: string; to: string }): QuietTelephone {
  let frames: Int16Array[] = [];
  let soundAtMs: number | null = null;
  let silentFrames = 0;
  let ended: string | null = null;
  let transferredTo: string | null = null;
  const party: Party = {
    speak: () => SILENCE,
    hear(frame) {
      const audible = frame.some((sample) => Math.abs(sample) > AUDIBLE);
      silentFrames = audible ? 0 : silentFrames + 1;
      if (audible) soundAtMs ??= performance.now();
      if (soundAtMs !== null) frames.push(frame);
    },
    transferred: (target) => {
      transferredTo = target;
    },
    hungUp: (cause) => {
      ended = cause;
    },
  };
  const answeredAtMs = performance.now();
  const channel = line.call(party, parties);
  return {
    channel,
    answeredAtMs,
    soundAtMs: () => soundAtMs,
    silentMs: () => silentFrames * FRAME_MS,
    heard() {
      const all = new Int16Array(frames.length * FRAME_SAMPLES);
      for (const [index, frame] of frames.entries()) all.set(frame, index * FRAME_SAMPLES);
      return all;
    },
    ended: () => ended,
    transferredTo: () => transferredTo,
    forget() {
      frames = [];
      soundAtMs = null;
    },
  };
}
