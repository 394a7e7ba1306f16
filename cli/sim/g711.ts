/** G.711 mu-law (ITU-T G.711, bias 132, clip 32635): what a telephone line does to 16-bit samples. */
const BIAS = 0x84;
const CLIP = 32_635;

/** One sample to its mu-law byte. */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** One mu-law byte to its sample. */
export function decodeMuLaw(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) * 2 ** exponent - BIAS;
  return inverted & 0x80 ? -magnitude : magnitude;
}

const ROUND_TRIP = Int16Array.from({ length: 65_536 }, (_, index) =>
  decodeMuLaw(encodeMuLaw(index - 32_768)),
);

/** The samples as the other end of a PCMU line hears them. */
export const overPhoneLine = (samples: Int16Array): Int16Array =>
  samples.map((sample) => ROUND_TRIP[sample + 32_768] ?? 0);
