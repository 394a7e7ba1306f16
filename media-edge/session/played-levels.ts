/** How loud that is what the caller hears of us, by 20 ms of the clock: what comes back of it is its echo. No clock, no IO. */
export interface PlayedLevels {
  /** audio of ours that the caller hears from `atMs` on; answers until when something of it may come back, ms */
  note(pcm: Buffer, atMs: number): number;
  /** what was to be heard after `atMs` is not */
  cleared(atMs: number): void;
  /** the most that can come back at `atMs`, before what the way takes of it */
  loudestNear(atMs: number): number;
}

/** Mean power of the samples between two places of the buffer, bytes. */
export type Measure = (pcm: Buffer, from: number, to: number) => number;

/** The longest way to a telephone and back, jitter buffers included. */
export const LONGEST_WAY_MS = 500;
/** Echo of a telephone network is at least so far (18 dB) below our voice; a caller who speaks into it is not. */
export const ECHO_POWER = 10 ** (-18 / 10);
export const SLOT_MS = 20;
/** Softer than this is no voice at all (about -48 dB of full scale), mean square of samples. */
export const SILENCE_POWER = 130 ** 2;
const SLOTS = 64;

export function createPlayedLevels(sampleRateHz: number, measure: Measure): PlayedLevels {
  const slotBytes = ((sampleRateHz * SLOT_MS) / 1000) * 2;
  const power = new Float64Array(SLOTS);
  const slotAt = new Float64Array(SLOTS).fill(-1);

  return {
    note(pcm, atMs) {
      let returnsUntilMs = -1;
      for (let at = 0; at < pcm.length; at += slotBytes) {
        const slot = Math.floor((atMs + (at / slotBytes) * SLOT_MS) / SLOT_MS);
        const loudness = measure(pcm, at, Math.min(pcm.length, at + slotBytes));
        if (slotAt[slot % SLOTS] !== slot) power[slot % SLOTS] = 0;
        slotAt[slot % SLOTS] = slot;
        power[slot % SLOTS] = Math.max(power[slot % SLOTS] ?? 0, loudness);
        if (loudness > SILENCE_POWER) returnsUntilMs = (slot + 1) * SLOT_MS + LONGEST_WAY_MS;
      }
      return returnsUntilMs;
    },
    cleared(atMs) {
      const first = Math.floor(atMs / SLOT_MS) + 1;
      for (let slot = first; slot < first + SLOTS; slot++)
        if (slotAt[slot % SLOTS] === slot) power[slot % SLOTS] = 0;
    },
    loudestNear(atMs) {
      const newest = Math.floor(atMs / SLOT_MS) + 1;
      let most = 0;
      for (let slot = newest; slot >= newest - 1 - LONGEST_WAY_MS / SLOT_MS; slot--)
        if (slotAt[slot % SLOTS] === slot) most = Math.max(most, power[slot % SLOTS] ?? 0);
      return most;
    },
  };
}
