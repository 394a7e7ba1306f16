import type { OutgoingPacket } from './rtp-sender.ts';

/** One RTP packet as it came, header read. */
export interface IncomingPacket {
  ssrc: number;
  /** 16 bits */
  sequence: number;
  /** 32 bits */
  timestamp: number;
  payloadType: number;
  payload: Buffer;
}

/** The browser's side of one connection, whatever library speaks WebRTC. */
export interface MediaPeer {
  /** our session description, with every address that we have */
  readonly answer: string;
  /** payload type of RTP in both directions: 0 PCMU, 8 PCMA */
  readonly payloadType: 0 | 8;
  send(packet: OutgoingPacket): void;
  close(): void;
}

/** Called in any order, and never after `close`. */
export interface PeerListener {
  /** audio can flow both ways */
  connected(): void;
  packet(packet: IncomingPacket): void;
  /** the path is lost, or the browser has ended the connection */
  lost(): void;
}

/** Answers an offer; rejects with what is wrong with it. */
export type OpenPeer = (offer: string, listener: PeerListener) => Promise<MediaPeer>;
