import type { IceServer } from '../../contracts/web-call.ts';
import { chooseOpening, type Snapshot } from '../../domain/opening.ts';
import type { Log } from '../../platform/log.ts';
import type { IncomingLeg } from '../calls/accept-call.ts';
import type { CallRegister } from '../calls/call-register.ts';
import { createTicker } from '../playback/ticker.ts';
import { type PeerSettings, startPeerService } from './datachannel-peer.ts';
import { createEntrance } from './entrance.ts';
import { iceServersFor } from './ice-servers.ts';
import { createWebCalls, type WebCalls } from './web-calls.ts';

/** Finer than a frame, so that one leaves at most so much late. */
const PACE_MS = 10;

export interface WebCallSettings extends PeerSettings {
  /** signs tokens; the admin API has the same */
  secret: string;
  iceServers: readonly IceServer[];
  /** '': servers have fixed passwords, or none */
  turnSecret: string;
}

/** Calls from pages, ready to be served by the public port. */
export async function startWebCallService(
  options: WebCallSettings & {
    register: CallRegister;
    missing: () => string | null;
    snapshot: () => Snapshot | null;
    accept: (incoming: IncomingLeg) => void;
    log: Log;
  },
): Promise<WebCalls> {
  const { register, secret, missing, snapshot, accept, log } = options;
  const entrance = createEntrance({
    ...{ register, secret, missing, now: Date.now },
    tenantOf(to) {
      const known = snapshot();
      return known === null ? null : (chooseOpening(known, { callId: '', from: '', to })?.tenant ?? null);
    },
  });
  const peers = await startPeerService(options);
  const webCalls = createWebCalls({
    ...{ entrance, accept, log, ticker: createTicker(PACE_MS), maxCalls: register.counts().max },
    openPeer: peers.open,
    iceServers: (callId) => iceServersFor(options.iceServers, options.turnSecret, callId, Date.now()),
  });
  return {
    ...webCalls,
    stop() {
      webCalls.stop();
      peers.stop();
    },
  };
}
