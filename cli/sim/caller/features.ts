/**
 * How speech sounds, 50 times a second: mel cepstra 1 to 12 of 8 kHz audio (25 ms windows). Without c0, so that
 * loudness does not count; without mean removal, so that it works while the agent is still speaking.
 */
export const DIMENSIONS = 12;
export const FRAME_SAMPLES = 160;
const WINDOW_SAMPLES = 200;
const FFT_SIZE = 256;
const BANDS = 22;
const LOWEST_HZ = 120;
const HIGHEST_HZ = 3_700;
/** line noise of about −60 dBFS is added as power, so that digital silence and PCMU silence sound alike */
const NOISE_POWER = WINDOW_SAMPLES * 32.8 ** 2 * 0.4;

/** By a name of our own: a global is looked up anew each time where modules run in a VM context. */
const { log } = Math;

const WINDOW = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (WINDOW_SAMPLES - 1)),
);
const FILTERS = melFilters();
const COSINES = Array.from({ length: DIMENSIONS }, (_, row) =>
  Float64Array.from({ length: BANDS }, (_, band) => Math.cos((Math.PI * (row + 1) * (band + 0.5)) / BANDS)),
);
/** e^(−2πi·k/FFT_SIZE) */
const TURNS_COS = Float64Array.from({ length: FFT_SIZE / 2 }, (_, at) =>
  Math.cos((2 * Math.PI * at) / FFT_SIZE),
);
const TURNS_SIN = Float64Array.from(
  { length: FFT_SIZE / 2 },
  (_, at) => -Math.sin((2 * Math.PI * at) / FFT_SIZE),
);
/** higher cepstra are smaller: this brings them to about the same size */
const LIFTER = Float64Array.from({ length: DIMENSIONS }, (_, at) => Math.sqrt(at + 1) / 6);

/** Takes 20 ms frames; answers the cepstra of the window that ends with each. */
export function createFeatures(): (frame: Int16Array) => Float32Array {
  const window = new Float64Array(WINDOW_SAMPLES);
  const real = new Float64Array(FFT_SIZE);
  const imaginary = new Float64Array(FFT_SIZE);
  const logs = new Float64Array(BANDS);
  return (frame) => {
    window.copyWithin(0, FRAME_SAMPLES);
    for (let at = 0; at < FRAME_SAMPLES; at++) {
      window[WINDOW_SAMPLES - FRAME_SAMPLES + at] = frame[at] ?? 0;
    }
    real.fill(0);
    imaginary.fill(0);
    let previous = window[0] ?? 0;
    for (let at = 0; at < WINDOW_SAMPLES; at++) {
      const sample = window[at] ?? 0;
      real[at] = (sample - 0.95 * previous) * (WINDOW[at] ?? 0);
      previous = sample;
    }
    fft(real, imaginary);
    for (const [band, { first, weights }] of FILTERS.entries()) {
      let power = NOISE_POWER;
      for (const [offset, weight] of weights.entries()) {
        const bin = first + offset;
        power += weight * ((real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2);
      }
      logs[band] = log(power);
    }
    return Float32Array.from(COSINES, (cosines, row) => {
      let sum = 0;
      for (let band = 0; band < BANDS; band++) sum += (cosines[band] ?? 0) * (logs[band] ?? 0);
      return sum * (LIFTER[row] ?? 0);
    });
  };
}

/** Cepstra of a whole recording. */
export function featuresOf(samples: Int16Array): Float32Array[] {
  const next = createFeatures();
  const frames = Math.floor(samples.length / FRAME_SAMPLES);
  return Array.from({ length: frames }, (_, at) =>
    next(samples.subarray(at * FRAME_SAMPLES, (at + 1) * FRAME_SAMPLES)),
  );
}

function melFilters(): { first: number; weights: number[] }[] {
  const mel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
  const edge = (index: number) => {
    const at = mel(LOWEST_HZ) + ((mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * index) / (BANDS + 1);
    return (700 * (10 ** (at / 2595) - 1) * FFT_SIZE) / 8_000;
  };
  return Array.from({ length: BANDS }, (_, band) => {
    const [low, centre, high] = [edge(band), edge(band + 1), edge(band + 2)];
    const first = Math.ceil(low);
    const weights: number[] = [];
    for (let bin = first; bin < high; bin++) {
      weights.push(
        Math.max(0, bin <= centre ? (bin - low) / (centre - low) : (high - bin) / (high - centre)),
      );
    }
    return { first, weights };
  });
}

/** Radix-2 in place, `FFT_SIZE` long. */
function fft(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let at = 1, mirrored = 0; at < size; at++) {
    let bit = size >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (at < mirrored) {
      [real[at], real[mirrored]] = [real[mirrored] ?? 0, real[at] ?? 0];
      [imaginary[at], imaginary[mirrored]] = [imaginary[mirrored] ?? 0, imaginary[at] ?? 0];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    for (let start = 0; start < size; start += length) {
      for (let at = 0; at < length / 2; at++) {
        const turn = (at * FFT_SIZE) / length;
        const cos = TURNS_COS[turn] as number;
        const sin = TURNS_SIN[turn] as number;
        const low = start + at;
        const high = low + length / 2;
        const re = (real[high] ?? 0) * cos - (imaginary[high] ?? 0) * sin;
        const im = (real[high] ?? 0) * sin + (imaginary[high] ?? 0) * cos;
        real[high] = (real[low] ?? 0) - re;
        imaginary[high] = (imaginary[low] ?? 0) - im;
        real[low] = (real[low] ?? 0) + re;
        imaginary[low] = (imaginary[low] ?? 0) + im;
      }
    }
  }
}
