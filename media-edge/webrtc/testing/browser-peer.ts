import library from 'node-datachannel';

export interface BrowserPeerOptions {
  payloadType: 0 | 8;
  ssrc: number;
  /** RTP that came from the edge, encrypted no more */
  onRtp(bytes: Buffer): void;
}

/** The browser's side of WebRTC: real ICE, DTLS and SRTP over real UDP, with packets as the test makes them. */
export interface BrowserPeer {
  offer(): Promise<string>;
  answered(sdp: string): void;
  readonly open: boolean;
  /** an RTP packet, header included */
  send(bytes: Buffer): void;
  close(): void;
}

export function createBrowserPeer({ payloadType, ssrc, onRtp }: BrowserPeerOptions): BrowserPeer {
  const connection = new library.PeerConnection('', {
    ...{ iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: true },
  });
  const audio = new library.Audio('0', 'SendRecv');
  audio.addAudioCodec(payloadType, payloadType === 0 ? 'PCMU' : 'PCMA');
  audio.addSSRC(ssrc, 'browser');
  const track = connection.addTrack(audio);
  /** null: closed */
  let heard: typeof onRtp | null = onRtp;
  track.onMessage((bytes) => heard?.(bytes));
  return {
    offer: () =>
      new Promise((resolve) => {
        connection.onGatheringStateChange((state) => {
          const sdp = state === 'complete' ? connection.localDescription()?.sdp : undefined;
          // the library fails where the edge's first check overtakes its answer, which no browser does: an edge that is
          // told no address waits to be asked
          if (sdp !== undefined) resolve(sdp.replace(/a=(candidate|end-of-candidates).*\r\n/g, ''));
        });
        connection.setLocalDescription('offer');
      }),
    answered: (sdp) => connection.setRemoteDescription(sdp, 'answer'),
    get open() {
      return heard !== null && track.isOpen();
    },
    send(bytes) {
      if (heard !== null && track.isOpen()) track.sendMessageBinary(bytes);
    },
    close() {
      if (heard === null) return;
      heard = null;
      connection.close();
    },
  };
}
