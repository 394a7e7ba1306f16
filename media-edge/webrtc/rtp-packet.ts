import type { IncomingPacket } from './media-peer.ts';
import type { OutgoingPacket } from './rtp-sender.ts';

/** RTP packets, RFC 3550 §5.1, without IO. */
const HEADER_BYTES = 12;
const VERSION = 2;

/** Reads a packet; null for anything else that comes on the same port, RTCP above all (RFC 5761 §4). */
export function readRtp(bytes: Buffer): IncomingPacket | null {
  if (bytes.length < HEADER_BYTES) return null;
  const [first = 0, second = 0] = bytes;
  const payloadType = second & 0x7f;
  if (first >> 6 !== VERSION || (payloadType >= 64 && payloadType <= 95)) return null;
  let start = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (start + 4 > bytes.length) return null;
    start += 4 + bytes.readUInt16BE(start + 2) * 4;
  }
  const padding = first & 0x20 ? (bytes[bytes.length - 1] ?? 0) : 0;
  const end = bytes.length - padding;
  if (start > end || (first & 0x20 && padding === 0)) return null;
  return {
    payloadType,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, end),
  };
}

export function writeRtp(
  { sequence, timestamp, marker, payload }: OutgoingPacket,
  { ssrc, payloadType }: { ssrc: number; payloadType: number },
): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  bytes[0] = VERSION << 6;
  bytes[1] = (marker ? 0x80 : 0) | payloadType;
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(timestamp, 4);
  bytes.writeUInt32BE(ssrc, 8);
  payload.copy(bytes, HEADER_BYTES);
  return bytes;
}
