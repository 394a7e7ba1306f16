import { WebSocket } from 'ws';
import type { Log } from '../../platform/log.ts';
import { chanWebSocket } from '../transports/asterisk/chan-websocket.ts';
import type { IncomingLeg } from './accept-call.ts';
import type { Admission } from './admission.ts';
import { connectLeg } from './connect-leg.ts';
import type { Departures } from './departures.ts';

const CONNECT_WITHIN_MS = 2000;
/** Asterisk makes the channel findable before its dialplan can ask, so one more try is for a lost packet. */
const ATTEMPTS = 2;

export interface JoinOptions {
  /** Asterisk's HTTP server, e.g. ws://127.0.0.1:8088/media; '' switches this off */
  mediaUrl: string;
  admission: Admission;
  departures: Departures;
  accept: (incoming: IncomingLeg) => void;
  log: Log;
}

/** The other role of chan_websocket: Asterisk's channel waits (`WebSocket/INCOMING`), and we connect to it. */
export function createChannelJoiner(
  options: JoinOptions,
): (callId: string, connectionId: string) => Promise<void> {
  const { mediaUrl, admission, departures, accept, log } = options;
  return async (callId, connectionId) => {
    if (mediaUrl === '')
      throw new Error(
        'this edge knows no Asterisk: set EDGE_ASTERISK_MEDIA_URL, e.g. ws://127.0.0.1:8088/media',
      );
    const ws = await connect(`${mediaUrl}/${connectionId}`);
    const entry = await admission.byPlace(callId);
    if ('status' in entry) {
      // a paused socket would not see the answer to a close
      ws.terminate();
      throw new Error(entry.error);
    }
    connectLeg({
      ...{ dialect: chanWebSocket, callId, query: new URLSearchParams(), entry, ws },
      ...{ departures, accept, log },
    });
    // what came behind Asterisk's handshake waited for its listener
    ws.resume();
  };
}

async function connect(url: string): Promise<WebSocket> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(url);
    } catch (error) {
      if (attempt === ATTEMPTS)
        throw new Error(
          `Asterisk's channel at ${url} did not take the connection: ${(error as Error).message}`,
        );
    }
  }
}

function open(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'media', {
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_WITHIN_MS,
    });
    socket.once('error', reject);
    socket.once('open', () => {
      socket.off('error', reject);
      socket.pause();
      resolve(socket);
    });
  });
}
