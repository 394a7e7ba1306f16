import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { aLaw, muLaw } from '../audio/g711.ts';
import { createChannelQueue } from './channel-queue.ts';
import { askWhatNext, createEar, type EmulatedCall } from './emulated-switch.ts';

export interface ChannelOptions {
  internalUrl: string;
  callId: string;
  codec: 'slin' | 'slin16' | 'slin24' | 'ulaw' | 'alaw';
  format: 'plain' | 'json';
  variables?: Readonly<Record<string, string>>;
}

const RATES = { slin: 8000, slin16: 16_000, slin24: 24_000, ulaw: 8000, alaw: 8000 };
const LONGEST_TEXT_BYTES = 128;
const LARGEST_MESSAGE_BYTES = 65_500;

/** Asterisk dials out: `Dial(WebSocket/edge/c(…)f(…)v(callId=…))` connects to us. */
export async function callFromChannel(url: string, options: ChannelOptions) {
  const socket = new WebSocket(url, 'media', { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return runChannel(socket, options);
}

/** Asterisk's HTTP server: each channel that waits for an application takes one connection under its connection id. */
export async function startWaitingAsterisk() {
  const waiting = new Map<string, (socket: WebSocket) => void>();
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: (asked) => (asked.has('media') ? 'media' : false),
    verifyClient: ({ req }, done) => {
      const known = waiting.has(req.url?.replace('/media/', '') ?? '');
      done(known, 404, 'WebSocket instance not found');
    },
  });
  server.on('connection', (socket, request) => {
    const id = request.url?.replace('/media/', '') ?? '';
    waiting.get(id)?.(socket);
    waiting.delete(id);
  });
  await once(server, 'listening');
  return {
    /** of EDGE_ASTERISK_MEDIA_URL */
    mediaUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/media`,
    /** `Dial(WebSocket/INCOMING/…)`: the channel's MEDIA_WEBSOCKET_CONNECTION_ID, and the call once we have connected */
    channel(options: ChannelOptions): { connectionId: string; call: Promise<EmulatedCall> } {
      const connectionId = randomUUID();
      const call = new Promise<EmulatedCall>((resolve) =>
        waiting.set(connectionId, (socket) => resolve(runChannel(socket, options, connectionId))),
      );
      return { connectionId, call };
    },
    async stop() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A channel of chan_websocket: re-frames, paces, counts its queue, answers marks. Source: chan_websocket.c. */
function runChannel(socket: WebSocket, options: ChannelOptions, connectionId = 'edge1'): EmulatedCall {
  const { callId, codec, format, internalUrl, variables = {} } = options;
  const sampleRateHz = RATES[codec];
  const companded = codec === 'ulaw' ? muLaw : codec === 'alaw' ? aLaw : null;
  const frameBytes = (sampleRateHz * (companded === null ? 2 : 1) * 20) / 1000;
  const faults: string[] = [];
  let fate: ReturnType<EmulatedCall['fate']> = null;
  let ended = false;
  const channelId = 'pbx1-123456789.7';

  const tell = (event: string, fields: Record<string, string | number> = {}, plain?: string) => {
    if (socket.readyState !== socket.OPEN) return;
    const words =
      plain ??
      Object.entries(fields)
        .map(([name, value]) => `${name}:${value}`)
        .join(' ');
    socket.send(
      format === 'json'
        ? JSON.stringify({ event, channel_id: channelId, ...fields })
        : `${event}${words === '' ? '' : ` ${words}`}`,
    );
  };
  const queue = createChannelQueue(frameBytes, {
    flow: (on) => tell(on ? 'MEDIA_XON' : 'MEDIA_XOFF', {}),
    mark: (id) => tell('MEDIA_MARK_PROCESSED', { correlation_id: id }, id),
  });
  const ear = createEar(20, () => {
    const frame = queue.next();
    return frame === null || companded === null ? frame : companded.decode(frame);
  });
  const leave = (code: number) => {
    socket.close(code);
    setTimeout(() => socket.terminate(), 500).unref();
  };

  const obey = (text: string) => {
    if (Buffer.byteLength(text) > LONGEST_TEXT_BYTES) return faults.push('a text of more than 128 bytes');
    const [command = '', id = ''] =
      format === 'json' ? readJson(text) : [text.split(' ')[0] ?? '', text.slice(text.indexOf(' ') + 1)];
    switch (command) {
      case 'MARK_MEDIA':
        return queue.mark(id);
      case 'FLUSH_MEDIA':
        return queue.flush();
      case 'HANGUP':
        void askWhatNext(internalUrl, callId).then((answer) => {
          fate = answer;
        });
        return leave(1000);
      default:
        return faults.push(`command unknown: ${text.slice(0, 40)}`);
    }
  };
  const readJson = (text: string): [string, string] => {
    try {
      const { command, correlation_id = '' } = JSON.parse(text) as Record<string, string>;
      return [`${command}`, `${correlation_id}`];
    } catch {
      tell('ERROR', { error_text: 'Unable to parse JSON command' });
      return ['', ''];
    }
  };

  socket.on('message', (data: Buffer, binary) => {
    if (!binary) return void obey(data.toString('utf8'));
    if (data.length > LARGEST_MESSAGE_BYTES) {
      faults.push(`a message of ${data.length} bytes`);
      return leave(1009);
    }
    if (data.length % frameBytes !== 0) faults.push(`a rest of ${data.length % frameBytes} bytes is dropped`);
    queue.put(data);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
    ear.stop();
  });
  socket.send(
    format === 'json'
      ? JSON.stringify({
          ...{ event: 'MEDIA_START', connection_id: connectionId, channel: 'WebSocket/edge1' },
          ...{ channel_id: channelId, format: codec, optimal_frame_size: frameBytes, ptime: 20 },
          channel_variables: variables,
        })
      : `MEDIA_START connection_id:${connectionId} channel:WebSocket/edge1 channel_id:${channelId} format:${codec} optimal_frame_size:${frameBytes} ptime:20`,
  );

  return {
    ...{ callId, sampleRateHz, faults },
    say(pcm) {
      const wire = companded === null ? pcm : companded.encode(pcm);
      for (let at = 0; at < wire.length; at += frameBytes) socket.send(wire.subarray(at, at + frameBytes));
    },
    heard: ear.heard,
    heldMs() {
      ear.catchUp();
      return queue.length() * 20;
    },
    press: (digit) => tell('DTMF_END', { digit }, `digit:${digit} channel_id:${channelId}`),
    hangUp: () => leave(1000),
    lose: () => socket.terminate(),
    fate: () => fate,
    get ended() {
      return ended;
    },
    raw: (bytes, as) => socket.readyState === socket.OPEN && socket.send(bytes, { binary: as === 'binary' }),
  };
}
