import { createHmac } from 'node:crypto';
import type { IceServer } from '../../contracts/web-call.ts';

/** A password outlives the longest call. */
const LASTS_S = 2 * 3600;

/**
 * What a browser needs for STUN and TURN. With a secret it gets a password of its own that expires, as coturn's
 * `use-auth-secret` has it: user `<unix seconds>:<name>`, password base64(HMAC-SHA1(secret, user)).
 */
export function iceServersFor(
  servers: readonly IceServer[],
  turnSecret: string,
  name: string,
  nowMs: number,
): IceServer[] {
  if (turnSecret === '') return [...servers];
  const username = `${Math.floor(nowMs / 1000) + LASTS_S}:${name}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return servers.map((server) => (isTurn(server) ? { ...server, username, credential } : server));
}

const isTurn = ({ urls }: IceServer): boolean => [urls].flat().some((url) => /^turns?:/.test(url));
