/** Half width of the windowed sinc, zero crossings: about 70 dB of stop band, plenty for a telephone line. */
const HALF_WIDTH = 16;

/** Changes the rate of a whole recording by windowed-sinc interpolation; band-limited to the lower rate. */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  const ratio = fromHz / toHz;
  // when going down the filter is stretched, so that what does not fit the new rate is cut, not folded
  const stretch = Math.max(1, ratio);
  const reach = HALF_WIDTH * stretch;
  const out = new Int16Array(Math.floor(samples.length / ratio));
  for (let index = 0; index < out.length; index++) {
    const centre = index * ratio;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    let weights = 0;
    for (let at = first; at <= last; at++) {
      const weight = kernel((at - centre) / stretch);
      sum += weight * (samples[at] ?? 0);
      weights += weight;
    }
    out[index] = Math.max(-32_768, Math.min(32_767, Math.round(weights === 0 ? 0 : sum / weights)));
  }
  return out;
}

function kernel(x: number): number {
  if (x === 0) return 1;
  const angle = Math.PI * x;
  const window = 0.5 + 0.5 * Math.cos(angle / HALF_WIDTH);
  return (Math.sin(angle) / angle) * window;
}
