/** A browser gathers its addresses within this; what comes later the edge learns from the packets themselves. */
const GATHER_MS = 400;
/** A path that is interrupted for so long is lost. */
const INTERRUPTED_MS = 3000;

/**
 * The audio of one connection to the edge.
 * @typedef {object} Peer
 * @property {string} offer
 * @property {(sdp: string) => Promise<void>} answered
 * @property {() => void} close
 */

/**
 * @param {MediaStreamTrack} microphone
 * @param {readonly import('../../../contracts/web-call.ts').IceServer[]} iceServers
 * @param {{ heard(stream: MediaStream): void, lost(): void }} listener
 * @returns {Promise<Peer>}
 */
export async function openPeer(microphone, iceServers, { heard, lost }) {
  const connection = new RTCPeerConnection({ iceServers: [...iceServers] });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let interrupted;
  const stream = new MediaStream([microphone]);
  const transceiver = connection.addTransceiver(microphone, { direction: 'sendrecv', streams: [stream] });
  preferTelephoneCodecs(transceiver);
  connection.ontrack = ({ track, streams }) => heard(streams[0] ?? new MediaStream([track]));
  connection.onconnectionstatechange = () => {
    clearTimeout(interrupted);
    if (connection.connectionState === 'failed') lost();
    if (connection.connectionState === 'disconnected') interrupted = setTimeout(lost, INTERRUPTED_MS);
  };
  await connection.setLocalDescription();
  await gathered(connection);
  return {
    offer: connection.localDescription?.sdp ?? '',
    answered: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    close() {
      clearTimeout(interrupted);
      connection.onconnectionstatechange = null;
      connection.close();
    },
  };
}

/** The edge speaks G.711; a shorter offer is quicker to answer. @param {RTCRtpTransceiver} transceiver */
function preferTelephoneCodecs(transceiver) {
  const codecs = RTCRtpReceiver.getCapabilities?.('audio')?.codecs ?? [];
  const telephone = codecs.filter(({ mimeType }) => /^audio\/PCM[UA]$/i.test(mimeType));
  if (telephone.length > 0) transceiver.setCodecPreferences?.(telephone);
}

/** @param {RTCPeerConnection} connection */
const gathered = (connection) =>
  new Promise((resolve) => {
    if (connection.iceGatheringState === 'complete') return resolve(undefined);
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve(undefined);
    });
    setTimeout(resolve, GATHER_MS);
  });
