import type { z } from 'zod';
import {
  WEB_CALL_TICKET_KIND,
  WEB_CALL_TOKEN_KIND,
  type WebCallClaims,
  type WebCallRefusal,
} from '../../contracts/web-call.ts';
import { readClaims, signClaims } from '../../platform/signed-claims.ts';
import type { CallRegister } from '../calls/call-register.ts';
import { callIdOf, type Ticket, ticketClaims, tokenClaims } from './claims.ts';

/** No call lasts longer; what brings it back need not either. */
const TICKET_LASTS_MS = 2 * 3600_000;
/** Longer than any token lives. */
const USED_KEPT_MS = 2 * 3600_000;
/** A place is held so long while browser and edge find a way for the audio. */
export const CONNECT_WITHIN_MS = 15_000;
const MOST_USED_KEPT = 50_000;

export interface Refused {
  refused: WebCallRefusal;
  /** for people who operate it: what is wrong and what to do */
  error: string;
}
/** Somebody who may call. */
export interface WebCaller {
  claims: WebCallClaims;
  callId: string;
  epoch: number;
}

export interface EntranceOptions {
  register: CallRegister;
  secret: string;
  /** whose number it is; null: nobody's */
  tenantOf: (to: string) => string | null;
  /** what a call would lack now; null: nothing */
  missing: () => string | null;
  now: () => number;
}

/** Who may call from a page, and when a place is free for them. */
export interface Entrance {
  /** `origin` of the page, as its browser says it */
  check(hello: { token: string } | { ticket: string }, origin: string | undefined): WebCaller | Refused;
  /** promises a place for the seconds in which the audio finds its way; `free` gives it back, and the token with it */
  reserve(caller: WebCaller): Promise<{ free(): void; take(): boolean } | Refused>;
  /** what brings the call back after this connection was lost */
  ticket(caller: WebCaller): string;
}

export function createEntrance({ register, secret, tenantOf, missing, now }: EntranceOptions): Entrance {
  /** tokens that a call was begun with, until they expire; a restarted edge is protected by the workflow's id */
  const used = new Map<string, number>();
  const forgetOld = () => {
    for (const [id, expiresAtMs] of used) {
      if (used.size <= MOST_USED_KEPT && expiresAtMs >= now()) break;
      used.delete(id);
    }
  };

  const read = <S extends z.ZodType>(kind: string, schema: S, text: string): z.infer<S> | Refused => {
    const signed = readClaims(secret, kind, text, now());
    if ('fault' in signed)
      return signed.fault === 'expired'
        ? { refused: 'expired', error: 'the token has expired: ask the admin API for a new one' }
        : {
            refused: 'wrong',
            error: 'the token was not signed with the WEB_CALL_SECRET of this edge, or was changed',
          };
    const claims = schema.safeParse(signed.claims);
    if (claims.success) return claims.data;
    return {
      refused: 'wrong',
      error: 'the token was made by another version: ask the admin API for a new one',
    };
  };

  const mayUse = (claims: WebCallClaims, origin: string | undefined): Refused | null => {
    if (origin === undefined || !claims.origins.includes(origin))
      return {
        refused: 'foreign',
        error: `the token is for pages of ${claims.origins.join(', ')}, and this page is of ${origin ?? 'nowhere'}`,
      };
    const lack = missing();
    if (lack !== null) return { refused: 'starting', error: lack };
    const tenant = tenantOf(claims.to);
    if (tenant === null)
      return { refused: 'no-route', error: `no published scenario answers ${claims.to}: set its route` };
    if (tenant !== claims.tenant)
      return {
        refused: 'no-route',
        error: `${claims.to} belonged to ${claims.tenant} when the token was made, and does not any more`,
      };
    return null;
  };

  return {
    check(hello, origin) {
      if ('token' in hello) {
        if (hello.token === '') return { refused: 'missing', error: 'the page has given no token' };
        const claims = read(WEB_CALL_TOKEN_KIND, tokenClaims, hello.token);
        if ('refused' in claims) return claims;
        const refusal = mayUse(claims, origin);
        if (refusal !== null) return refusal;
        if (used.has(claims.id))
          return { refused: 'used', error: 'a call was made with this token: it is good for one' };
        return { claims, callId: callIdOf(claims), epoch: 1 };
      }
      const ticket: Ticket | Refused = read(WEB_CALL_TICKET_KIND, ticketClaims, hello.ticket);
      if ('refused' in ticket) return ticket;
      const refusal = mayUse(ticket, origin);
      if (refusal !== null) return refusal;
      const { epoch, ...claims } = ticket;
      return { claims, callId: callIdOf(claims), epoch };
    },
    async reserve({ claims, callId, epoch }) {
      // two connections of one token may have been greeted; the second one to offer finds it used
      forgetOld();
      if (epoch === 1) {
        if (used.has(claims.id))
          return { refused: 'used', error: 'a call is being made with this token: it is good for one' };
        used.set(claims.id, now() + USED_KEPT_MS);
      }
      const free = () => {
        register.claim(callId, epoch);
        if (epoch === 1) used.delete(claims.id);
      };
      if (!(await register.mayTakeOver(callId, epoch)))
        return { refused: 'used', error: `call ${callId} is connected with epoch ${epoch} or a later one` };
      const place = { epoch, from: claims.from, to: claims.to, expiresAtMs: now() + CONNECT_WITHIN_MS };
      const result = register.reserve(callId, place);
      if (result === 'reserved') return { free, take: () => register.claim(callId, epoch) !== null };
      free();
      return result === 'full'
        ? { refused: 'full', error: `this edge is full (${register.counts().max} calls)` }
        : { refused: 'stopping', error: 'this edge is stopping: another one takes the call' };
    },
    ticket({ claims, epoch }) {
      const ticket: Ticket = { ...claims, epoch: epoch + 1 };
      return signClaims(secret, WEB_CALL_TICKET_KIND, ticket, now() + TICKET_LASTS_MS);
    },
  };
}
