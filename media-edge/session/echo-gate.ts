import { createPlayedLevels, ECHO_POWER, LONGEST_WAY_MS, SILENCE_POWER, SLOT_MS } from './played-levels.ts';

/**
 * Keeps our own voice from the recogniser: the edge alone knows what it played, and when. What comes back while or
 * shortly after the agent speaks, and is far softer than that, is its echo and becomes silence; what is louder is the
 * caller, and goes through with what came before it. Where nothing was played everything passes as it is. No clock, no IO.
 */
export interface EchoGate {
  /** audio of ours that the caller hears from `atMs` on */
  played(pcm: Buffer, atMs: number): void;
  /** what was to be heard after `atMs` is not */
  cleared(atMs: number): void;
  /**
   * What the recogniser gets for audio of the caller that has just come: the same length, but for words whose beginning
   * had been taken for echo; that beginning comes in front, and the same length of echo is left out later. Null: nothing.
   * `played`: what the switch let the caller hear meanwhile, where it captures both sides.
   */
  hear(pcm: Buffer, atMs: number, played?: Buffer): Buffer | null;
}

/** Between the words of a caller the gate stays open. */
const HANGOVER_MS = 300;
/** Of a word that was taken for echo so much is kept: its soft beginning. */
const KEPT_MS = 240;
/** Every so many samples are looked at: enough for loudness. */
const STRIDE = 4;

export function createEchoGate(sampleRateHz: number): EchoGate {
  const slotBytes = ((sampleRateHz * SLOT_MS) / 1000) * 2;
  const keptBytes = ((sampleRateHz * KEPT_MS) / 1000) * 2;
  const silence = Buffer.alloc(slotBytes);
  const levels = createPlayedLevels(sampleRateHz, meanSquare);
  /** until then something of ours may come back, or a word may have begun while it could */
  let watchUntilMs = -1;
  let openUntilMs = -1;
  /** the last of what was taken for echo, in a ring */
  let kept: Buffer | null = null;
  let keptAt = 0;
  let keptLength = 0;
  let debtBytes = 0;

  const note = (pcm: Buffer, atMs: number) => {
    const returnsUntilMs = levels.note(pcm, atMs);
    if (returnsUntilMs >= 0) watchUntilMs = Math.max(watchUntilMs, returnsUntilMs + KEPT_MS);
  };
  const keep = (piece: Buffer) => {
    // a copy: a piece is part of what was read from the socket at once, which may be much larger
    kept ??= Buffer.alloc(keptBytes);
    for (let at = 0; at < piece.length; ) {
      const length = Math.min(piece.length - at, keptBytes - keptAt);
      piece.copy(kept, keptAt, at, at + length);
      at += length;
      keptAt = (keptAt + length) % keptBytes;
      keptLength = Math.min(keptBytes, keptLength + length);
    }
  };
  /** what was taken for echo goes out after all: silence has gone out in its place already */
  const release = (out: Buffer[]) => {
    if (kept === null) return;
    const oldest = keptLength < keptBytes ? kept.subarray(0, keptAt) : kept.subarray(keptAt);
    out.push(Buffer.concat(keptLength < keptBytes ? [oldest] : [oldest, kept.subarray(0, keptAt)]));
    debtBytes += keptLength;
    forget();
  };
  const forget = () => {
    keptAt = 0;
    keptLength = 0;
  };

  return {
    played: note,
    cleared(atMs) {
      levels.cleared(atMs);
      watchUntilMs = Math.min(watchUntilMs, atMs + SLOT_MS + LONGEST_WAY_MS + KEPT_MS);
    },
    hear(pcm, atMs, played) {
      if (played !== undefined) note(played, atMs - (played.length / slotBytes) * SLOT_MS);
      if (atMs > watchUntilMs) {
        forget();
        return pcm;
      }
      const out: Buffer[] = [];
      let changed = false;
      for (let at = 0; at < pcm.length; at += slotBytes) {
        const end = Math.min(pcm.length, at + slotBytes);
        const piece = pcm.subarray(at, end);
        const pieceAtMs = atMs - ((pcm.length - end) / slotBytes) * SLOT_MS;
        const loudness = meanSquare(pcm, at, end);
        if (loudness > SILENCE_POWER && loudness > levels.loudestNear(pieceAtMs) * ECHO_POWER)
          openUntilMs = pieceAtMs + HANGOVER_MS;
        if (pieceAtMs <= openUntilMs) {
          if (keptLength > 0) {
            release(out);
            changed = true;
          }
          out.push(piece);
          continue;
        }
        changed = true;
        keep(piece);
        if (debtBytes >= piece.length) debtBytes -= piece.length;
        else out.push(piece.length === slotBytes ? silence : silence.subarray(0, piece.length));
      }
      if (!changed) return pcm;
      if (out.length === 0) return null;
      return out.length === 1 ? (out[0] ?? null) : Buffer.concat(out);
    },
  };
}

function meanSquare(pcm: Buffer, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at + 1 < to; at += STRIDE * 2) {
    const sample = pcm.readInt16LE(at);
    sum += sample * sample;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
