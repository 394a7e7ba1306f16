import type { EdgeSignal } from '../../contracts/web-call.ts';
import { createPacer, type FrameTicker } from '../transports/asterisk/pacer.ts';
import { aLaw, muLaw } from '../transports/audio/g711.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import type { WebSocketLeg } from '../transports/websocket-leg.ts';
import { createJitterBuffer } from './jitter-buffer.ts';
import type { IncomingPacket, MediaPeer } from './media-peer.ts';
import { createRtpSender } from './rtp-sender.ts';

const RATE_HZ = 8000;
const FRAME_MS = 20;
const FRAME_SAMPLES = (RATE_HZ * FRAME_MS) / 1000;
/** 120 ms: nothing that a browser makes is longer. */
const LONGEST_PAYLOAD_BYTES = 960;
/** A browser sends all the time, also when it is muted: one that is silent for so long has lost its network. */
const LOST_AFTER_MS = 5000;
/** What the browser still holds when our clock says that all was played: the last word is heard before the line closes. */
const LAST_WORD_MS = 400;

export interface WebLegParts {
  /** the WebSocket beside the audio: captions, the end, signs of life */
  socket: WebSocketLeg;
  peer: MediaPeer;
  ticker: FrameTicker;
  now: () => number;
  random: (below: number) => number;
  tell(signal: EdgeSignal): void;
  /** where a person is reached, shown instead of a transfer */
  phoneFor: (target: string) => string | null;
  onUnreadable: (what: string) => void;
}

/** The audio of a call from a page: G.711 in RTP, beside it a WebSocket that tells everything else. */
export interface WebLeg {
  transport: MediaTransport;
  /** a packet of the browser */
  heard(packet: IncomingPacket): void;
  stop(): void;
}

export function createWebLeg(parts: WebLegParts): WebLeg {
  const { socket, peer, ticker, now, random, tell } = parts;
  const codec = peer.payloadType === 0 ? muLaw : aLaw;
  const { events } = socket;
  const incoming = createJitterBuffer(RATE_HZ);
  let heardAtMs = now();
  let strange = 0;

  const rtp = createRtpSender({
    ...{ frameSamples: FRAME_SAMPLES, sampleRateHz: RATE_HZ },
    silence: codec.encode(Buffer.alloc(FRAME_SAMPLES * 2)),
    first: { sequence: random(0x8000), timestamp: random(0x1_0000_0000) },
    send: peer.send,
  });
  const pacer = createPacer({
    ...{ frameBytes: FRAME_SAMPLES * 2, frameMs: FRAME_MS, ticker, now },
    emit: (frame) => rtp.frame(codec.encode(frame), pacer.waiting === 0, now()),
  });

  const tick = () => {
    const at = now();
    for (const pcm of incoming.tick(at)) events.audio(pcm);
    if (at - heardAtMs > LOST_AFTER_MS) socket.drop('the browser sends no audio');
  };
  ticker.add(tick);
  const leave = (signal: EdgeSignal) => {
    setTimeout(() => {
      tell(signal);
      socket.finish(1000, 'the call is over', true);
    }, LAST_WORD_MS);
  };

  const transport: MediaTransport = {
    channel: 'web',
    sampleRateHz: RATE_HZ,
    blockBytes: FRAME_SAMPLES * 2,
    listen: socket.listen,
    send: pacer.put,
    clear() {
      pacer.clear();
      rtp.cut();
    },
    unplayedBytes: () => pacer.waiting,
    hangUp: () => leave({ type: 'ended', by: 'agent' }),
    transfer: (target) => leave({ type: 'ended', by: 'transfer', phone: parts.phoneFor(target) }),
    caption: (caption) => tell({ type: 'caption', ...caption }),
    alive: socket.alive,
    // without a word about the end the page brings the call back, here or at another edge
    close: socket.close,
    drop: socket.drop,
  };
  return {
    transport,
    heard({ ssrc, sequence, timestamp, payloadType, payload }) {
      const bytes = payload.length;
      if (payloadType !== peer.payloadType || bytes === 0 || bytes > LONGEST_PAYLOAD_BYTES) {
        // one line in the log says it all
        if (strange++ === 0) parts.onUnreadable(`RTP of payload type ${payloadType} with ${bytes} bytes`);
        return;
      }
      heardAtMs = now();
      const packet = { ssrc, sequence, timestamp, pcm: codec.decode(payload) };
      for (const pcm of incoming.put(packet, heardAtMs)) events.audio(pcm);
    },
    stop() {
      ticker.remove(tick);
      pacer.stop();
    },
  };
}
