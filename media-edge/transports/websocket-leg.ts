import type { WebSocket } from 'ws';
import { createLegEvents, type LegEvents } from './leg-events.ts';
import type { MediaTransport } from './media-transport.ts';

/** Unsent audio of about four seconds at 8 kHz: a switch that has not read for so long is not playing either. */
const MOST_UNSENT_MS = 4000;
/** A peer that does not answer our close would keep its place. */
const CLOSE_WITHIN_MS = 2000;
const NOTHING = Buffer.alloc(0);

/** What all dialects over a WebSocket have in common: how a leg lives and ends, and that a switch must read. */
export interface WebSocketLeg extends Pick<MediaTransport, 'alive' | 'close' | 'drop' | 'listen'> {
  readonly events: LegEvents;
  /** false when nothing was sent: the connection is over, or has just been cut for a switch that does not read */
  sendAudio(data: Buffer | string): boolean;
  sendText(text: string): void;
  /** closes from our side, and says so to the listener */
  finish(code: number, reason: string, clean: boolean): void;
}

/** What the switch sends. Synchronous, in the order of the wire. */
export interface FromSwitch {
  text(text: string): void;
  binary(bytes: Buffer): void;
  /** the connection ended; the listener of the leg hears so as well */
  closed?(): void;
}

export function createWebSocketLeg(
  socket: WebSocket,
  bytesPerSecond: () => number,
  from: FromSwitch,
): WebSocketLeg {
  const events = createLegEvents();
  // a switch that was told to go ends by our close code, which says nothing about the call
  let ending: { clean: boolean; code: number; reason: string } | null = null;

  const finish = (code: number, reason: string, clean: boolean) => {
    ending ??= { clean, code, reason };
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
  };
  const drop = (reason: string) => {
    ending ??= { clean: false, code: 1008, reason };
    socket.terminate();
  };

  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (events.ended !== null || ending !== null) return;
    if (binary) from.binary(data);
    else from.text(data.toString('utf8'));
  });
  socket.on('close', (code, reason) => {
    events.closed(
      ending ?? { clean: code === 1000 || code === 1001 || code === 1005, code, reason: `${reason}` },
    );
    from.closed?.();
  });
  // the close event follows and tells the same
  socket.on('error', () => undefined);

  return {
    events,
    listen: events.listen,
    sendAudio(data) {
      if (socket.readyState !== socket.OPEN) return false;
      if (socket.bufferedAmount > (bytesPerSecond() * MOST_UNSENT_MS) / 1000) {
        drop('the switch stopped reading');
        return false;
      }
      socket.send(data, { binary: typeof data !== 'string' });
      return true;
    },
    sendText(text) {
      if (socket.readyState === socket.OPEN) socket.send(text, { binary: false });
    },
    finish,
    drop,
    alive: (timeoutMs) => answersPing(socket, timeoutMs),
    close: (code, reason) => finish(code, reason, true),
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
