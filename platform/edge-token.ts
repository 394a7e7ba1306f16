import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Bearer token of a call's internal requests: HMAC-SHA256(EDGE_SECRET, `<callId>.<epoch>`), base64url. Both sides
 * derive it, so it never enters Temporal's history.
 */
export const edgeToken = (secret: string, callId: string, epoch: number): string =>
  createHmac('sha256', secret).update(`${callId}.${epoch}`).digest('base64url');

/** Compares in constant time; false for a token of another length. */
export const sameToken = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
