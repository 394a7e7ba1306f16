/** PCM16 little-endian, without IO. A frame holds one sample of each channel. */

/** Puts a byte stream together to whole frames: bytes left over wait for the next message. Null: none is whole yet. */
export function createFramer(frameBytes = 2): (message: Buffer) => Buffer | null {
  let left: Buffer | null = null;
  return (message) => {
    if (left === null && message.length % frameBytes === 0) return message.length === 0 ? null : message;
    const bytes: Buffer = left === null ? message : Buffer.concat([left, message]);
    const whole = bytes.length - (bytes.length % frameBytes);
    // a copy: the message's memory belongs to whoever keeps its audio
    left = whole < bytes.length ? Buffer.from(bytes.subarray(whole)) : null;
    return whole === 0 ? null : bytes.subarray(0, whole);
  };
}

/** One channel of interleaved stereo: 0 the left one, 1 the right one. */
export function channelOf(stereo: Buffer, channel: 0 | 1): Buffer {
  const frames = stereo.length >> 2;
  const mono = Buffer.allocUnsafe(frames * 2);
  for (let i = 0; i < frames; i++) {
    mono[i * 2] = stereo[i * 4 + channel * 2] ?? 0;
    mono[i * 2 + 1] = stereo[i * 4 + channel * 2 + 1] ?? 0;
  }
  return mono;
}
