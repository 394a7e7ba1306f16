import { REFUSALS } from './labels.js';
import { NoMicrophone, openMicrophone } from './microphone.js';
import { openPeer } from './peer.js';

/**
 * @typedef {import('./labels.js').LabelName} LabelName
 * @typedef {import('../../../contracts/web-call.ts').EdgeSignal} EdgeSignal
 * @typedef {import('../../../contracts/web-call.ts').BrowserSignal} BrowserSignal
 * @typedef {import('../../../contracts/web-call.ts').Caption} Caption
 */

/** A lost call is tried again for so long: an edge is back within seconds, a network perhaps. */
const TRY_AGAIN_MS = 30_000;
/** An edge that is started again is met in the moment in which it listens; later there is no hurry. */
const PAUSES_MS = [0, ...Array(24).fill(200), 500, 700, 1000, 1500, 2500];
/** A refused call is work for the edge, a refused connection is none. */
const BUSY_PAUSE_MS = 500;
/** Refusals that pass by themselves. */
const PASSING = new Set(['full', 'stopping', 'starting']);
/** Somebody has to answer within this, and audio has to flow. */
const ANSWER_MS = 20_000;

/**
 * What a call tells: `state` for what is going on, `over` once at its end.
 * @typedef {object} CallListener
 * @property {(state: 'checking' | 'asking' | 'connecting' | 'live' | 'reconnecting') => void} state
 * @property {(caption: Caption) => void} caption
 * @property {(stream: MediaStream) => void} heard
 * @property {(label: LabelName, phone: string | null) => void} over
 */

/**
 * One call from the click to its end, over as many connections as it takes.
 * @param {string} url of the edge's WebSocket
 * @param {string} token
 * @param {CallListener} listener
 */
export function startCall(url, token, listener) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {import('./peer.js').Peer | null} */
  let peer = null;
  /** @type {MediaStreamTrack | null} */
  let microphone = null;
  /** brings the call back @type {string | null} */
  let ticket = null;
  let muted = false;
  let isOver = false;
  let wasLive = false;
  let attempts = 0;
  let lostAt = 0;
  /** of the answer, until audio flows @type {string | null} */
  let pending = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {BrowserSignal} signal */
  const send = (signal) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(signal));
  };
  const disconnect = () => {
    clearTimeout(timer);
    peer?.close();
    peer = null;
    const old = socket;
    socket = null;
    if (old) old.onclose = old.onmessage = old.onopen = null;
    old?.close(1000);
  };
  /** @param {LabelName} label @param {string | null} [phone] */
  const end = (label, phone = null) => {
    if (isOver) return;
    isOver = true;
    disconnect();
    microphone?.stop();
    window.removeEventListener('online', atOnce);
    window.removeEventListener('pagehide', leave);
    listener.over(label, phone);
  };
  /** the connection is gone, and nobody has ended the call @param {LabelName} label */
  const lost = (label) => {
    if (isOver) return;
    disconnect();
    if (ticket === null) return end(label);
    if (lostAt === 0) lostAt = Date.now();
    if (Date.now() - lostAt > TRY_AGAIN_MS) return end('lost');
    listener.state('reconnecting');
    const soonest = label === 'busy' ? BUSY_PAUSE_MS : 0;
    const pauseMs = Math.max(soonest, PAUSES_MS[Math.min(attempts++, PAUSES_MS.length - 1)] ?? 0);
    // an edge that is back is not met by all its callers in one moment
    timer = setTimeout(connect, pauseMs * (1 + Math.random() / 4));
  };
  // a network that is back is used at once
  const atOnce = () => {
    if (socket !== null || lostAt === 0) return;
    clearTimeout(timer);
    connect();
  };
  const leave = () => {
    send({ type: 'hang-up' });
    end('endedByCaller');
  };

  const connect = () => {
    const own = new WebSocket(url);
    socket = own;
    own.onopen = () => send(ticket === null ? { type: 'hello', token } : { type: 'hello', ticket });
    own.onclose = () => lost('failed');
    own.onmessage = ({ data }) => {
      // a connection that was given up meanwhile decides nothing
      take(JSON.parse(data), own).catch((error) => {
        if (own !== socket) return;
        if (error instanceof NoMicrophone) return end(error.label);
        console.error('the call failed', error);
        lost('failed');
      });
    };
    timer = setTimeout(() => lost(ticket === null ? 'failed' : 'noMedia'), ANSWER_MS);
  };

  /** @param {EdgeSignal} signal @param {WebSocket} from */
  const take = async (signal, from) => {
    switch (signal.type) {
      case 'ready': {
        clearTimeout(timer);
        if (microphone === null) {
          listener.state('asking');
          microphone = await openMicrophone();
          if (isOver) return microphone.stop();
          microphone.enabled = !muted;
        }
        if (ticket === null) listener.state('connecting');
        const opened = await openPeer(microphone, signal.iceServers, {
          heard: listener.heard,
          lost: () => lost('noMedia'),
        });
        if (from !== socket) return opened.close();
        peer = opened;
        timer = setTimeout(() => lost('noMedia'), ANSWER_MS);
        return send({ type: 'offer', sdp: opened.offer });
      }
      case 'answer':
        await peer?.answered(signal.sdp);
        if (wasLive) ticket = signal.ticket;
        pending = signal.ticket;
        return;
      case 'live':
        clearTimeout(timer);
        // a call that never came about is not one that could be brought back
        ticket = pending;
        wasLive = true;
        attempts = 0;
        lostAt = 0;
        return listener.state('live');
      case 'caption':
        return listener.caption(signal);
      case 'refused':
        console.warn('the call was refused:', signal.error);
        if (ticket !== null && PASSING.has(signal.reason)) return lost('busy');
        return end(REFUSALS[signal.reason] ?? 'failed');
      case 'ended':
        if (signal.by === 'transfer')
          return end(signal.phone === null ? 'transferNoPhone' : 'transfer', signal.phone);
        return end(signal.by === 'agent' ? 'endedByAgent' : 'endedByCaller');
    }
  };

  window.addEventListener('online', atOnce);
  window.addEventListener('pagehide', leave);
  listener.state('checking');
  connect();

  return {
    hangUp: leave,
    /** @param {boolean} on */
    mute(on) {
      muted = on;
      if (microphone) microphone.enabled = !on;
    },
    /** @param {string} digit */
    press: (digit) => send({ type: 'digit', digit }),
  };
}
