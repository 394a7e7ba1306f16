import { performance } from 'node:perf_hooks';
import type { WebSocket } from 'ws';
import { createFramer } from '../audio/samples.ts';
import { type Arrival, CALLER_WITHIN_MS, type Ready, readCaller, type WebSocketDialect } from '../dialect.ts';
import type { MediaTransport } from '../media-transport.ts';
import { createWebSocketLeg, type WebSocketLeg } from '../websocket-leg.ts';
import {
  type AsteriskEvent,
  decodeEvent,
  encodeCommand,
  type MediaCodec,
  mediaCodec,
} from './chan-websocket-codec.ts';
import { createMarks, type Marks } from './marks.ts';

/** So much audio has a mark behind it: how exactly a switch that is late is known. Asterisk bears 65,500 bytes a message. */
const MARK_EVERY_FRAMES = 5;
/** What we hold while Asterisk wants no more: it has 18 s of ours by then, so nobody listens to it. */
const MOST_HELD_MS = 4000;
/** MEDIA_START is the first thing that Asterisk sends. */
const START_WITHIN_MS = 10 * CALLER_WITHIN_MS;

/** Asterisk's WebSocket channel: Asterisk paces, re-frames, answers marks and tells keys. Both sides may have connected. */
export const chanWebSocket: WebSocketDialect = {
  name: 'chan_websocket',
  path: 'asterisk',
  comesBack: false,
  open: openChannel,
};

type Started = Extract<AsteriskEvent, { type: 'start' }>;
/** The transport, and what the connection tells it. */
interface Channel {
  transport: MediaTransport;
  heard(bytes: Buffer): void;
  marked(id: string): void;
  holding(hold: boolean): void;
}

/** The same from either side: whoever connected, Asterisk begins with MEDIA_START. */
function openChannel(
  socket: WebSocket,
  { caller, query, onUnreadable, onDeparture }: Arrival,
  ready: Ready,
): void {
  let channel: Channel | null = null;
  const timer = setTimeout(() => leg.finish(1002, 'no MEDIA_START came', false), START_WITHIN_MS);

  const begin = (start: Started) => {
    clearTimeout(timer);
    const codec = mediaCodec(start.codec);
    if (codec === null) {
      onUnreadable(`codec ${start.codec.slice(0, 20)}: dial with c(slin), c(slin16), c(ulaw) or c(alaw)`);
      return leg.finish(1003, 'codec not possible: dial with c(slin)', true);
    }
    channel = createChannel(leg, codec, start, onDeparture);
    // only the JSON format carries variables
    const { HOLDFAST_FROM, HOLDFAST_TO } = start.variables;
    const named = { from: query.get('from') ?? HOLDFAST_FROM, to: query.get('to') ?? HOLDFAST_TO };
    ready(channel.transport, caller ?? readCaller(named));
  };

  const leg = createWebSocketLeg(socket, () => (channel?.transport.sampleRateHz ?? 8000) * 2, {
    text(text) {
      const event = decodeEvent(text);
      if (event.type === 'start' && channel === null) begin(event);
      else if (event.type === 'digit') leg.events.digit(event.digit);
      else if (event.type === 'mark') channel?.marked(event.id);
      else if (event.type === 'xoff' || event.type === 'xon') channel?.holding(event.type === 'xoff');
      else if (event.type === 'error')
        onUnreadable(`Asterisk refused a command: ${event.text.slice(0, 100)}`);
      else if (event.type === 'unreadable') onUnreadable(`${text.length} characters of text`);
    },
    binary: (bytes) => channel?.heard(bytes),
    closed: () => clearTimeout(timer),
  });
}

function createChannel(
  leg: WebSocketLeg,
  { sampleRateHz, sampleBytes, companded }: MediaCodec,
  { format, frameBytes }: Started,
  onDeparture: (target: string | null) => void,
): Channel {
  const bytesPerMs = (sampleRateHz * 2) / 1000;
  const blockBytes = Math.max(2, Math.floor(frameBytes / sampleBytes) * 2);
  const frame = createFramer(sampleBytes);
  const marks: Marks = createMarks(bytesPerMs, () => performance.now());
  let held: Buffer[] = [];
  let heldBytes = 0;
  let holding = false;

  const command = (name: Parameters<typeof encodeCommand>[1], id?: string) =>
    leg.sendText(encodeCommand(format, name, id));

  const put = (pcm: Buffer) => {
    const portion = blockBytes * MARK_EVERY_FRAMES;
    for (let at = 0; at < pcm.length; at += portion) {
      const part = pcm.subarray(at, at + portion);
      if (!leg.sendAudio(companded === null ? part : companded.encode(part))) return;
      command('MARK_MEDIA', marks.sent(part.length));
    }
  };

  const transport: MediaTransport = {
    sampleRateHz,
    // what does not fill a frame is thrown away by Asterisk
    blockBytes,
    listen: leg.listen,
    send(pcm) {
      if (!holding) return put(pcm);
      heldBytes += pcm.length;
      if (heldBytes > MOST_HELD_MS * bytesPerMs) return leg.drop('the switch wants no audio');
      held.push(pcm);
    },
    clear() {
      held = [];
      heldBytes = 0;
      marks.cleared();
      command('FLUSH_MEDIA');
    },
    unplayedBytes: () => heldBytes + marks.unplayed(),
    hangUp() {
      onDeparture(null);
      command('HANGUP');
    },
    transfer(target) {
      onDeparture(target);
      command('HANGUP');
    },
    alive: leg.alive,
    close: leg.close,
    drop: leg.drop,
  };
  return {
    transport,
    heard(bytes) {
      const whole = frame(bytes);
      if (whole !== null) leg.events.audio(companded === null ? whole : companded.decode(whole));
    },
    marked: marks.processed,
    holding(hold) {
      holding = hold;
      if (hold) return;
      const waiting = held;
      held = [];
      heldBytes = 0;
      for (const pcm of waiting) put(pcm);
    },
  };
}
