import { createHash } from 'node:crypto';

/**
 * Channel id of the human who is rung for a transfer: it follows from the call and the transfer, so that every controller
 * knows it, and the switch refuses to make a second channel of it. In the form of a UUID of version 8 (RFC 9562).
 */
export function operatorLegId(callId: string, transferId: string): string {
  const hex = createHash('sha256').update(`operator.${callId}.${transferId}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
