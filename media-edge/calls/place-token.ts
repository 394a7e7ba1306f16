import { createHmac } from 'node:crypto';
import { sameToken } from '../../platform/edge-token.ts';

/** A place lasts this long: the switch forks within seconds. */
export const PLACE_LASTS_MS = 30_000;

/** `<epoch>.<expiry, ms, base 36>.<HMAC-SHA256, base64url>`: what a path carries so that only a placed call gets in. */
export function signPlace(secret: string, callId: string, epoch: number, expiresAtMs: number): string {
  const claim = `${epoch}.${expiresAtMs.toString(36)}`;
  return `${claim}.${sign(secret, callId, claim)}`;
}

export type PlaceClaim = { epoch: number } | { fault: 'wrong' | 'expired' };

/** Checks a token of the path against the call it came for. */
export function readPlace(secret: string, callId: string, token: string, nowMs: number): PlaceClaim {
  const [, claim, epoch, expiry, signature] = /^((\d{1,9})\.([0-9a-z]{1,12}))\.([\w-]+)$/.exec(token) ?? [];
  if (claim === undefined || expiry === undefined || signature === undefined) return { fault: 'wrong' };
  if (!sameToken(signature, sign(secret, callId, claim))) return { fault: 'wrong' };
  if (Number.parseInt(expiry, 36) < nowMs) return { fault: 'expired' };
  return { epoch: Number(epoch) };
}

const sign = (secret: string, callId: string, claim: string): string =>
  createHmac('sha256', secret).update(`fs.${callId}.${claim}`).digest('base64url');
