/** RIFF/WAVE with 16-bit samples, as far as our own tools write it. */
export interface Wav {
  rateHz: number;
  channels: number;
  /** interleaved */
  samples: Int16Array;
}

export function encodeWav({ rateHz, channels, samples }: Wav): Buffer {
  const header = Buffer.alloc(44);
  const dataBytes = samples.length * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, dataBytes)]);
}

/** Reads PCM16. A data length that a streaming writer could not know (espeak-ng's stdout) means: up to the end. */
export function decodeWav(bytes: Buffer): Wav {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file: it does not begin with RIFF….WAVE');
  }
  let at = 12;
  let format: { rateHz: number; channels: number } | null = null;
  while (at + 8 <= bytes.length) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = Math.min(bytes.readUInt32LE(at + 4), bytes.length - at - 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'fmt ') {
      if (body.readUInt16LE(0) !== 1 || body.readUInt16LE(14) !== 16)
        throw new Error('WAV is not 16-bit PCM');
      format = { channels: body.readUInt16LE(2), rateHz: body.readUInt32LE(4) };
    }
    if (name === 'data') {
      if (format === null) throw new Error('WAV has data before its format');
      // a copy, as the samples may lie on an odd byte
      const even = Uint8Array.prototype.slice.call(body, 0, length - (length % 2));
      return { ...format, samples: new Int16Array(even.buffer) };
    }
    at += 8 + length + (length % 2);
  }
  throw new Error('WAV has no data');
}
