/**
 * WAV of recordings: PCM16 little-endian, and a chunk of ours, `hfst`, that says when the first sample was heard. Players
 * skip it. Layout of RIFF: Multimedia Programming Interface and Data Specifications 1.0, 1991.
 */
export interface RecordingWav {
  channels: number;
  sampleRateHz: number;
  /** Unix time of the first sample, ms, on the edge's clock; null where the file does not say */
  startsAtMs: number | null;
  /** offset of the first byte of audio */
  dataStart: number;
  /** as the header has it; a file that is still written, or was cut, holds another number */
  dataBytes: number;
}

/** Bytes before the audio of what `recordingHeader` writes. */
export const RECORDING_HEADER_BYTES = 60;
const ascii = (view: DataView, at: number, text: string) => {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
};

/** The first bytes of a recording or a segment of one. */
export function recordingHeader({
  channels,
  sampleRateHz,
  startsAtMs,
  dataBytes,
}: {
  channels: number;
  sampleRateHz: number;
  startsAtMs: number;
  dataBytes: number;
}): Uint8Array {
  const bytes = new Uint8Array(RECORDING_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  ascii(view, 0, 'RIFF');
  view.setUint32(4, RECORDING_HEADER_BYTES - 8 + dataBytes, true);
  ascii(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  ascii(view, 36, 'hfst');
  view.setUint32(40, 8, true);
  view.setFloat64(44, startsAtMs, true);
  ascii(view, 52, 'data');
  view.setUint32(56, dataBytes, true);
  return bytes;
}

/** Reads the first bytes of a WAV file, ours or another's; answers what is wrong with it as a sentence. */
export function readRecordingHeader(bytes: Uint8Array): RecordingWav | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const id = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || id(0) !== 'RIFF' || id(8) !== 'WAVE') return 'it is not a RIFF/WAVE file';
  let format: Pick<RecordingWav, 'channels' | 'sampleRateHz'> | null = null;
  let startsAtMs: number | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const content = at + 8;
    if (id(at) === 'fmt ' && content + 16 <= bytes.length) {
      if (view.getUint16(content, true) !== 1 || view.getUint16(content + 14, true) !== 16)
        return 'its audio is not PCM of 16 bits';
      format = {
        channels: view.getUint16(content + 2, true),
        sampleRateHz: view.getUint32(content + 4, true),
      };
    }
    if (id(at) === 'hfst' && content + 8 <= bytes.length) startsAtMs = view.getFloat64(content, true);
    if (id(at) === 'data') {
      if (format === null || format.channels === 0 || format.sampleRateHz === 0)
        return 'its audio has no usable format chunk';
      return { ...format, startsAtMs, dataStart: content, dataBytes: length };
    }
    at = content + length + (length % 2);
  }
  return 'it has no audio chunk';
}
