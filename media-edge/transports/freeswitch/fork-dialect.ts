import type { WebSocket } from 'ws';
import { channelOf, createFramer } from '../audio/samples.ts';
import { type Arrival, CALLER_WITHIN_MS, type Ready, readAudioShape, readCaller } from '../dialect.ts';
import type { Caller, MediaTransport } from '../media-transport.ts';
import { createWebSocketLeg } from '../websocket-leg.ts';
import { decodeText, encodeDisconnect, encodeTransfer, KILL_AUDIO } from './switch-text.ts';

/** How a module of FreeSWITCH wants audio from us; all else is the same for all of them. Without IO. */
export interface PlaybackCodec extends Pick<MediaTransport, 'leastBytes' | 'leadMs'> {
  blockBytes: number;
  /** A Buffer goes out as a binary frame, a string as text. Takes ownership of `pcm`. */
  encode(pcm: Buffer): Buffer | string;
}

export type PlaybackFor = (sampleRateHz: number, query: URLSearchParams) => PlaybackCodec | string;

/** Opens a call of a module that forks raw L16 to us and takes JSON commands. */
export function openFork(
  socket: WebSocket,
  { caller, query, onUnreadable }: Arrival,
  ready: Ready,
  playbackFor: PlaybackFor,
): void {
  const shape = readAudioShape(query);
  const playback = typeof shape === 'string' ? shape : playbackFor(shape.sampleRateHz, query);
  if (typeof shape === 'string' || typeof playback === 'string') {
    socket.close(1008, `${typeof shape === 'string' ? shape : playback}`.slice(0, 120));
    return;
  }
  const { sampleRateHz, channels } = shape;
  const frame = createFramer(channels * 2);
  let timer: NodeJS.Timeout | null = null;

  const leg = createWebSocketLeg(socket, () => sampleRateHz * 2, {
    text(text) {
      for (const message of decodeText(text)) {
        if (message.type === 'dtmf') leg.events.digit(message.digit);
        else if (message.type === 'metadata') begin(readCaller(message.data));
        else if (message.type === 'unreadable') onUnreadable(`${message.text.length} characters of text`);
      }
    },
    binary(bytes) {
      // graceful-shutdown of the module: it never closes by itself after this
      if (bytes.length === 0) return leg.finish(1000, 'end of audio', true);
      const pcm = frame(bytes);
      if (pcm === null) return;
      if (channels === 1) leg.events.audio(pcm);
      else leg.events.audio(channelOf(pcm, 0), channelOf(pcm, 1));
    },
    closed() {
      if (timer !== null) clearTimeout(timer);
    },
  });

  const transport: MediaTransport = {
    sampleRateHz,
    blockBytes: playback.blockBytes,
    ...(playback.leastBytes === undefined ? {} : { leastBytes: playback.leastBytes }),
    ...(playback.leadMs === undefined ? {} : { leadMs: playback.leadMs }),
    listen: leg.listen,
    send: (pcm) => void leg.sendAudio(playback.encode(pcm)),
    clear: () => leg.sendText(KILL_AUDIO),
    hangUp: (reason) => leg.sendText(encodeDisconnect(reason)),
    transfer: (target, request) => leg.sendText(encodeTransfer(target, request)),
    alive: leg.alive,
    close: leg.close,
    drop: leg.drop,
  };

  let begun = false;
  const begin = (known: Caller) => {
    if (begun) return;
    begun = true;
    if (timer !== null) clearTimeout(timer);
    ready(transport, known);
  };
  if (caller !== null) begin(caller);
  else timer = setTimeout(() => begin({ from: '', to: '' }), CALLER_WITHIN_MS);
}
