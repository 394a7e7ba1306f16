/** The part of a RIFF/WAVE header that says how long the audio is. */
export interface WavHeader {
  channels: number;
  sampleRateHz: number;
  bytesPerSecond: number;
  /** offset of the first byte of audio */
  dataStart: number;
  dataBytes: number;
}

/**
 * Reads the header from the first bytes of a file; answers what is wrong with it as a sentence. Layout: `RIFF` u32 `WAVE`,
 * then chunks of id (4 bytes), u32 length and content, padded to even; little-endian
 * (Multimedia Programming Interface and Data Specifications 1.0, 1991).
 */
export function readWavHeader(bytes: Uint8Array): WavHeader | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const id = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || id(0) !== 'RIFF' || id(8) !== 'WAVE') return 'it is not a RIFF/WAVE file';
  let format: Pick<WavHeader, 'channels' | 'sampleRateHz' | 'bytesPerSecond'> | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const content = at + 8;
    if (id(at) === 'fmt ' && content + 16 <= bytes.length)
      format = {
        channels: view.getUint16(content + 2, true),
        sampleRateHz: view.getUint32(content + 4, true),
        bytesPerSecond: view.getUint32(content + 8, true),
      };
    if (id(at) === 'data') {
      if (format === null || format.bytesPerSecond === 0 || format.channels === 0)
        return 'its audio has no usable format chunk';
      return { ...format, dataStart: content, dataBytes: length };
    }
    at = content + length + (length % 2);
  }
  return 'it has no audio chunk';
}
