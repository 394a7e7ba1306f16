/** Input samples that one output sample is made of, to each side. */
const REACH = 16;
/** Of the lower of both rates' half: what is above is taken out, so that it does not come back as noise. */
const PASS_BAND = 0.92;

/**
 * Changes the rate of one PCM16 stream by a windowed sinc, for switches whose rate no recogniser takes. It holds back
 * half its window, about 1 ms; whole samples only.
 */
export function createResampler(fromHz: number, toHz: number): (pcm: Buffer) => Buffer {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const phases = filterPhases(up, (PASS_BAND * Math.min(fromHz, toHz)) / fromHz);
  const taps = REACH * 2;
  let history = new Float32Array(taps);
  /** place of the next output sample: whole input samples into `history`, and phase */
  let at = REACH;
  let phase = 0;

  return (pcm) => {
    const count = pcm.length >> 1;
    const samples = new Float32Array(history.length + count);
    samples.set(history);
    for (let i = 0; i < count; i++) samples[history.length + i] = pcm.readInt16LE(i * 2);
    const most = Math.ceil(((samples.length - at) * up) / down) + 1;
    const out = Buffer.allocUnsafe(Math.max(0, most) * 2);
    let written = 0;
    while (at + REACH <= samples.length - 1) {
      const weights = phases[phase] ?? phases[0] ?? new Float32Array(taps);
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += (samples[at - REACH + 1 + tap] ?? 0) * (weights[tap] ?? 0);
      out.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sum))), written * 2);
      written++;
      phase += down;
      at += Math.floor(phase / up);
      phase %= up;
    }
    const keepFrom = Math.max(0, at - REACH);
    history = samples.slice(keepFrom);
    at -= keepFrom;
    return out.subarray(0, written * 2);
  };
}

/** Weights for every place that an output sample can have between two input samples. */
function filterPhases(up: number, cutoff: number): Float32Array[] {
  return Array.from({ length: up }, (_, phase) => {
    const weights = Float32Array.from({ length: REACH * 2 }, (_unused, tap) => {
      const distance = tap - (REACH - 1) - phase / up;
      const x = Math.PI * distance * cutoff;
      const sinc = x === 0 ? cutoff : (cutoff * Math.sin(x)) / x;
      // Blackman: what comes back as noise lies below the noise of 16 bits of speech
      const t = (distance + REACH) / (2 * REACH);
      return sinc * (0.42 - 0.5 * Math.cos(2 * Math.PI * t) + 0.08 * Math.cos(4 * Math.PI * t));
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
