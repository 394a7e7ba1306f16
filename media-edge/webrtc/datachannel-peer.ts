import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import library from 'node-datachannel';
import type { MediaPeer, OpenPeer, PeerListener } from './media-peer.ts';
import { readRtp, writeRtp } from './rtp-packet.ts';
import { completeAnswer, readOffer } from './sdp.ts';

export interface PeerSettings {
  /** address of this machine that audio comes to */
  host: string;
  /** what browsers are told instead, behind NAT */
  address?: string;
  /** UDP port of all calls; 0: any */
  port: number;
}

/** WebRTC on one UDP port. */
export interface PeerService {
  open: OpenPeer;
  port: number;
  stop(): void;
}

/** We gather our own addresses only, which takes no network. */
const ANSWER_WITHIN_MS = 3000;

/**
 * WebRTC by libdatachannel (docs/decisions/0015). The port is held from here on, for the library ends the process where a
 * call finds none: rejects with what to change where it cannot be had.
 */
export async function startPeerService({ host, address, port }: PeerSettings): Promise<PeerService> {
  const at = await ipv4Of(host);
  const chosen = port === 0 ? await freeUdpPort(at) : port;
  let held: InstanceType<typeof library.IceUdpMuxListener>;
  try {
    held = new library.IceUdpMuxListener(chosen, at);
  } catch {
    throw new Error(
      `UDP port ${chosen} of ${at} cannot be used for calls from pages: it is taken, or the address is none of this machine's; set WEB_CALL_PORT or WEB_CALL_HOST`,
    );
  }
  return {
    port: chosen,
    open: (sdp, listener) => open({ host: at, address, port: chosen }, sdp, listener),
    stop: () => held.stop(),
  };
}

/** The address that the audio is bound to; 0.0.0.0 stands for those of every interface, of which there must be one. */
async function ipv4Of(host: string): Promise<string> {
  const found = await lookup(host, { family: 4 }).catch(() => null);
  const outer = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ family, internal }) => family === 'IPv4' && !internal),
  );
  if (found?.family === 4 && (found.address !== '0.0.0.0' || outer)) return found.address;
  throw new Error(
    `calls from pages need an IPv4 address of this machine, and ${host} is none: set WEB_CALL_HOST`,
  );
}

function freeUdpPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', () =>
      reject(new Error(`${host} is no address of this machine: set WEB_CALL_HOST to one`)),
    );
    socket.bind(0, host, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

async function open(
  { host, address, port }: PeerSettings,
  sdp: string,
  listener: PeerListener,
): Promise<MediaPeer> {
  const offer = readOffer(sdp);
  if (typeof offer === 'string') throw new Error(offer);
  const { payloadType } = offer;
  const connection = new library.PeerConnection('', {
    ...{ iceServers: [], bindAddress: host, disableAutoNegotiation: true },
    ...{ enableIceUdpMux: true, portRangeBegin: port, portRangeEnd: port },
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
