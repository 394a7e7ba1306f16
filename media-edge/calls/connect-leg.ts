import type { WebSocket } from 'ws';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import type { WebSocketDialect } from '../transports/dialect.ts';
import type { IncomingLeg } from './accept-call.ts';
import type { Entry } from './admission.ts';
import type { Departures } from './departures.ts';

const unreadable = counter({
  name: 'edge_unreadable_messages_total',
  help: 'Messages of switches that could not be read',
  labels: ['dialect'],
});

/** Counts and logs what a switch sent and nobody could read; never its words. */
export function noteUnreadable(log: Log, callId: string, dialect: string): (what: string) => void {
  return (what) => {
    unreadable.inc({ dialect });
    log.warn('the switch sent what could not be read; it is ignored', { callId, dialect, what });
  };
}

/** Lets a dialect speak on a socket, whichever side has opened it, and hands the call over once it can. */
export function connectLeg(parts: {
  dialect: WebSocketDialect;
  callId: string;
  query: URLSearchParams;
  entry: Entry;
  ws: WebSocket;
  departures: Departures;
  accept: (incoming: IncomingLeg) => void;
  log: Log;
}): void {
  const { dialect, callId, query, entry, ws, departures, accept, log } = parts;
  const { epoch, greet, briefing } = entry;
  const resumes = entry.resumes && dialect.comesBack;
  const reportsTransfers = resumes && entry.reportsTransfers === true;
  dialect.open(
    ws,
    {
      callId,
      caller: entry.caller,
      query,
      onUnreadable: noteUnreadable(log, callId, dialect.name),
      onDeparture: (target) => noteDeparture(departures, callId, target, log),
    },
    (leg, { from, to }) =>
      accept({
        ...{ callId, epoch, from, to, dialect: dialect.name, leg, greet, resumes, reportsTransfers },
        ...(briefing === undefined ? {} : { briefing }),
      }),
  );
}

/** Keeps where the call goes, for the dialplan that asks behind our leg. */
export function noteDeparture(departures: Departures, callId: string, target: string | null, log: Log): void {
  if (departures.note(callId, target)) return;
  log.error('a transfer goes nowhere: its target is no extension of a dialplan', { callId });
}
