import { WebSocket } from 'ws';
import {
  type BrowserSignal,
  type Caption,
  type EdgeSignal,
  WEB_CALL_PATH,
} from '../../../contracts/web-call.ts';
import { aLaw, muLaw } from '../../transports/audio/g711.ts';
import { createEar, type EmulatedCall } from '../../transports/testing/emulated-switch.ts';
import { readRtp, writeRtp } from '../rtp-packet.ts';
import { createBrowserPeer } from './browser-peer.ts';

const FRAME_BYTES = 320;
const FRAME_SAMPLES = 160;

export interface WebCallerOptions {
  /** ws://host:port of the edge's public port */
  publicUrl: string;
  hello: { token: string } | { ticket: string };
  origin: string;
  payloadType?: 0 | 8;
}

/** A call from a page, as our script makes it, with a person who hears and speaks in 20 ms. */
export interface WebCaller extends EmulatedCall {
  signals: EdgeSignal[];
  captions: Caption[];
  /** brings the call back */
  ticket: string;
  signal(signal: BrowserSignal): void;
  /** an RTP packet of the test's own making */
  packet(bytes: Buffer): void;
  /** the same frame as it would be sent next, without sending it */
  nextPacket(pcm: Buffer): Buffer;
  closed: Promise<{ code: number }>;
  /** the browser is gone, UDP and all, but its WebSocket does not know */
  unplug(): void;
}

/** Thrown where the edge refuses. */
class CallRefused extends Error {
  readonly reason: string;
  constructor(reason: string, error: string) {
    super(error);
    this.reason = reason;
  }
}

export async function callFromPage(options: WebCallerOptions): Promise<WebCaller> {
  const { payloadType = 0 } = options;
  const codec = payloadType === 0 ? muLaw : aLaw;
  const silence = codec.encode(Buffer.alloc(FRAME_BYTES));
  const ssrc = 4242;
  const signals: EdgeSignal[] = [];
  const captions: Caption[] = [];
  const faults: string[] = [];
  const waiting: Buffer[] = [];
  let fate: ReturnType<EmulatedCall['fate']> = null;
  let ended = false;
  let sequence = 65_000;
  let timestamp = 4_294_900_000;
  let last: { sequence: number; timestamp: number } | null = null;

  const peer = createBrowserPeer({
    ...{ payloadType, ssrc },
    onRtp(bytes) {
      const packet = readRtp(bytes);
      if (packet === null) return;
      if (packet.payloadType !== payloadType) return void faults.push(`payload type ${packet.payloadType}`);
      if (packet.payload.length !== FRAME_SAMPLES) faults.push(`${packet.payload.length} bytes in a packet`);
      if (last !== null) {
        if (packet.sequence !== ((last.sequence + 1) & 0xffff)) faults.push('a sequence number is missing');
        if (((packet.timestamp - last.timestamp) | 0) < FRAME_SAMPLES) faults.push('the clock stands still');
      }
      last = packet;
      if (!packet.payload.equals(silence)) waiting.push(codec.decode(packet.payload));
    },
  });
  // a browser plays what has come; what it holds for an even flow is the network's, not ours
  const ear = createEar(5, () => (waiting.length === 0 ? null : Buffer.concat(waiting.splice(0))));

  const socket = new WebSocket(`${options.publicUrl}${WEB_CALL_PATH}`, {
    headers: { origin: options.origin },
  });
  const closed = new Promise<{ code: number }>((resolve) => {
    socket.on('close', (code) => {
      ended = true;
      peer.close();
      ear.catchUp();
      ear.stop();
      resolve({ code });
    });
  });
  socket.on('error', () => undefined);
  const signal = (what: BrowserSignal) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
  };
  const header = () => ({ sequence, timestamp, marker: false });
  const nextPacket = (pcm: Buffer): Buffer => {
    const bytes = writeRtp({ ...header(), payload: codec.encode(pcm) }, { ssrc, payloadType });
    sequence = (sequence + 1) & 0xffff;
    timestamp = (timestamp + (pcm.length >> 1)) >>> 0;
    return bytes;
  };

  const live = Promise.withResolvers<{ callId: string; ticket: string }>();
  live.promise.catch(() => undefined);
  let answer = { callId: '', ticket: '' };
  socket.on('open', () => signal({ type: 'hello', ...options.hello }));
  socket.on('close', () => live.reject(new CallRefused('closed', 'the edge closed the connection')));
  socket.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString()) as EdgeSignal;
    signals.push(said);
    if (said.type === 'ready') void peer.offer().then((sdp) => signal({ type: 'offer', sdp }));
    else if (said.type === 'answer') {
      answer = said;
      peer.answered(said.sdp);
    } else if (said.type === 'live') live.resolve(answer);
    else if (said.type === 'caption') captions.push(said);
    else if (said.type === 'refused') live.reject(new CallRefused(said.reason, said.error));
    else if (said.by === 'transfer') fate = { transferredTo: said.phone ?? '' };
    else fate = { hungUp: true };
  });

  const { callId, ticket } = await live.promise;
  return {
    ...{ callId, ticket, signals, captions, faults, closed, signal, nextPacket },
    sampleRateHz: 8000,
    say(pcm) {
      for (let at = 0; at < pcm.length; at += FRAME_BYTES)
        peer.send(nextPacket(pcm.subarray(at, at + FRAME_BYTES)));
    },
    packet: peer.send,
    heard: ear.heard,
    heldMs: () => waiting.length * 20,
    press: (digit) => signal({ type: 'digit', digit }),
    hangUp: () => signal({ type: 'hang-up' }),
    lose: () => socket.terminate(),
    unplug: () => peer.close(),
    fate: () => fate,
    get ended() {
      return ended;
    },
    raw: (bytes, as) => socket.send(bytes, { binary: as === 'binary' }),
  };
}
