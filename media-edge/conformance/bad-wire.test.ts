import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EdgeLab, STATIC_TOKEN, startEdgeLab, until } from '../lab/edge-lab.ts';
import { fakeSample } from '../lab/fake-speech.ts';
import { callFromAudioSocket } from '../transports/testing/audio-socket.ts';
import { callFromChannel, startWaitingAsterisk } from '../transports/testing/chan-websocket.ts';
import { type EmulatedCall, seededRandom } from '../transports/testing/emulated-switch.ts';
import { callFromFreeSwitch } from '../transports/testing/freeswitch.ts';
import { announce, EDGE_FOR_ALL, FROM, TO, VARIANTS } from './variants.ts';

let asterisk: Awaited<ReturnType<typeof startWaitingAsterisk>>;
let lab: EdgeLab;
beforeAll(async () => {
  asterisk = await startWaitingAsterisk();
  lab = await startEdgeLab({
    ...EDGE_FOR_ALL,
    asteriskMediaUrl: asterisk.mediaUrl,
    maxCalls: 500,
  });
});
afterAll(async () => {
  await lab.stop();
  await asterisk.stop();
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const active = async () =>
  ((await (await fetch(`${lab.edge.internalUrl}/calls`)).json()) as { active: number }).active;
const listenerOf = (callId: string) => lab.speech.listeners.find(({ key }) => key === callId);
const jambonzUrl = (callId: string) => `${lab.edge.publicUrl}/fs/${callId}/${STATIC_TOKEN}`;
const anyJambonz = (callId = randomUUID()) =>
  callFromFreeSwitch({
    ...{
      module: 'jambonz',
      url: jambonzUrl(callId),
      callId,
      sampleRateHz: 8000,
      channels: 1,
      metadata: '{}',
    },
    seed: 1,
  });
/** A good call takes a turn: the edge lives. */
async function takesATurn(): Promise<void> {
  const call = await anyJambonz();
  const ears = await until(() => listenerOf(call.callId));
  await until(() => ears.commands.length > 0);
  ears.say('monday');
  await until(() => lab.calls.turns.some(({ text }) => text === 'monday'));
  call.hangUp();
  await until(() => lab.calls.ends.find(({ callId }) => callId === call.callId));
}

/** Messages that mean something to one dialect or another; the fuzz bends them. */
const CORPUS = [
  '{"type": "mark", "data": {"name":"m1", "event": "playout"}}',
  '{"type":"dtmf","data":{"digit":"5"}}',
  `{"callId":"x","from":"'|$\{hangup}\\n","to":"\`reboot\`"}{"a":{"b":[{}]}}`,
  '{"event":"MEDIA_START","format":"ulaw","optimal_frame_size":160,"channel_variables":{"__proto__":{}}}',
  'MEDIA_START connection_id:x format:slin optimal_frame_size:999999999999 ptime:20',
  '{"event":"MEDIA_MARK_PROCESSED","correlation_id":"m1"}',
  'MEDIA_XOFF',
  'MEDIA_XON',
  'DTMF_END digit:5 channel_id:x',
  'ERROR channel_id:x error_text:no',
  '{"type":"digit","digit":"5"}',
  '{"type":"offer","sdp":"v=0"}',
  '\u0000\u0001\u0010\u00ff',
];
function bent(random: () => number): Buffer {
  const bytes = Buffer.from(CORPUS[Math.floor(random() * CORPUS.length)] ?? '');
  for (let times = Math.floor(random() * 4); times > 0; times--) {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = Math.floor(random() * 256);
  }
  const cut = random() < 0.3 ? Math.floor(random() * bytes.length) : bytes.length;
  return random() < 0.1 ? Buffer.from(bytes.toString('latin1').repeat(50)) : bytes.subarray(0, cut);
}
const noise = (random: () => number) =>
  Buffer.from(Uint8Array.from({ length: Math.floor(random() * 900) }, () => Math.floor(random() * 256)));

describe('nonsense on the wire', () => {
  it.each(VARIANTS)('$name: neither the edge nor another call minds', async ({ dial }) => {
    const other = await anyJambonz();
    const call = await dial(lab, asterisk);
    const random = seededRandom(call.sampleRateHz + call.callId.length);
    for (let i = 0; i < 150 && !call.ended; i++) {
      const as = random() < 0.5 ? 'text' : 'binary';
      call.raw(as === 'text' ? bent(random) : noise(random), as);
      if (i % 50 === 0) await sleep(5);
    }
    await sleep(20);
    expect(other.ended).toBe(false);
    call.lose();
    other.hangUp();
  });

  it('and all of it leaves the edge well', async () => {
    await takesATurn();
    expect(lab.errors.filter((error) => !/could not be read|refused|no extension/.test(error))).toEqual([]);
  });
});

describe('a connection that ends at any moment', () => {
  it.each(VARIANTS)('$name leaves nothing behind', async ({ dial }) => {
    const random = seededRandom(3);
    await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const call = await dial(lab, asterisk);
        await sleep(random() * 60);
        if (i % 3 === 0) call.say(Buffer.alloc(640));
        if (i % 2 === 0) call.lose();
        else call.hangUp();
      }),
    );
  });

  it('TCP that says half a frame, or nothing at all, is no call', async () => {
    const port = lab.edge.audioSocketPort ?? 0;
    for (const bytes of ['', '01', '0100', '010010aabb', '100140', '030001'])
      connect(port, '127.0.0.1').end(Buffer.from(bytes, 'hex'));
    await takesATurn();
  });

  it('all places are free again', async () => {
    // a lost connection may come back for some seconds
    for (let waited = 0; waited < 9000 && (await active()) > 0; waited += 100) await sleep(100);
    expect(await active()).toBe(0);
  });
});

describe('quirks of FreeSWITCH', () => {
  it('an audio end of zero bytes closes the connection from our side', async () => {
    const call = await anyJambonz();
    call.gracefulShutdown();
    await until(() => call.ended);
  });

  it.each([
    { rule: 'a rate that nobody speaks', query: 'rate=11025' },
    { rule: 'five channels', query: 'channels=5' },
    { rule: 'a playback that no module knows', query: 'playback=loud' },
  ])('$rule is refused', async ({ query }) => {
    const callId = randomUUID();
    const call = await callFromFreeSwitch({
      ...{ module: 'stream', callId, sampleRateHz: 8000, channels: 1, metadata: '{}', seed: 1 },
      url: `${lab.edge.publicUrl}/stream/${callId}/${STATIC_TOKEN}?${query}`,
    });
    await until(() => call.ended);
    expect(lab.calls.opens.some((open) => open.callId === callId)).toBe(false);
  });
});

describe('quirks of AudioSocket', () => {
  const open = (callId: string, more: object = {}) =>
    callFromAudioSocket({
      ...{ port: lab.edge.audioSocketPort ?? 0, internalUrl: lab.edge.internalUrl, callId },
      ...{ sampleRateHz: 8000, oldRelease: false, seed: 1 },
      ...more,
    });
  const announced = async () => {
    const callId = randomUUID();
    await announce(lab, new URLSearchParams({ callId, from: FROM, to: TO }));
    return callId;
  };

  it('a call that nobody announced is refused, and the log says what to do', async () => {
    const call = await open(randomUUID());
    call.sendUuid();
    await until(() => call.ended);
    expect(lab.errors).toContain('an AudioSocket connection was refused');
  });

  it('a telephone that sends nothing while it is silent is greeted all the same, and its call lives on', async () => {
    const call = await open(await announced());
    call.sendUuid();
    await until(() => call.heard().length > 0);
    const ears = await until(() => listenerOf(call.callId));
    ears.started();
    const silentFrom = call.heard().length;
    // Asterisk gives up after 2 s without anything in either direction
    await sleep(2500);
    expect([call.ended, call.faults]).toEqual([false, []]);
    expect(call.heard().length).toBeGreaterThan(silentFrom);
    call.hangUp();
  });

  it('a rate that nobody speaks is refused', async () => {
    const call = await open(await announced());
    call.sendUuid();
    // 20 ms at 192 kHz
    call.raw(Buffer.concat([Buffer.from('181e00', 'hex'), Buffer.alloc(7680)]), 'binary');
    await until(() => call.ended);
    expect(lab.calls.opens.some(({ callId }) => callId === call.callId)).toBe(false);
  });

  it('frames leave at the speed of sound, few at once', async () => {
    const call = await open(await announced());
    call.sendUuid();
    await until(() => call.heard().length >= 16 * 600);
    const times = call.arrivals();
    const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect((times.length - 1) * 20).toBeLessThanOrEqual(spanMs + 80);
    call.hangUp();
  });

  it('an older release sends 16 kHz as kind 0x10, and gets it so', async () => {
    const older = await startEdgeLab({
      audioSocket: { host: '127.0.0.1', port: 0, plainRateHz: 16_000, takes: 'all' },
    });
    try {
      const call = await open(randomUUID(), {
        ...{ port: older.edge.audioSocketPort, internalUrl: older.edge.internalUrl },
        ...{ sampleRateHz: 16_000, oldRelease: true },
      });
      call.sendUuid();
      call.say(Buffer.alloc(640));
      await until(() => call.heard().length >= 6400);
      expect(call.faults).toEqual([]);
      call.hangUp();
    } finally {
      await older.stop();
    }
  });
});

describe('quirks of chan_websocket', () => {
  const channel = (more: Partial<Parameters<typeof callFromChannel>[1]> = {}) => {
    const callId = randomUUID();
    return callFromChannel(`${lab.edge.publicUrl}/asterisk/${STATIC_TOKEN}?callId=${callId}`, {
      ...{ internalUrl: lab.edge.internalUrl, callId, codec: 'slin', format: 'json' },
      ...more,
    });
  };
  const flow = (call: EmulatedCall, on: boolean) =>
    call.raw(Buffer.from(`{"event":"MEDIA_${on ? 'XON' : 'XOFF'}"}`), 'text');

  it('XOFF stops our audio, XON lets it go on where it stopped', async () => {
    const call = await channel();
    await until(() => call.heard().length > 0);
    flow(call, false);
    await until(() => call.heldMs() === 0);
    const stopped = call.heard().length;
    await sleep(150);
    expect(call.heard().length).toBe(stopped);
    flow(call, true);
    await until(() => call.heard().length > stopped + 16 * 100);
    const samples = call.heard();
    // the first piece is one tone: nothing is missing in it, and nothing comes twice
    for (let i = 0; i < stopped / 2 + 800; i++)
      expect(Math.abs(samples.readInt16LE(i * 2) - fakeSample(i))).toBeLessThanOrEqual(1);
    call.hangUp();
  });

  it('what was held at XOFF does not count as heard', async () => {
    const call = await channel();
    await until(() => call.heard().length > 16 * 400);
    flow(call, false);
    await until(() => call.heldMs() === 0);
    await sleep(600);
    const ears = await until(() => listenerOf(call.callId));
    const stoppedMs = call.heard().length / 16;
    ears.say('tuesday please');
    const turn = await until(() => lab.calls.turns.find(({ text }) => text === 'tuesday please'));
    // the greeting of this lab is spoken at 20 ms a letter
    expect(turn.heard?.text.length).toBeLessThanOrEqual((stoppedMs + 200) / 20);
    call.hangUp();
  });

  it('caller data comes from channel variables where the address says none', async () => {
    const call = await channel({ variables: { HOLDFAST_FROM: '+380671234567', HOLDFAST_TO: '200' } });
    expect(await until(() => lab.calls.opens.find(({ callId }) => callId === call.callId))).toMatchObject({
      from: '+380671234567',
      to: '200',
    });
    call.hangUp();
  });

  it('a codec that cannot be made is refused', async () => {
    const call = await channel();
    call.lose();
    const other = await channel({ codec: 'opus' as 'slin' });
    await until(() => other.ended);
  });

  it('a channel that waits nowhere is told to who asked', async () => {
    const facts = new URLSearchParams({ callId: randomUUID(), mediaConnection: randomUUID() });
    await expect(announce(lab, facts)).rejects.toThrow('did not take the connection');
  });
});
