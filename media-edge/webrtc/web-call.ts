import { randomInt } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { BrowserSignal, EdgeSignal, IceServer } from '../../contracts/web-call.ts';
import type { Log } from '../../platform/log.ts';
import type { IncomingLeg } from '../calls/accept-call.ts';
import { noteUnreadable } from '../calls/connect-leg.ts';
import type { FrameTicker } from '../transports/asterisk/pacer.ts';
import { createWebSocketLeg } from '../transports/websocket-leg.ts';
import { CONNECT_WITHIN_MS, type Entrance, type Refused, type WebCaller } from './entrance.ts';
import type { MediaPeer, OpenPeer, PeerListener } from './media-peer.ts';
import { readSignal, writeSignal } from './signals.ts';
import { createWebLeg, type WebLeg } from './web-leg.ts';

const DIALECT = 'web';
/** The token is the first thing that our page sends. */
const HELLO_WITHIN_MS = 5000;
/** A person may think about the microphone for so long. */
const OFFER_WITHIN_MS = 120_000;
/** Signals that cannot be read; a page of ours sends none. */
const MOST_UNREADABLE = 20;
/** Numbers that a person can call from anywhere. */
const PHONE = /^\+\d{6,15}$/;

export interface WebCallParts {
  entrance: Entrance;
  openPeer: OpenPeer;
  /** for this caller's browser */
  iceServers: (callId: string) => readonly IceServer[];
  ticker: FrameTicker;
  accept: (incoming: IncomingLeg) => void;
  /** a socket said who it is, and is one of the unknown no more; called once */
  known(): void;
  refused(reason: Refused['refused']): void;
  log: Log;
}

const NO_MEDIA: Refused = {
  refused: 'no-media',
  error: 'browser and edge found no way for the audio: see "Ports and NAT" in docs/web-call.md',
};

type Phase =
  | { name: 'unknown' }
  | { name: 'ready'; caller: WebCaller }
  | { name: 'connecting' }
  | { name: 'live'; leg: WebLeg }
  | { name: 'over' };

/** One page's WebSocket: it shows its token, offers audio, and is then the line beside the audio. */
export function openWebCall(socket: WebSocket, origin: string | undefined, parts: WebCallParts): void {
  const { entrance, accept, log } = parts;
  let phase: Phase = { name: 'unknown' };
  let callId = '';
  let peer: MediaPeer | null = null;
  let giveBack: () => void = () => undefined;
  let unreadable = 0;
  let timer: NodeJS.Timeout | undefined;

  const tell = (signal: EdgeSignal) => leg.sendText(writeSignal(signal));
  const within = (ms: number, refusal: Refused) => {
    clearTimeout(timer);
    timer = setTimeout(() => refuse(refusal), ms);
  };
  const refuse = ({ refused, error }: Refused) => {
    parts.refused(refused);
    log.info('a web call was refused', { ...(callId === '' ? {} : { callId }), reason: refused, error });
    tell({ type: 'refused', reason: refused, error });
    leg.finish(1000, refused, true);
    leave();
  };
  /** gives back everything; the socket may take its time to close */
  const leave = () => {
    clearTimeout(timer);
    if (phase.name === 'over') return;
    if (phase.name === 'unknown') parts.known();
    if (phase.name === 'live') phase.leg.stop();
    phase = { name: 'over' };
    giveBack();
    peer?.close();
  };

  const hello = (signal: Extract<BrowserSignal, { type: 'hello' }>) => {
    if (phase.name !== 'unknown') return;
    const caller = entrance.check(signal, origin);
    if ('refused' in caller) return refuse(caller);
    parts.known();
    phase = { name: 'ready', caller };
    callId = caller.callId;
    within(OFFER_WITHIN_MS, { refused: 'bad-offer', error: 'no offer came' });
    tell({ type: 'ready', iceServers: parts.iceServers(callId) });
  };

  const offer = async (sdp: string) => {
    if (phase.name !== 'ready') return;
    const { caller } = phase;
    phase = { name: 'connecting' };
    within(CONNECT_WITHIN_MS, NO_MEDIA);
    const place = await entrance.reserve(caller);
    if ('refused' in place) return refuse(place);
    giveBack = place.free;
    if (phase.name !== 'connecting') return place.free();
    const answered = Promise.withResolvers<MediaPeer>();
    const listener: PeerListener = {
      connected: () => void answered.promise.then((open) => begin(caller, place, open)),
      packet(packet) {
        if (phase.name === 'live') phase.leg.heard(packet);
      },
      lost() {
        if (phase.name === 'live') leg.drop('the audio connection was lost');
        else if (phase.name === 'connecting') refuse(NO_MEDIA);
      },
    };
    const opened = await parts.openPeer(sdp, listener).catch((error: Error) => error);
    if (opened instanceof Error)
      return refuse({ refused: 'bad-offer', error: `the offer cannot be answered: ${opened.message}` });
    // the page may have gone while the answer was made
    if (phase.name !== 'connecting') return opened.close();
    peer = opened;
    tell({ type: 'answer', callId, sdp: opened.answer, ticket: entrance.ticket(caller) });
    answered.resolve(opened);
  };

  const begin = (caller: WebCaller, place: { take(): boolean }, opened: MediaPeer) => {
    if (phase.name !== 'connecting') return;
    if (!place.take()) return refuse({ refused: 'no-media', error: 'the place has expired' });
    clearTimeout(timer);
    // the token is used up now, and the place is the call's
    giveBack = () => undefined;
    const { claims, epoch } = caller;
    const webLeg = createWebLeg({
      ...{ socket: leg, peer: opened, ticker: parts.ticker, tell },
      now: () => performance.now(),
      random: (below) => randomInt(below),
      phoneFor: (target) => (PHONE.test(target) ? target : (claims.operatorPhone ?? null)),
      onUnreadable: noteUnreadable(log, callId, DIALECT),
    });
    phase = { name: 'live', leg: webLeg };
    tell({ type: 'live' });
    accept({
      ...{ callId, epoch, from: claims.from, to: claims.to, language: claims.language },
      ...{ dialect: DIALECT, leg: webLeg.transport, greet: epoch === 1, resumes: true },
    });
  };

  const take = (signal: BrowserSignal) => {
    switch (signal.type) {
      case 'hello':
        return hello(signal);
      case 'offer':
        return void offer(signal.sdp).catch((error: unknown) => {
          log.error('a web call could not be taken', { callId, error });
          refuse({ refused: 'bad-offer', error: 'the edge failed: see its log' });
        });
      case 'digit':
        return leg.events.digit(signal.digit);
      case 'hang-up':
        return leg.finish(1000, 'the caller hung up', true);
    }
  };

  /** a call that runs is not ended by it */
  const strange = (what: string) => {
    if (unreadable++ === 0) noteUnreadable(log, callId, DIALECT)(what);
    if (unreadable > MOST_UNREADABLE && phase.name !== 'live') leg.finish(1008, 'nothing can be read', true);
  };

  const leg = createWebSocketLeg(socket, () => 16_000, {
    text(text) {
      const signal = readSignal(text);
      if (signal === null) strange(`${text.length} characters of text`);
      else take(signal);
    },
    binary: (bytes) => strange(`${bytes.length} bytes`),
    closed: leave,
  });
  within(HELLO_WITHIN_MS, { refused: 'missing', error: 'no token came' });
}
