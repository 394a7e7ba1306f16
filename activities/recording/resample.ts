/**
 * Brings interleaved stereo to another rate by linear interpolation. Only for a call whose edges heard it at different
 * rates, where a duller sound is better than a wrong pitch.
 */
export function atRate(stereo: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return stereo;
  const frames = stereo.length / 2;
  const out = new Int16Array(Math.floor((frames * toHz) / fromHz) * 2);
  for (let frame = 0; frame < out.length / 2; frame++) {
    const at = (frame * fromHz) / toHz;
    const before = Math.floor(at);
    const after = Math.min(before + 1, frames - 1);
    for (const side of [0, 1]) {
      const from = stereo[before * 2 + side] ?? 0;
      const to = stereo[after * 2 + side] ?? 0;
      out[frame * 2 + side] = from + (to - from) * (at - before);
    }
  }
  return out;
}
