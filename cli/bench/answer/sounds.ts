/** Samples of a second at the line's rate, and of a frame of 20 ms. */
export const RATE_HZ = 8000;
export const FRAME_MS = 20;
export const FRAME_BYTES = (RATE_HZ / 1000) * FRAME_MS * 2;

/** A tone that everybody in the measurement takes for speech, PCM16. */
export function tone(ms: number, hertz: number): Buffer {
  const pcm = Buffer.alloc((RATE_HZ / 1000) * ms * 2);
  for (let i = 0; i < pcm.length / 2; i++)
    pcm.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * i) / RATE_HZ)), i * 2);
  return pcm;
}

/** Whether PCM16 holds more than silence. */
export function isLoud(pcm: Buffer): boolean {
  for (let at = 0; at + 1 < pcm.length; at += 16) if (Math.abs(pcm.readInt16LE(at)) > 500) return true;
  return false;
}

/** Tells when speech begins, and when it has been over for `silenceMs` of the audio's own time. */
export function createEndpoint(silenceMs: number) {
  let speaking = false;
  let quietBytes = 0;
  return (pcm: Buffer): 'started' | 'ended' | null => {
    if (isLoud(pcm)) {
      quietBytes = 0;
      if (speaking) return null;
      speaking = true;
      return 'started';
    }
    quietBytes += pcm.length;
    if (!speaking || quietBytes < (RATE_HZ / 1000) * silenceMs * 2) return null;
    speaking = false;
    return 'ended';
  };
}
