import type { WebSocket } from 'ws';
import { plainText } from '../../platform/plain-text.ts';
import type { Caller, MediaTransport } from './media-transport.ts';

/** What a dialect is told of a call that has just connected. */
export interface Arrival {
  callId: string;
  /** caller data is known already; else the dialect finds it on the wire, or gives up after `CALLER_WITHIN_MS` */
  caller: Caller | null;
  /** query of the URL as the switch's configuration wrote it: `rate`, `channels` and what a dialect asks for */
  query: URLSearchParams;
  /** something on the wire could not be read and is ignored; the call goes on */
  onUnreadable: (what: string) => void;
  /** the wire knows no transfer: whoever runs the dialplan asks where to once our leg has ended; null: nowhere */
  onDeparture: (target: string | null) => void;
}

/** Called once, when audio can flow both ways; never where the connection ended before. */
export type Ready = (leg: MediaTransport, caller: Caller) => void;

/** A way in which switches speak over a WebSocket. A new one is one file and one line of `dialects.ts`. */
export interface WebSocketDialect {
  /** label in metrics and logs */
  name: string;
  /** `/<path>/<callId>/<token>` */
  path: string;
  /** somebody at the switch connects a placed call again after a loss */
  comesBack: boolean;
  open(socket: WebSocket, arrival: Arrival, ready: Ready): void;
}

/** Caller data comes first on the wire; a switch that sends none is not waited for. */
export const CALLER_WITHIN_MS = 500;

/** Sample rates that a URL may ask for, Hz. */
const RATES_HZ = [8000, 16_000, 24_000] as const;

/** `rate` and `channels` of a URL's query; the message names what is wrong with them. */
export function readAudioShape(query: URLSearchParams): { sampleRateHz: number; channels: 1 | 2 } | string {
  const rate = query.get('rate') ?? '8000';
  const channels = query.get('channels') ?? '1';
  const sampleRateHz = RATES_HZ.find((known) => `${known}` === rate);
  if (sampleRateHz === undefined) return `rate=${rate} is not possible: use ${RATES_HZ.join(', ')}`;
  if (channels !== '1' && channels !== '2')
    return `channels=${channels} is not possible: use 1, or 2 where the switch captures both sides`;
  return { sampleRateHz, channels: channels === '1' ? 1 : 2 };
}

/** As long as what `POST /calls` takes; no number is longer. */
const LONGEST = 256;

/** Caller data out of anything that came from outside. */
export function readCaller(data: { from?: unknown; to?: unknown }): Caller {
  const text = (value: unknown): string =>
    typeof value === 'string' ? plainText(value.slice(0, LONGEST)) : '';
  return { from: text(data.from), to: text(data.to) };
}
