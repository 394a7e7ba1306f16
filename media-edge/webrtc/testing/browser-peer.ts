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
  readonly state: string;
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
  let closed = false;
  track.onMessage((bytes) => {
    if (!closed) onRtp(bytes);
  });
  return {
    offer: () =>
      new Promise((resolve) => {
        connection.onGatheringStateChange((state) => {
          const sdp = state === 'complete' ? connection.localDescription()?.sdp : undefined;
          if (sdp !== undefined) resolve(sdp);
        });
        connection.setLocalDescription('offer');
      }),
    answered: (sdp) => connection.setRemoteDescription(sdp, 'answer'),
    get open() {
      return !closed && track.isOpen();
    },
    get state() {
      return connection.state();
    },
    send(bytes) {
      if (!closed && track.isOpen()) track.sendMessageBinary(bytes);
    },
    close() {
      if (closed) return;
      closed = true;
      connection.close();
    },
  };
}
