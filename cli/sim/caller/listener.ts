/**
 * Hears when the agent speaks, by energy alone. Time is counted in frames of 20 ms from the start of the call.
 * A piece is speech between two pauses; a turn of the agent is made of several pieces.
 */
export interface Piece {
  startMs: number;
  endMs: number;
}

export interface Listener {
  /** Takes one frame; answers a piece when a pause has just ended it. */
  hear(frame: Int16Array): Piece | null;
  nowMs(): number;
  /** how long the agent has been speaking now, short pauses included; 0 while it is silent */
  speakingMs(): number;
  /** since the last sound of the agent; Infinity before the first */
  silentMs(): number;
}

const FRAME_MS = 20;
/** a pause this long ends a piece */
const PIECE_PAUSE_MS = 120;
/** a pause this long ends what counts as one stretch of speaking */
const STRETCH_PAUSE_MS = 400;
/** shorter sounds are clicks */
const SHORTEST_PIECE_MS = 60;
/** RMS that counts as voice on a quiet line, about −46 dBFS, and by how much it must exceed the line's noise */
const VOICE_RMS = 160;
const VOICE_TO_NOISE = 3;

export function createListener(): Listener {
  let frames = 0;
  let noiseRms = 0;
  let lastVoiceFrame = Number.NEGATIVE_INFINITY;
  let stretchStart: number | null = null;
  let pieceStart: number | null = null;

  const cut = (): Piece | null => {
    const start = pieceStart;
    pieceStart = null;
    if (start === null || (lastVoiceFrame - start + 1) * FRAME_MS < SHORTEST_PIECE_MS) return null;
    return { startMs: start * FRAME_MS, endMs: (lastVoiceFrame + 1) * FRAME_MS };
  };

  return {
    hear(frame) {
      const now = frames++;
      const loudness = rms(frame);
      const voiced = loudness > Math.max(VOICE_RMS, noiseRms * VOICE_TO_NOISE);
      if (voiced) {
        if (stretchStart === null || (now - lastVoiceFrame) * FRAME_MS > STRETCH_PAUSE_MS) stretchStart = now;
        pieceStart ??= now;
        lastVoiceFrame = now;
      } else {
        // slowly up, so that a soft word is not taken for noise
        noiseRms = Math.min(loudness, noiseRms * 1.02 + 0.5);
      }
      const pausedMs = (now - lastVoiceFrame) * FRAME_MS;
      return pieceStart !== null && pausedMs >= PIECE_PAUSE_MS ? cut() : null;
    },
    nowMs: () => frames * FRAME_MS,
    speakingMs() {
      const silentFrames = frames - 1 - lastVoiceFrame;
      if (stretchStart === null || silentFrames * FRAME_MS > STRETCH_PAUSE_MS) return 0;
      return (frames - stretchStart) * FRAME_MS;
    },
    silentMs: () => (frames - 1 - lastVoiceFrame) * FRAME_MS,
  };
}

function rms(frame: Int16Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, frame.length));
}
