import type { PlaceRequest } from '../../contracts/edge-api.ts';
import type { Language } from '../../domain/language.ts';
import { chooseOpening, type Snapshot } from '../../domain/opening.ts';
import type { Log } from '../../platform/log.ts';
import { counter } from '../../platform/metrics.ts';
import type { CallParts } from '../session/call-parts.ts';
import { startCallSession } from '../session/session.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import type { CallRegister } from './call-register.ts';

const accepted = counter({
  name: 'edge_calls_total',
  help: 'Calls by how they began',
  labels: ['result', 'dialect'],
});

/** A call whose socket has been accepted. */
export interface IncomingLeg {
  callId: string;
  epoch: number;
  from: string;
  to: string;
  /** instead of the route's language */
  language?: Language;
  /** how the switch speaks, for metrics and the log */
  dialect: string;
  leg: MediaTransport;
  greet: boolean;
  resumes: boolean;
  /** who placed it says what comes of a transfer */
  reportsTransfers?: boolean;
  /** no call: a human who is to hear this */
  briefing?: PlaceRequest['briefing'];
}
export interface AcceptOptions {
  register: CallRegister;
  snapshot: () => Snapshot | null;
  /** everything else that a session needs */
  parts: (
    incoming: IncomingLeg,
    opening: NonNullable<ReturnType<typeof chooseOpening>>,
  ) => Omit<
    CallParts,
    'callId' | 'epoch' | 'from' | 'to' | 'opening' | 'greet' | 'leg' | 'reportsTransfers' | 'turnsBefore'
  >;
  /** tells a human what the call is about that waits for them */
  brief: (leg: MediaTransport, briefing: NonNullable<PlaceRequest['briefing']>) => void;
  log: Log;
}

/** Starts the session of a call, in the place of an older one of the same call. */
export function createCallAcceptor({
  register,
  snapshot,
  parts,
  brief,
  log,
}: AcceptOptions): (incoming: IncomingLeg) => void {
  return (incoming) => {
    const { callId, epoch, from, to, dialect, leg, greet, resumes, reportsTransfers = false } = incoming;
    if (incoming.briefing !== undefined) return brief(leg, incoming.briefing);
    const known = snapshot();
    const opening = known === null ? null : chooseOpening(known, { callId, from, to }, incoming.language);
    if (opening === null) {
      accepted.inc({ result: 'no-route', dialect });
      log.error('no published scenario answers this number: publish one and set its route, or a route *', {
        callId,
      });
      leg.hangUp('no-route');
      leg.close(1011, 'no published scenario answers this number');
      return;
    }
    const before = register.get(callId);
    before?.session.replaced();
    const session = startCallSession({
      ...{ callId, epoch, from, to, opening, greet, leg, reportsTransfers },
      turnsBefore: before?.epoch === epoch ? before.session.turns() : 0,
      ...parts(incoming, opening),
    });
    const call = { callId, epoch, dialect, leg, session, resumes };
    register.add(call);
    accepted.inc({ result: epoch > 1 && !greet ? 'resumed' : 'new', dialect });
    log.info('call started at the edge', {
      callId,
      epoch,
      dialect,
      sampleRateHz: leg.sampleRateHz,
      scenario: opening.scenario,
      tenant: opening.tenant,
    });
    // a call takes a place until its end was told, so a drain waits for that too
    void session.done.then(() => register.remove(call));
  };
}
