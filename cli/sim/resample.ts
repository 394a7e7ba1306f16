/** Half width of the windowed sinc, zero crossings: about 70 dB of stop band, plenty for a telephone line. */
const HALF_WIDTH = 16;

/** By names of our own: a global is looked up anew for each tap of each sample where modules run in a VM context. */
const { PI, ceil, cos, floor, max, min, round, sin } = Math;

/** Changes the rate of a whole recording by windowed-sinc interpolation; band-limited to the lower rate. */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  const ratio = fromHz / toHz;
  // when going down the filter is stretched, so that what does not fit the new rate is cut, not folded
  const stretch = max(1, ratio);
  const reach = HALF_WIDTH * stretch;
  const out = new Int16Array(floor(samples.length / ratio));
  for (let index = 0; index < out.length; index++) {
    const centre = index * ratio;
    const first = max(0, ceil(centre - reach));
    const last = min(samples.length - 1, floor(centre + reach));
    let sum = 0;
    let weights = 0;
    for (let at = first; at <= last; at++) {
      const weight = kernel((at - centre) / stretch);
      sum += weight * (samples[at] ?? 0);
      weights += weight;
    }
    out[index] = max(-32_768, min(32_767, round(weights === 0 ? 0 : sum / weights)));
  }
  return out;
}

function kernel(x: number): number {
  if (x === 0) return 1;
  const angle = PI * x;
  const window = 0.5 + 0.5 * cos(angle / HALF_WIDTH);
  return (sin(angle) / angle) * window;
}
