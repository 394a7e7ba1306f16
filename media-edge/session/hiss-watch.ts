import { createPlayedLevels, ECHO_POWER, type Measure, SLOT_MS } from './played-levels.ts';

/**
 * Notices that somebody begins with an s, sh or f: the voice detector hears a voice, and nothing before the vowel. Looks
 * at the treble alone, where these sounds lie and where our echo is as far below us as elsewhere. It is a guess that
 * stops the agent for a moment; whether it was speech the detector tells. No clock, no IO.
 */
export interface HissWatch {
  /** audio of ours that the caller hears from `atMs` on */
  played(pcm: Buffer, atMs: number): void;
  /** what was to be heard after `atMs` is not */
  cleared(atMs: number): void;
  /** true once, when a hiss has just lasted long enough in the caller's audio; `played` as the echo gate has it */
  hear(pcm: Buffer, atMs: number, played?: Buffer): boolean;
}

/** Keys and clicks are over by then, ms. */
const LASTS_MS = 60;
/** So far above what the line always brings, power: 12 dB. */
const ABOVE_NOISE = 16;
/** Softer treble is breath (about -47 dB of full scale), mean square. */
const SOFTEST = 140 ** 2;
/** Treble has this share of a hiss; of a vowel a tenth. */
const TREBLE_SHARE = 0.3;
/** The line's own noise is found at once and forgotten slowly: 8.5 dB in a second, more than any sound lasts. */
const NOISE_FALLS = 0.3;
const NOISE_RISES = 1.04;
/** A quieter line than this is not believed in: mu-law's smallest steps. */
const LEAST_NOISE = 4 ** 2;
/** Every so many samples are looked at: enough for loudness. */
const STRIDE = 4;

export function createHissWatch(sampleRateHz: number): HissWatch {
  const slotBytes = ((sampleRateHz * SLOT_MS) / 1000) * 2;
  // the telephone's band is judged alike at any rate
  const lagBytes = Math.max(1, Math.round(sampleRateHz / 8000)) * 2;
  const treble: Measure = (pcm, from, to) => differencePower(pcm, from, to, lagBytes);
  const levels = createPlayedLevels(sampleRateHz, treble);
  let noise = LEAST_NOISE;
  let hissMs = 0;

  return {
    played: levels.note,
    cleared: levels.cleared,
    hear(pcm, atMs, played) {
      if (played !== undefined) levels.note(played, atMs - (played.length / slotBytes) * SLOT_MS);
      let begins = false;
      for (let at = 0; at < pcm.length; at += slotBytes) {
        const end = Math.min(pcm.length, at + slotBytes);
        // too short to be judged
        if ((end - at) * 4 < slotBytes) continue;
        const pieceMs = ((end - at) / slotBytes) * SLOT_MS;
        const loudness = treble(pcm, at, end);
        const isHiss =
          loudness > SOFTEST &&
          loudness > noise * ABOVE_NOISE &&
          loudness > TREBLE_SHARE * power(pcm, at, end) &&
          loudness > levels.loudestNear(atMs - ((pcm.length - end) / slotBytes) * SLOT_MS) * ECHO_POWER;
        const before = hissMs;
        hissMs = isHiss ? hissMs + pieceMs : 0;
        begins ||= before < LASTS_MS && hissMs >= LASTS_MS;
        noise = Math.max(
          LEAST_NOISE,
          loudness < noise
            ? noise + (loudness - noise) * NOISE_FALLS
            : Math.min(loudness, noise * NOISE_RISES),
        );
      }
      return begins;
    },
  };
}

/** Of the halved difference of neighbours: none of a bass, a quarter at 1.3 kHz, all of it at 4 kHz. */
function differencePower(pcm: Buffer, from: number, to: number, lagBytes: number): number {
  let sum = 0;
  let count = 0;
  for (let at = from + lagBytes; at + 1 < to; at += STRIDE * 2) {
    const difference = (pcm.readInt16LE(at) - pcm.readInt16LE(at - lagBytes)) / 2;
    sum += difference * difference;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function power(pcm: Buffer, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at + 1 < to; at += STRIDE * 2) {
    sum += pcm.readInt16LE(at) ** 2;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
