import type { WebSocket } from 'ws';
import { plainText } from '../../../platform/plain-text.ts';
import type { LegClosed, MediaListener, MediaTransport, Metadata } from '../media-transport.ts';
import {
  avoidMarkers,
  BLOCK_MS,
  createSampleFramer,
  decodeText,
  encodeDisconnect,
  encodeTransfer,
  KILL_AUDIO,
} from './codec.ts';

/** Unsent audio of about four seconds at 8 kHz: a switch that has not read for so long is not playing either. */
const MOST_UNSENT_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);

export interface ForkOptions {
  sampleRateHz: number;
  /** a text frame that could not be read; the call goes on */
  onUnreadable?: (text: string) => void;
}

/** A call over mod_audio_fork: an accepted WebSocket spoken to in that module's dialect. */
export function createForkTransport(
  socket: WebSocket,
  { sampleRateHz, onUnreadable }: ForkOptions,
): MediaTransport {
  const frame = createSampleFramer();
  let listener: MediaListener | null = null;
  let closed: LegClosed | null = null;
  // a switch that was told to go ends by our close code, which says nothing about the call
  let ending: LegClosed | null = null;

  const end = (how: LegClosed) => {
    if (closed !== null) return;
    closed = how;
    listener?.closed(how);
  };
  const finish = (code: number, reason: string, clean: boolean) => {
    ending ??= { clean, code, reason };
    socket.close(code, reason);
  };

  const drop = (reason: string) => {
    ending ??= { clean: false, code: 1008, reason };
    socket.terminate();
  };

  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (closed !== null || listener === null) return;
    if (!binary) return readText(data.toString('utf8'), listener);
    // graceful-shutdown of the module: it never closes by itself after this
    if (data.length === 0) return finish(1000, 'end of audio', true);
    const pcm = frame(data);
    if (pcm !== null) listener.audio(pcm);
  });
  socket.on('close', (code, reason) =>
    end(ending ?? { clean: code === 1000 || code === 1001 || code === 1005, code, reason: `${reason}` }),
  );
  // the close event follows and tells the same
  socket.on('error', () => undefined);

  const readText = (text: string, to: MediaListener) => {
    for (const message of decodeText(text)) {
      if (message.type === 'dtmf') to.digit(message.digit);
      else if (message.type === 'metadata') to.metadata(readMetadata(message.data));
      else if (message.type === 'unreadable') onUnreadable?.(message.text);
    }
  };

  return {
    sampleRateHz,
    blockBytes: (sampleRateHz * 2 * BLOCK_MS) / 1000,
    listen(to) {
      listener = to;
      if (closed !== null) to.closed(closed);
    },
    send(pcm) {
      if (closed !== null || socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) {
        drop('the switch stopped reading');
        return;
      }
      socket.send(avoidMarkers(pcm), { binary: true });
    },
    clear() {
      if (socket.readyState === socket.OPEN) socket.send(KILL_AUDIO, { binary: false });
    },
    hangUp(reason) {
      if (socket.readyState === socket.OPEN) socket.send(encodeDisconnect(reason), { binary: false });
    },
    transfer(target) {
      if (socket.readyState === socket.OPEN) socket.send(encodeTransfer(target), { binary: false });
    },
    drop,
    alive: (timeoutMs) => answersPing(socket, timeoutMs),
    close(code, reason) {
      finish(code, reason, true);
      // a peer that does not answer the close would keep its place
      setTimeout(() => socket.terminate(), 2000).unref();
    },
  };
}

function answersPing(socket: WebSocket, timeoutMs: number): Promise<boolean> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = (alive: boolean) => {
      clearTimeout(timer);
      socket.off('pong', onPong);
      socket.off('close', onClose);
      resolve(alive);
    };
    const onPong = () => done(true);
    const onClose = () => done(false);
    const timer = setTimeout(() => done(false), timeoutMs);
    socket.once('pong', onPong);
    socket.once('close', onClose);
    socket.ping(NOTHING);
  });
}

/** As long as what `POST /calls` takes; no number is longer. */
const LONGEST = 256;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? plainText(value.slice(0, LONGEST)) : undefined;

function readMetadata(data: Readonly<Record<string, unknown>>): Metadata {
  return { callId: text(data.callId), from: text(data.from), to: text(data.to) };
}
