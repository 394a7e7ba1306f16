import { createHmac, randomBytes } from 'node:crypto';
import { sameToken } from './edge-token.ts';

/** Signed claims with an expiry: `<kind>.<JSON, base64url>.<HMAC-SHA256, base64url>`. The kind is signed with them. */
export function signClaims<Claims extends object>(
  secret: string,
  kind: string,
  claims: Claims,
  expiresAtMs: number,
): string {
  const body = Buffer.from(JSON.stringify({ ...claims, exp: expiresAtMs })).toString('base64url');
  return `${kind}.${body}.${sign(secret, kind, body)}`;
}

/** `expired` is told only of what was really signed. */
export type SignedClaims = { claims: unknown } | { fault: 'wrong' | 'expired' };

/** Checks signature, kind and expiry. What the claims look like is the caller's to check. */
export function readClaims(secret: string, kind: string, token: string, nowMs: number): SignedClaims {
  const [given, body, signature, ...more] = token.split('.');
  if (given !== kind || body === undefined || signature === undefined || more.length > 0)
    return { fault: 'wrong' };
  if (!sameToken(signature, sign(secret, kind, body))) return { fault: 'wrong' };
  try {
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { exp?: unknown };
    if (typeof claims.exp !== 'number') return { fault: 'wrong' };
    return claims.exp < nowMs ? { fault: 'expired' } : { claims };
  } catch {
    return { fault: 'wrong' };
  }
}

/** Id of a token and its call: 128 random bits. */
export const claimsId = (): string => randomBytes(16).toString('base64url');

const sign = (secret: string, kind: string, body: string): string =>
  createHmac('sha256', secret).update(`${kind}.${body}`).digest('base64url');
