/**
 * Wire of Asterisk's AudioSocket, without IO: `kind u8 | length u16 big-endian | payload`. Audio is PCM16 little-endian.
 * Asterisk begins with the UUID that the dialplan chose, and ends by closing TCP. It bears nothing from us but audio of
 * at least one byte and a hang-up. Sources: asterisk/asterisk include/asterisk/res_audiosocket.h, res/res_audiosocket.c.
 */
export const KIND = { hangUp: 0x00, uuid: 0x01, digit: 0x03, audio: 0x10, error: 0xff } as const;

/** Rates of the audio kinds 0x10-0x18, Hz. Releases before October 2025 know 0x10 only, and send any rate as that. */
const RATES_HZ = [8000, 12_000, 16_000, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000];

export type AudioSocketFrame =
  | { type: 'hang-up' }
  | { type: 'uuid'; uuid: string }
  | { type: 'digit'; digit: string }
  | { type: 'audio'; kind: number; pcm: Buffer }
  | { type: 'error'; code: number }
  | { type: 'unreadable'; kind: number; bytes: number };

/** Rate that an audio kind stands for; 0x10 stands for `plainRateHz`. */
export const rateOfKind = (kind: number, plainRateHz: number): number | null =>
  kind === KIND.audio ? plainRateHz : (RATES_HZ[kind - KIND.audio] ?? null);

/** Cuts a TCP stream into frames, however it comes in pieces. Bounded: a frame has at most 65,535 bytes of payload. */
export function createFrameReader(): (chunk: Buffer) => AudioSocketFrame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: AudioSocketFrame[] = [];
    let at = 0;
    while (bytes.length - at >= 3) {
      const end = at + 3 + bytes.readUInt16BE(at + 1);
      if (end > bytes.length) break;
      frames.push(readFrame(bytes[at] ?? 0, bytes.subarray(at + 3, end)));
      at = end;
    }
    rest = at === 0 ? bytes : Buffer.from(bytes.subarray(at));
    return frames;
  };
}

function readFrame(kind: number, payload: Buffer): AudioSocketFrame {
  const unreadable: AudioSocketFrame = { type: 'unreadable', kind, bytes: payload.length };
  if (kind >= KIND.audio && kind < KIND.audio + RATES_HZ.length)
    return payload.length === 0 ? unreadable : { type: 'audio', kind, pcm: payload };
  switch (kind) {
    case KIND.hangUp:
      return { type: 'hang-up' };
    case KIND.uuid:
      return payload.length === 16 ? { type: 'uuid', uuid: formatUuid(payload) } : unreadable;
    case KIND.digit: {
      const digit = payload.toString('latin1');
      return /^[0-9A-D*#]$/.test(digit) ? { type: 'digit', digit } : unreadable;
    }
    case KIND.error:
      return { type: 'error', code: payload[0] ?? 0 };
    default:
      return unreadable;
  }
}

const formatUuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** `pcm` must not be empty: Asterisk drops the call for that. */
export function encodeAudio(kind: number, pcm: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(3 + pcm.length);
  frame[0] = kind;
  frame.writeUInt16BE(pcm.length, 1);
  pcm.copy(frame, 3);
  return frame;
}

/** The application ends normally, the dialplan goes on behind it. */
export const HANG_UP = Buffer.of(KIND.hangUp, 0, 0);
