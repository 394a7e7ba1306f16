import { createServer, type Server, type Socket } from 'node:net';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import type { IncomingLeg } from '../calls/accept-call.ts';
import type { Admission } from '../calls/admission.ts';
import { noteDeparture, noteUnreadable } from '../calls/connect-leg.ts';
import type { Departures } from '../calls/departures.ts';
import { openAudioSocket } from '../transports/asterisk/audio-socket.ts';
import type { FrameTicker } from '../transports/asterisk/pacer.ts';

export interface AudioSocketListenerOptions {
  /** rate of audio kind 0x10, Hz */
  plainRateHz: number;
  /** calls whose place nobody asked for: there is no token on this wire */
  takes: 'placed' | 'all';
  admission: Admission;
  departures: Departures;
  accept: (incoming: IncomingLeg) => void;
  ticker: FrameTicker;
  log: Log;
}

const DIALECT = 'audiosocket';
/** The UUID is the first thing that Asterisk sends. */
const UUID_WITHIN_MS = 3000;
/** Connections that have not said who they are; more are strangers'. */
const MOST_UNKNOWN = 100;

const refused = counter({
  name: 'edge_refused_audiosockets_total',
  help: 'AudioSocket connections that were refused',
  labels: ['reason'],
});

/** The listener for Asterisk's AudioSocket: TCP, the UUID is the call id. Not listening yet. */
export function createAudioSocketListener(options: AudioSocketListenerOptions): Server {
  const { admission, takes, plainRateHz, ticker, departures, accept, log } = options;
  let unknown = 0;

  const refuse = (socket: Socket, reason: string, callId: string | null, repair: string) => {
    refused.inc({ reason });
    log.warn('an AudioSocket connection was refused', { ...(callId === null ? {} : { callId }), repair });
    socket.destroy();
  };

  return createServer((socket) => {
    socket.on('error', () => undefined);
    if (unknown >= MOST_UNKNOWN) return refuse(socket, 'crowd', null, 'too many connections without a UUID');
    unknown++;
    let known = false;
    const identified = () => {
      if (known) return;
      known = true;
      unknown--;
      clearTimeout(timer);
    };
    const timer = setTimeout(
      () => refuse(socket, 'silent', null, 'AudioSocket sends its UUID first: is this Asterisk?'),
      UUID_WITHIN_MS,
    );
    socket.once('close', identified);

    openAudioSocket(
      socket,
      (callId) => {
        identified();
        return {
          plainRateHz,
          ticker,
          onUnreadable: noteUnreadable(log, callId, DIALECT),
          onDeparture: (target) => noteDeparture(departures, callId, target, log),
        };
      },
      (leg, callId) => {
        void (async () => {
          const placed = await admission.byPlace(callId);
          const entry = 'status' in placed && takes === 'all' ? await admission.freely(callId) : placed;
          if ('status' in entry)
            return refuse(
              socket,
              `${entry.status}`,
              callId,
              takes === 'placed' ? `${entry.error}, or set EDGE_AUDIOSOCKET_TAKES=all` : entry.error,
            );
          const { epoch, greet } = entry;
          const { from, to } = entry.caller ?? { from: '', to: '' };
          // Asterisk connects a call once: nobody brings it back
          accept({ callId, epoch, from, to, dialect: DIALECT, leg, greet, resumes: false });
        })().catch((error: unknown) => {
          log.error('an AudioSocket call could not be taken', { callId, error });
          socket.destroy();
        });
      },
    );
  });
}
