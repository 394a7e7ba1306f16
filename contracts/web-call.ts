import type { Language } from '../domain/language.ts';

/** Where the public port serves web calls: the script is `<WEB_CALL_PATH>.js`, its modules lie below, the WebSocket is the path. */
export const WEB_CALL_PATH = '/web-call';

/** Kinds of signed claims: a token begins a call, a ticket brings it back. */
export const WEB_CALL_TOKEN_KIND = 'web-call';
export const WEB_CALL_TICKET_KIND = 'web-call-ticket';

/** What a token for one web call says. Anybody can read it, only who has WEB_CALL_SECRET can make it. */
export interface WebCallClaims {
  /** makes the call id, so a token is good for one call; 16-64 letters, digits, `-`, `_` */
  id: string;
  /** the number that the call is as if dialled to: it chooses tenant and scenario */
  to: string;
  /** whom that number must still belong to */
  tenant: string;
  /** pages that may use it, e.g. https://clinic.example */
  origins: readonly string[];
  /** the caller's phone number where the site knows it, else '' */
  from: string;
  /** instead of the route's language */
  language?: Language;
  /** what the page shows where a telephone call would be connected with a person, e.g. +380441234567 */
  operatorPhone?: string;
}

/** What the browser sends, as JSON. */
export type BrowserSignal =
  /** first: a token for a new call, or the ticket of one that was lost */
  | { type: 'hello'; token: string }
  | { type: 'hello'; ticket: string }
  /** WebRTC session description with one audio section and the candidates that are known */
  | { type: 'offer'; sdp: string }
  | { type: 'digit'; digit: string }
  | { type: 'hang-up' };

/** Servers for the browser's RTCPeerConnection. */
export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

/** Why a call is not taken. `full`, `stopping` and `starting` pass: trying again helps. */
export type WebCallRefusal =
  | 'missing'
  | 'wrong'
  | 'expired'
  | 'foreign'
  | 'used'
  | 'over'
  | 'no-route'
  | 'full'
  | 'stopping'
  | 'starting'
  | 'bad-offer'
  | 'no-media';

/** Words of the call, for people who read along. */
export interface Caption {
  who: 'caller' | 'agent';
  /** words with the same id replace each other; '' takes them back */
  id: string;
  text: string;
  /** false: the recogniser may still change its mind */
  final: boolean;
}

/** What the edge sends, as JSON. It closes behind `refused` and `ended`; a close without them is a lost call. */
export type EdgeSignal =
  | { type: 'ready'; iceServers: readonly IceServer[] }
  /** `error` says for people who operate it what is wrong and what to do */
  | { type: 'refused'; reason: WebCallRefusal; error: string }
  /** `ticket` brings the call back by `hello` after a loss: on this edge or another one */
  | { type: 'answer'; callId: string; sdp: string; ticket: string }
  /** audio flows */
  | { type: 'live' }
  | ({ type: 'caption' } & Caption)
  /** `phone`: a person is reached there, where the call would have been transferred */
  | { type: 'ended'; by: 'agent' | 'caller' }
  | { type: 'ended'; by: 'transfer'; phone: string | null };
