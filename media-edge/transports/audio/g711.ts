/** ITU-T G.711 by tables, byte for sample: PCM16 little-endian on our side. */
export interface CompandedCodec {
  decode(bytes: Buffer): Buffer;
  encode(pcm: Buffer): Buffer;
}

const SIGN = 0x80;

function muLawSample(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4);
  return bits & SIGN ? 0x84 - magnitude : magnitude - 0x84;
}

function aLawSample(byte: number): number {
  const bits = byte ^ 0x55;
  const exponent = (bits & 0x70) >> 4;
  const mantissa = ((bits & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return bits & SIGN ? magnitude : -magnitude;
}

/** The byte whose sample is nearest, for every 16-bit sample: ties go to the one of smaller magnitude. */
function nearestBytes(sampleOf: (byte: number) => number): Uint8Array {
  const levels = Array.from({ length: 256 }, (_, byte) => ({ byte, sample: sampleOf(byte) })).sort(
    // of two bytes for zero the positive one
    (a, b) => a.sample - b.sample || a.byte - b.byte,
  );
  const bytes = new Uint8Array(65_536);
  let at = 0;
  for (let sample = -32_768; sample < 32_768; sample++) {
    const nearer = () => {
      const [here, next] = [levels[at]?.sample ?? 0, levels[at + 1]?.sample];
      if (next === undefined) return false;
      const [far, near] = [Math.abs(sample - here), Math.abs(sample - next)];
      return near < far || (near === far && Math.abs(next) <= Math.abs(here));
    };
    while (nearer()) at++;
    bytes[sample & 0xffff] = levels[at]?.byte ?? 0;
  }
  return bytes;
}

function companded(sampleOf: (byte: number) => number): CompandedCodec {
  const samples = Int16Array.from({ length: 256 }, (_, byte) => sampleOf(byte));
  let bytesOf: Uint8Array | null = null;
  return {
    decode(bytes) {
      const pcm = Buffer.allocUnsafe(bytes.length * 2);
      for (let i = 0; i < bytes.length; i++) pcm.writeInt16LE(samples[bytes[i] ?? 0] ?? 0, i * 2);
      return pcm;
    },
    encode(pcm) {
      // built when a call first needs it: 64 KB that most edges never use
      bytesOf ??= nearestBytes(sampleOf);
      const bytes = Buffer.allocUnsafe(pcm.length >> 1);
      for (let i = 0; i < bytes.length; i++) bytes[i] = bytesOf[pcm.readUInt16LE(i * 2)] ?? 0;
      return bytes;
    },
  };
}

export const muLaw: CompandedCodec = companded(muLawSample);
export const aLaw: CompandedCodec = companded(aLawSample);
