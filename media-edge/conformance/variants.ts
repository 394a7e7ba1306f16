import { randomUUID } from 'node:crypto';
import { type EdgeLab, STATIC_TOKEN } from '../lab/edge-lab.ts';
import { callFromAudioSocket } from '../transports/testing/audio-socket.ts';
import {
  type ChannelOptions,
  callFromChannel,
  type startWaitingAsterisk,
} from '../transports/testing/chan-websocket.ts';
import type { EmulatedCall } from '../transports/testing/emulated-switch.ts';
import { callFromFreeSwitch, type FreeSwitchOptions } from '../transports/testing/freeswitch.ts';
import { callFromPage } from '../webrtc/testing/web-caller.ts';
import { PAGE, webCallSettings, webToken } from '../webrtc/testing/web-tokens.ts';

export const FROM = '+380501112233';
export const TO = '100';

/** A way in which a switch can be connected, as the conformance suite runs it. */
export interface Variant {
  name: string;
  /** ms that the switch may hold of ours: our lead, and what one portion is */
  mostHeldMs: number;
  /** the wire keeps every sample */
  exact: boolean;
  dial(lab: EdgeLab, asterisk: Awaited<ReturnType<typeof startWaitingAsterisk>>): Promise<EmulatedCall>;
}

/** our lead, and what a busy machine may take to hand it over; without a bound it would be all that there is to say */
const BUSY_MS = 1000;
const STREAM_MS = 500 + BUSY_MS;
const FILES_MS = 2500 + BUSY_MS;

const freeSwitch = (
  module: FreeSwitchOptions['module'],
  { rate = 8000, channels = 1 as 1 | 2, query = '' } = {},
): Variant => ({
  name: `${module}, ${rate} Hz${channels === 2 ? ', stereo' : ''}`,
  mostHeldMs: module === 'drachtio' || module === 'stream' ? FILES_MS : STREAM_MS,
  exact: true,
  dial(lab) {
    const callId = randomUUID();
    const path = module === 'jambonz' ? 'fs' : module === 'drachtio' ? 'fork' : 'stream';
    return callFromFreeSwitch({
      ...{ module, callId, sampleRateHz: rate, channels, seed: 7 },
      url: `${lab.edge.publicUrl}/${path}/${callId}/${STATIC_TOKEN}?rate=${rate}&channels=${channels}${query}`,
      metadata: JSON.stringify({ callId, from: FROM, to: TO }),
    });
  },
});

const channel = (
  codec: ChannelOptions['codec'],
  format: ChannelOptions['format'],
  role: 'connects' | 'waits',
): Variant => ({
  name: `chan_websocket ${role}, ${codec}, ${format}`,
  mostHeldMs: STREAM_MS,
  exact: codec.startsWith('slin'),
  async dial(lab, asterisk) {
    const callId = randomUUID();
    const options = { internalUrl: lab.edge.internalUrl, callId, codec, format };
    const facts = new URLSearchParams({ callId, from: FROM, to: TO });
    if (role === 'connects')
      return callFromChannel(`${lab.edge.publicUrl}/asterisk/${STATIC_TOKEN}?${facts}`, options);
    const { connectionId, call } = asterisk.channel(options);
    facts.set('mediaConnection', connectionId);
    await announce(lab, facts);
    return call;
  },
});

const audioSocket = (sampleRateHz: 8000 | 16_000 | 24_000): Variant => ({
  name: `AudioSocket, ${sampleRateHz} Hz`,
  mostHeldMs: 0,
  exact: true,
  async dial(lab) {
    const callId = randomUUID();
    await announce(lab, new URLSearchParams({ callId, from: FROM, to: TO }));
    const call = await callFromAudioSocket({
      ...{ port: lab.edge.audioSocketPort ?? 0, internalUrl: lab.edge.internalUrl },
      ...{ callId, sampleRateHz, oldRelease: false, seed: 7 },
    });
    call.sendUuid();
    // the telephone's audio comes from the first moment, and its kind tells the rate
    call.say(Buffer.alloc((sampleRateHz * 2 * 20) / 1000));
    return call;
  },
});

const page = (payloadType: 0 | 8): Variant => ({
  name: `a page, ${payloadType === 0 ? 'PCMU' : 'PCMA'}`,
  // what has come is played at once
  mostHeldMs: 100,
  exact: false,
  dial: (lab) =>
    callFromPage({
      ...{ publicUrl: lab.edge.publicUrl, origin: PAGE, payloadType },
      hello: { token: webToken({ from: FROM, to: TO, operatorPhone: '2007' }) },
    }),
});

/** What an edge needs for all variants. */
export const EDGE_FOR_ALL = {
  audioSocket: { host: '127.0.0.1', port: 0, plainRateHz: 8000, takes: 'placed' },
  webCalls: webCallSettings(),
} as const;

/** As a dialplan's CURL() does. */
export async function announce(lab: EdgeLab, facts: URLSearchParams): Promise<void> {
  const answer = await fetch(`${lab.edge.internalUrl}/calls`, { method: 'POST', body: facts });
  const text = await answer.text();
  if (text !== 'ok') throw new Error(text);
}

export const VARIANTS: readonly Variant[] = [
  freeSwitch('jambonz'),
  freeSwitch('jambonz', { rate: 16_000 }),
  freeSwitch('jambonz', { rate: 24_000 }),
  freeSwitch('jambonz', { channels: 2 }),
  freeSwitch('drachtio'),
  freeSwitch('stream'),
  freeSwitch('stream', { rate: 16_000, channels: 2 }),
  freeSwitch('stream-json', { query: '&playback=json' }),
  freeSwitch('stream-binary', { rate: 16_000, query: '&playback=binary' }),
  audioSocket(8000),
  audioSocket(16_000),
  audioSocket(24_000),
  channel('slin', 'json', 'connects'),
  channel('slin16', 'plain', 'connects'),
  channel('slin24', 'json', 'connects'),
  channel('ulaw', 'json', 'connects'),
  channel('alaw', 'plain', 'waits'),
  channel('slin16', 'json', 'waits'),
  page(0),
  page(8),
];
