import { WebSocket } from 'ws';
import { createPlayout, type Playout } from './playout.ts';
import type { Random } from './random.ts';

/** Arguments of `uuid_audio_fork <uuid> start`, read as the module reads them. */
export interface ForkOptions {
  url: string;
  metadata: string | null;
  /** both need the ten-argument form */
  playback: { rateHz: number } | null;
  /** how the line's frames bunch up on the way */
  jitter: Jitter;
}
export interface Jitter {
  random: Random;
  /** chance per frame that sending stalls */
  stalls: number;
  /** longest stall, frames; what gathered goes out as one message */
  longestFrames: number;
}

/** Events of the module: CUSTOM subclass behind `mod_audio_fork::`, and body. */
export type ForkEvent = (subclass: string, body: string) => void;

export interface Fork {
  /** one 20 ms frame of the caller */
  send(frame: Int16Array): void;
  /** one 20 ms frame of the agent, null when nothing is played */
  play(): Int16Array | null;
  sendText(text: string): void;
  pause(paused: boolean): void;
  stopPlay(): void;
  gracefulShutdown(): void;
  /** text, then close 1000; no event follows */
  stop(text?: string): void;
  /** cuts the socket without a close frame */
  drop(): void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CODEC_RATE_HZ = 8_000;
const BUFFER_SECONDS = 2;
const FRAME_BYTES = 320;
/** what the kernel and ws hold before we call the server one that does not read, bytes */
const UNREAD_LIMIT_BYTES = 256 * 1024;

/**
 * The WebSocket client of mod_audio_fork in jambonz' dialect. It never connects again, and a server's close leaves it
 * attached but deaf. Unlike the module it asks that the server answers the subprotocol (the ws library insists).
 */
export function createFork({ url, metadata, playback, jitter }: ForkOptions, emit: ForkEvent): Fork {
  const host = new URL(url).hostname;
  const socket = new WebSocket(url, 'audio.drachtio.org', {
    perMessageDeflate: false,
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    headers: { pragma: 'no-cache', 'cache-control': 'no-cache', host, origin: `http://${host}` },
  });
  const playout: Playout | null =
    playback && createPlayout({ rateHz: playback.rateHz, codecRateHz: CODEC_RATE_HZ });
  let waiting: Buffer[] = [];
  let stallFrames = 0;
  let state: 'connecting' | 'open' | 'stopping' | 'shut-down' | 'gone' = 'connecting';
  let paused = false;
  let overrun = false;

  socket.on('open', () => {
    if (state === 'stopping') return socket.close(1000);
    state = 'open';
    if (metadata !== null) socket.send(metadata);
    emit('connect', '');
  });
  socket.on('error', () => {
    if (state === 'connecting') {
      state = 'gone';
      emit('connect_failed', '{"reason":"Unable to connect"}');
    }
  });
  socket.on('close', () => {
    const dropped = state === 'open' || state === 'shut-down';
    if (state !== 'stopping') state = 'gone';
    if (dropped) emit('disconnect', '');
  });
  socket.on('message', (data, isBinary) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    if (isBinary) playout?.receive(bytes);
    else command(bytes.toString('utf8'));
  });

  const command = (text: string) => {
    const message = parse(text);
    // not JSON: an error in the switch's log
    if (message === null) return;
    const body = message.data === undefined ? '' : JSON.stringify(message.data);
    switch (message.type) {
      case 'killAudio':
        playout?.kill();
        return emit('kill_audio', '');
      case 'mark':
        return playout?.mark(String((message.data as { name?: unknown } | undefined)?.name ?? ''));
      case 'clearMarks':
        return playout?.clearMarks();
      case 'disconnect':
      case 'transfer':
      case 'transcription':
      case 'error':
        return emit(message.type, body);
      case 'json':
      case undefined:
        return emit('json', text);
      // playAudio is unsupported in stream mode; anything else is logged
    }
  };

  const flush = () => {
    if (state !== 'open' || waiting.length === 0) return;
    if (socket.bufferedAmount < UNREAD_LIMIT_BYTES) {
      socket.send(Buffer.concat(waiting));
      waiting = [];
      overrun = false;
    } else if (waiting.length * FRAME_BYTES > BUFFER_SECONDS * CODEC_RATE_HZ * 2) {
      waiting = [];
      if (!overrun) emit('buffer_overrun', '');
      overrun = true;
    }
  };

  return {
    send(frame) {
      if (paused || state !== 'open') return;
      waiting.push(Buffer.from(frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength)));
      if (stallFrames > 0) stallFrames--;
      else if (jitter.random() < jitter.stalls) {
        stallFrames = 1 + Math.floor(jitter.random() * jitter.longestFrames);
      }
      if (stallFrames === 0) flush();
    },
    play() {
      if (playout === null) return null;
      const { frame, marks } = playout.tick();
      for (const { name, event } of marks) {
        // the module's own spacing
        if (state === 'open')
          socket.send(`{"type": "mark", "data": {"name":${JSON.stringify(name)}, "event": "${event}"}}`);
      }
      return frame;
    },
    sendText(text) {
      if (state === 'open') socket.send(text);
    },
    pause(value) {
      paused = value;
    },
    stopPlay: () => playout?.kill(),
    gracefulShutdown() {
      if (state !== 'open') return;
      state = 'shut-down';
      socket.send(Buffer.alloc(0));
    },
    stop(text) {
      // after a graceful shutdown the module's writable callback returns early: no text, no close
      if (state === 'shut-down' || state === 'gone') return;
      const wasOpen = state === 'open';
      state = 'stopping';
      if (!wasOpen) return;
      if (waiting.length > 0) socket.send(Buffer.concat(waiting.splice(0)));
      if (text !== undefined) socket.send(text);
      socket.close(1000);
    },
    drop() {
      socket.terminate();
    },
  };
}

function parse(text: string): { type?: string; data?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
