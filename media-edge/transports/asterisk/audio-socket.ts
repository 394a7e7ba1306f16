import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createFramer } from '../audio/samples.ts';
import { createLegEvents } from '../leg-events.ts';
import type { LegClosed, MediaTransport } from '../media-transport.ts';
import { createFrameReader, encodeAudio, HANG_UP, KIND, rateOfKind } from './audio-socket-codec.ts';
import { createPacer, type FrameTicker } from './pacer.ts';

export interface AudioSocketOptions {
  /** rate of kind 0x10, Hz; older releases send any rate under it */
  plainRateHz: number;
  ticker: FrameTicker;
  onUnreadable: (what: string) => void;
  /** the wire knows no transfer: the dialplan asks where to behind AudioSocket(); null: nowhere */
  onDeparture: (target: string | null) => void;
}

const FRAME_MS = 20;
/** What synthesis makes at most. */
const HIGHEST_RATE_HZ = 48_000;
/** Audio comes at once; a telephone that sends none while it is silent is not waited for. */
const AUDIO_WITHIN_MS = 200;
/** Asterisk gives up after 2 s in which neither side sent anything. */
const IDLE_MS = 1000;
const LOOK_EVERY_MS = 250;
/** A peer that has sent nothing for so long may be gone; AudioSocket has no ping. */
const DEAD_AFTER_MS = 30_000;
const MOST_UNSENT_MS = 4000;
const CLOSE_WITHIN_MS = 2000;

/**
 * A call over AudioSocket, from its first frame on. `identified` is called with the UUID, `ready` when the rate is
 * known. Asterisk neither paces nor buffers: frames leave here every 20 ms.
 */
export function openAudioSocket(
  socket: Socket,
  identified: (uuid: string) => AudioSocketOptions,
  ready: (leg: MediaTransport, uuid: string) => void,
): void {
  const read = createFrameReader();
  const frame = createFramer();
  const events = createLegEvents();
  let settings: AudioSocketOptions | null = null;
  let callId = '';
  let transport: MediaTransport | null = null;
  let audioKind: number = KIND.audio;
  let heardAtMs = performance.now();
  let sentAtMs = heardAtMs;
  let ending: LegClosed | null = null;
  let waiting: NodeJS.Timeout | null = null;
  let idle: NodeJS.Timeout | null = null;
  let stop: () => void = () => undefined;

  socket.setNoDelay(true);
  socket.setKeepAlive(true, 10_000);
  socket.on('data', (chunk: Buffer) => {
    heardAtMs = performance.now();
    for (const message of read(chunk)) {
      if (ending !== null) return;
      take(message);
    }
  });
  // Asterisk just closes; with our audio unread on its side the kernel makes that a reset. The call is over either way.
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  socket.on('close', () => {
    if (waiting !== null) clearTimeout(waiting);
    if (idle !== null) clearInterval(idle);
    stop();
    events.closed(ending ?? { clean: true, code: 1000, reason: 'Asterisk closed the connection' });
  });

  const take = (message: ReturnType<typeof read>[number]) => {
    if (settings === null) {
      // always the first frame
      if (message.type !== 'uuid') {
        ending = { clean: false, code: 1002, reason: 'no UUID came first' };
        return void socket.destroy();
      }
      callId = message.uuid;
      settings = identified(callId);
      waiting = setTimeout(() => begin(KIND.audio), AUDIO_WITHIN_MS);
      return;
    }
    switch (message.type) {
      case 'audio': {
        if (transport === null) begin(message.kind);
        if (transport === null) return;
        if (message.kind !== audioKind)
          return settings.onUnreadable(`audio of kind ${message.kind} in a call of kind ${audioKind}`);
        const pcm = frame(message.pcm);
        if (pcm !== null) events.audio(pcm);
        return;
      }
      case 'digit':
        return events.digit(message.digit);
      case 'hang-up':
        ending = { clean: true, code: 1000, reason: 'hang-up' };
        return void socket.end();
      case 'error':
        return settings.onUnreadable(`error ${message.code} of Asterisk`);
      case 'uuid':
        return settings.onUnreadable('a second UUID');
      case 'unreadable':
        return settings.onUnreadable(`kind ${message.kind} with ${message.bytes} bytes`);
    }
  };

  const begin = (kind: number) => {
    if (transport !== null || settings === null || socket.destroyed) return;
    if (waiting !== null) clearTimeout(waiting);
    const sampleRateHz = rateOfKind(kind, settings.plainRateHz) ?? 8000;
    if (sampleRateHz > HIGHEST_RATE_HZ) {
      settings.onUnreadable(`audio of ${sampleRateHz} Hz: dial with c(slin), c(slin16) or c(slin24)`);
      return drop('a rate that nobody speaks');
    }
    audioKind = kind;
    transport = createTransport(sampleRateHz, settings);
    idle = setInterval(() => keepUp(sampleRateHz), LOOK_EVERY_MS);
    ready(transport, callId);
  };

  const write = (pcm: Buffer) => {
    if (ending !== null || !socket.writable) return;
    sentAtMs = performance.now();
    socket.write(encodeAudio(audioKind, pcm));
  };
  const keepUp = (sampleRateHz: number) => {
    const now = performance.now();
    if (now - Math.max(heardAtMs, sentAtMs) > IDLE_MS)
      write(Buffer.alloc((sampleRateHz * 2 * FRAME_MS) / 1000));
  };
  const drop = (reason: string) => {
    ending ??= { clean: false, code: 1008, reason };
    socket.destroy();
  };
  const leave = () => {
    if (socket.writable) socket.write(HANG_UP);
  };

  const createTransport = (
    sampleRateHz: number,
    { ticker, onDeparture }: AudioSocketOptions,
  ): MediaTransport => {
    const frameBytes = Math.floor((sampleRateHz * FRAME_MS) / 1000) * 2;
    const pacer = createPacer({
      ...{ frameBytes, frameMs: FRAME_MS, ticker, now: () => performance.now(), emit: write },
    });
    stop = pacer.stop;
    return {
      sampleRateHz,
      blockBytes: frameBytes,
      listen: events.listen,
      send(pcm) {
        if (ending !== null) return;
        if (socket.writableLength > (sampleRateHz * 2 * MOST_UNSENT_MS) / 1000)
          return drop('the switch stopped reading');
        pacer.put(pcm);
      },
      clear: pacer.clear,
      unplayedBytes: () => pacer.waiting,
      hangUp() {
        onDeparture(null);
        pacer.stop();
        leave();
      },
      transfer(target) {
        onDeparture(target);
        pacer.stop();
        leave();
      },
      alive: async () => !socket.destroyed && performance.now() - heardAtMs < DEAD_AFTER_MS,
      close(code, reason) {
        ending ??= { clean: true, code, reason };
        pacer.stop();
        socket.end(HANG_UP);
        setTimeout(() => socket.destroy(), CLOSE_WITHIN_MS).unref();
      },
      drop,
    };
  };
}
