import { randomInt } from 'node:crypto';
import library from 'node-datachannel';
import type { MediaPeer, OpenPeer, PeerListener } from './media-peer.ts';
import { readRtp, writeRtp } from './rtp-packet.ts';
import { completeAnswer, readOffer } from './sdp.ts';

export interface PeerSettings {
  /** address of this machine that audio comes to */
  host: string;
  /** what browsers are told instead, behind NAT */
  address?: string;
  /** UDP ports; the same twice: all calls share one port; absent: any */
  ports?: { from: number; to: number };
}

/** We gather our own addresses only, which takes no network. */
const ANSWER_WITHIN_MS = 3000;

/** WebRTC by libdatachannel (docs/decisions/0015). */
export const createPeerOpener =
  (settings: PeerSettings): OpenPeer =>
  (sdp, listener) =>
    open(settings, sdp, listener);

async function open(
  { host, address, ports }: PeerSettings,
  sdp: string,
  listener: PeerListener,
): Promise<MediaPeer> {
  const offer = readOffer(sdp);
  if (typeof offer === 'string') throw new Error(offer);
  const { payloadType } = offer;
  const connection = new library.PeerConnection('', {
    ...{ iceServers: [], bindAddress: host, disableAutoNegotiation: true },
    ...(ports === undefined ? {} : { portRangeBegin: ports.from, portRangeEnd: ports.to }),
    ...(ports !== undefined && ports.from === ports.to ? { enableIceUdpMux: true } : {}),
  });
  const ssrc = randomInt(1, 0x1_0000_0000);
  let track: ReturnType<typeof connection.addTrack> | null = null;
  /** null: closed. The library keeps its callbacks for long, and through them nothing of a call that is over */
  let to: PeerListener | null = listener;
  const close = () => {
    if (to === null) return;
    to = null;
    track = null;
    connection.close();
  };
  const lost = () => to?.lost();

  connection.onTrack((opened) => {
    track = opened;
    opened.onOpen(() => to?.connected());
    opened.onMessage((bytes) => {
      const packet = to === null ? null : readRtp(bytes);
      if (packet !== null) to?.packet(packet);
    });
    opened.onClosed(lost);
  });
  // what is only interrupted may come back: that nothing is heard any more is noticed by who listens
  connection.onStateChange((state) => {
    if (state === 'failed' || state === 'closed') lost();
  });
  try {
    const answer = await withinTime<string>((answered) => {
      connection.onGatheringStateChange((state) => {
        const sdp = state === 'complete' ? connection.localDescription()?.sdp : undefined;
        if (sdp !== undefined) answered(sdp);
      });
      connection.setRemoteDescription(offer.sdp, 'offer');
      connection.setLocalDescription('answer');
    });
    return {
      answer: completeAnswer(answer, { ssrc, address }),
      payloadType,
      send(packet) {
        if (!track?.isOpen()) return;
        try {
          track.sendMessageBinary(writeRtp(packet, { ssrc, payloadType }));
        } catch {
          // between the end of a connection and its report nothing can be sent
        }
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function withinTime<T>(work: (done: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('no address of ours was found: see WEB_CALL_HOST')),
      ANSWER_WITHIN_MS,
    );
    work((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
