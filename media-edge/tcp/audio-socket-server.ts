import type { AddressInfo, Socket } from 'node:net';
import { listenFault } from '../../platform/listen-fault.ts';
import { createTicker } from '../playback/ticker.ts';
import { type AudioSocketListenerOptions, createAudioSocketListener } from './audio-socket-listener.ts';

export interface AudioSocketSettings extends Pick<AudioSocketListenerOptions, 'plainRateHz' | 'takes'> {
  host: string;
  /** 0: a free one */
  port: number;
}

/** Finer than a frame, so that one leaves at most so much late. */
const PACE_MS = 10;

/** A listening port. */
export interface AudioSocketServer {
  port: number;
  /** takes no more connections and cuts what is open */
  stop(): void;
}

/** Listens for AudioSocket; rejects with a message that names the address and the repair. */
export async function listenForAudioSockets(
  options: AudioSocketSettings & Omit<AudioSocketListenerOptions, 'ticker'>,
): Promise<AudioSocketServer> {
  const { host, port } = options;
  const open = new Set<Socket>();
  const server = createAudioSocketListener({ ...options, ticker: createTicker(PACE_MS) });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    const variables = { host: 'EDGE_AUDIOSOCKET_HOST', port: 'EDGE_AUDIOSOCKET_PORT' };
    server.once('error', (error) => reject(listenFault(error, { host, port, variables })));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
