import { createSocket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { WEB_CALL_TICKET_KIND, WEB_CALL_TOKEN_KIND } from '../../contracts/web-call.ts';
import { type EdgeLab, startEdgeLab, until } from '../lab/edge-lab.ts';
import { fakeSample } from '../lab/fake-speech.ts';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { writeRtp } from './rtp-packet.ts';
import { callFromPage, type WebCaller, type WebCallerOptions } from './testing/web-caller.ts';
import { PAGE, webCallSettings, webToken } from './testing/web-tokens.ts';

let lab: EdgeLab;
beforeEach(async () => {
  lab = await startEdgeLab({ webCalls: webCallSettings(), maxCalls: 3 });
});
afterEach(() => lab.stop());

const call = (
  hello: WebCallerOptions['hello'] = { token: webToken() },
  more: Partial<WebCallerOptions> = {},
): Promise<WebCaller> => callFromPage({ publicUrl: lab.edge.publicUrl, origin: PAGE, hello, ...more });
const refusal = (calling: Promise<unknown>): Promise<string> =>
  calling.then(
    () => 'taken',
    (error: Error & { reason?: string }) => error.reason ?? error.message,
  );
const earsOf = async ({ callId }: WebCaller, nth = 0) => {
  const ears = await until(() => lab.speech.listeners.filter(({ key }) => key === callId)[nth]);
  await until(() => ears.commands.length > 0);
  return ears;
};
/** 20 ms of a tone, frame by frame never the same */
const frame = (n: number): Buffer => {
  const pcm = Buffer.alloc(320);
  for (let i = 0; i < 160; i++) pcm.writeInt16LE(fakeSample(n * 160 + i), i * 2);
  return pcm;
};
/** so many samples of what the recogniser got are no silence */
const loudMs = (audio: readonly Buffer[]): number => {
  const pcm = Buffer.concat(audio);
  let loud = 0;
  for (let at = 0; at < pcm.length; at += 2) if (Math.abs(pcm.readInt16LE(at)) > 16) loud++;
  return loud / 8;
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('who may call', () => {
  it.each<[what: string, hello: () => WebCallerOptions['hello'], reason: string, origin?: string]>([
    ['with a token', () => ({ token: webToken() }), 'taken'],
    ['without one', () => ({ token: '' }), 'missing'],
    ['with an expired one', () => ({ token: webToken({}, { lastsMs: -1 }) }), 'expired'],
    [
      'with somebody else’s',
      () => ({ token: webToken({}, { secret: 'another secret than ours' }) }),
      'wrong',
    ],
    ['with a changed one', () => ({ token: webToken().replace('.', '.e') }), 'wrong'],
    ['with any text', () => ({ token: 'let me in' }), 'wrong'],
    ['with claims of another shape', () => ({ token: webToken({ id: 'short' }) }), 'wrong'],
    ['from another page', () => ({ token: webToken() }), 'foreign', 'https://elsewhere.example'],
    [
      'from a page of the same name without TLS',
      () => ({ token: webToken() }),
      'foreign',
      'http://clinic.example',
    ],
    ['from no page', () => ({ token: webToken() }), 'foreign', ''],
    [
      'for a number that belongs to another tenant now',
      () => ({ token: webToken({ tenant: 'shop' }) }),
      'no-route',
    ],
    [
      'with a ticket in the place of a token',
      () => ({ token: webToken({}, { kind: WEB_CALL_TICKET_KIND }) }),
      'wrong',
    ],
    ['with a token in the place of a ticket', () => ({ ticket: webToken() }), 'wrong'],
    [
      'with a ticket without an epoch',
      () => ({ ticket: webToken({}, { kind: WEB_CALL_TICKET_KIND }) }),
      'wrong',
    ],
  ])('%s: %#', async (_what, hello, reason, origin = PAGE) => {
    expect(await refusal(call(hello(), { origin }))).toBe(reason);
    expect(lab.calls.opens).toHaveLength(reason === 'taken' ? 1 : 0);
    expect((await (await fetch(`${lab.edge.internalUrl}/calls`)).json()) as object).toMatchObject({
      active: reason === 'taken' ? 1 : 0,
      reserved: 0,
    });
  });

  it('the same token twice: the first call goes on, the second is told', async () => {
    const hello = { token: webToken() };
    const first = await call(hello);
    expect(await refusal(call(hello))).toBe('used');
    first.say(frame(1));
    await until(async () => loudMs((await earsOf(first)).audio) >= 19);
    first.hangUp();
    await until(() => lab.calls.ends[0]);
    expect(await refusal(call(hello))).toBe('used');
    expect(lab.calls.opens).toHaveLength(1);
  });

  it('the same token twice at once: one of them', async () => {
    const hello = { token: webToken() };
    expect((await Promise.all([refusal(call(hello)), refusal(call(hello))])).sort()).toEqual([
      'taken',
      'used',
    ]);
  });

  it('more than there are places for: the page is told, and a place that comes free is taken', async () => {
    const first = await call();
    await call();
    await call();
    expect(await refusal(call())).toBe('full');
    first.hangUp();
    await until(() => lab.calls.ends[0]);
    expect(await refusal(call())).toBe('taken');
  });

  it('where web calls are off, nothing of them is there', async () => {
    const without = await startEdgeLab();
    const base = without.edge.publicUrl.replace('ws', 'http');
    expect((await fetch(`${base}/web-call.js`)).status).toBe(404);
    expect(
      await refusal(
        callFromPage({ publicUrl: without.edge.publicUrl, origin: PAGE, hello: { token: webToken() } }),
      ),
    ).toBe('closed');
    await without.stop();
  });
});

describe('what the public port serves', () => {
  it.each([
    ['/web-call.js', 200],
    ['/web-call.js?v=2', 200],
    ['/web-call/widget.js', 200],
    ['/web-call/../web-call/widget.js', 200],
    ['/web-call/../../package.json', 404],
    ['/web-call/%2e%2e/web-call.ts', 404],
    ['/web-call/page-files.ts', 404],
    ['/web-call/', 404],
    ['/web-call', 426],
    ['/', 404],
    ['/metrics', 404],
  ])('%s: %d', async (path, status) => {
    const answer = await fetch(`${lab.edge.publicUrl.replace('ws', 'http')}${path}`);
    expect(answer.status).toBe(status);
    const body = await answer.text();
    if (status !== 200) return expect(body).toContain('error');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is read and not written', async () => {
    const url = `${lab.edge.publicUrl.replace('ws', 'http')}/web-call.js`;
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('audio over a bad network', () => {
  it('lost, swapped and repeated packets: every word that came is heard once and in its order', async () => {
    const caller = await call();
    const ears = await earsOf(caller);
    const random = seededRandom(3);
    const packets = Array.from({ length: 100 }, (_, n) => caller.nextPacket(frame(n)));
    const lost = new Set(Array.from({ length: 10 }, (_, i) => 5 + i * 9));
    const order = packets.flatMap((packet, n) =>
      lost.has(n) ? [] : random() < 0.2 ? [packet, packet] : [packet],
    );
    for (let i = 0; i + 1 < order.length; i += 7)
      [order[i], order[i + 1]] = [order[i + 1] as Buffer, order[i] as Buffer];
    for (const packet of order) {
      caller.packet(packet);
      await sleep(4);
    }
    await until(() => ears.bytes >= 96 * 320);
    // a machine that stands still between two swapped packets loses the second
    expect(loudMs(ears.audio)).toBeGreaterThan(90 * 20 * 0.9);
    expect(loudMs(ears.audio)).toBeLessThanOrEqual(90 * 20);
    // the tone rises: heard in another order it would jump
    const heard = Buffer.concat(ears.audio);
    expect(heard.length).toBeGreaterThanOrEqual(99 * 320);
  });

  it('packets that are none, of another codec, empty or far too long change nothing', async () => {
    const caller = await call();
    const ears = await earsOf(caller);
    const random = seededRandom(5);
    const head = { sequence: 65_100, timestamp: 5, marker: false };
    const rtp = (payloadType: number, bytes: number) =>
      writeRtp({ ...head, payload: Buffer.alloc(bytes, 1) }, { ssrc: 4242, payloadType });
    for (const packet of [rtp(111, 40), rtp(8, 160), rtp(13, 1), rtp(0, 0), rtp(0, 1200)])
      caller.packet(packet);
    for (let i = 0; i < 200; i++) {
      const bytes = Buffer.from(Array.from({ length: 40 + random() * 100 }, () => random() * 256));
      // what encrypts looks no deeper than the version
      bytes[0] = 0x80;
      bytes[1] = 96 + (i % 32);
      caller.packet(bytes);
    }
    for (let n = 0; n < 10; n++) caller.say(frame(n));
    await until(() => loudMs(ears.audio) >= 10 * 19);
    expect(lab.errors.filter((line) => line.includes('could not be read')).length).toBeLessThanOrEqual(1);
    expect(caller.ended).toBe(false);
  });

  it('what strangers send to the audio port reaches nobody', async () => {
    const caller = await call();
    const ears = await earsOf(caller);
    const sdp = caller.signals.find((signal) => signal.type === 'answer')?.sdp ?? '';
    const port = Number(/^a=candidate:\S+ 1 UDP \d+ 127\.0\.0\.1 (\d+) typ host/m.exec(sdp)?.[1]);
    const stranger = createSocket('udp4');
    const random = seededRandom(6);
    for (let i = 0; i < 300; i++) {
      const bytes = Buffer.from(Array.from({ length: 1 + random() * 300 }, () => random() * 256));
      // as STUN, DTLS and RTP begin
      bytes[0] = [0, 20, 22, 23, 128, 144][i % 6] ?? 0;
      stranger.send(bytes, port, '127.0.0.1');
    }
    stranger.send(caller.nextPacket(frame(1)), port, '127.0.0.1');
    await sleep(100);
    stranger.close();
    for (let n = 0; n < 10; n++) caller.say(frame(n));
    await until(() => loudMs(ears.audio) >= 9 * 19);
    expect(loudMs(ears.audio)).toBeLessThanOrEqual(200);
  });

  it('a browser that goes silent without a word is given up, and its call ends', async () => {
    const caller = await call();
    await earsOf(caller);
    caller.say(frame(1));
    caller.unplug();
    await Promise.race([caller.closed, sleep(12_000)]);
    expect(caller.ended).toBe(true);
    let ended: string | undefined;
    for (let i = 0; i < 120 && ended === undefined; i++) {
      await sleep(100);
      ended = lab.calls.ends[0]?.end.reason;
    }
    expect(ended).toBe('edge-lost');
  });
});

describe('a call that was lost', () => {
  it('comes back by its ticket: the same call, a later epoch, no second greeting', async () => {
    const first = await call();
    await earsOf(first);
    first.lose();
    const again = await call({ ticket: first.ticket });
    expect(again.callId).toBe(first.callId);
    await until(() => lab.calls.opens[1]);
    expect(lab.calls.opens.map(({ epoch, channel }) => ({ epoch, channel }))).toEqual([
      { epoch: 1, channel: 'web' },
      { epoch: 2, channel: 'web' },
    ]);
    again.say(frame(1));
    await until(async () => loudMs((await earsOf(again, 1)).audio) >= 19);
    again.hangUp();
    await until(() => lab.calls.ends[0]);
    expect(lab.calls.ends).toHaveLength(1);
    expect(lab.calls.ends[0]?.end).toMatchObject({ reason: 'caller-hung-up', epoch: 2 });
  });

  it('a ticket that was used is not good for a second connection beside the first', async () => {
    const first = await call();
    first.lose();
    await call({ ticket: first.ticket });
    expect(await refusal(call({ ticket: first.ticket }))).toBe('used');
  });

  it('a ticket takes a connection over whose browser has not noticed its loss', async () => {
    const first = await call();
    await earsOf(first);
    const again = await call({ ticket: first.ticket });
    expect((await first.closed).code).toBe(1000);
    expect(first.fate()).toBeNull();
    expect(again.ended).toBe(false);
  });

  it('an edge that stops hands its call over: closed without a word about the end', async () => {
    const caller = await call();
    await earsOf(caller);
    const stopping = lab.edge.stop(0);
    expect((await caller.closed).code).toBe(1000);
    expect(caller.fate()).toBeNull();
    await stopping;
    expect(lab.calls.ends).toEqual([]);
  });
});

describe('what is said is read along', () => {
  it('both sides, with what the recogniser is still in doubt about', async () => {
    const caller = await call();
    const ears = await earsOf(caller);
    await until(() => caller.captions.some(({ who }) => who === 'agent'));
    ears.say('monday please');
    await until(() => caller.captions.find(({ text, final }) => text === 'monday please' && final));
    expect(caller.captions.find(({ text }) => text === 'monday please')).toMatchObject({
      who: 'caller',
      final: false,
    });
    await until(() => caller.captions.find(({ text }) => text === 'You said monday please.'));
    // the greeting was cut: it is shown as far as it was heard
    expect(caller.captions.findLast(({ id }) => id === 'agent-greeting')?.text).toMatch(/…$/);
  });
});

describe('signals that are none', () => {
  const bad = [
    '',
    '{',
    'null',
    '[]',
    '{"type":"offer"}',
    '{"type":"digit","digit":"12"}',
    '{"type":"hello"}',
    'x'.repeat(60_000),
  ];

  it('do not end a call', async () => {
    const caller = await call();
    const ears = await earsOf(caller);
    for (const text of bad) caller.raw(Buffer.from(text), 'text');
    for (let i = 0; i < 50; i++) caller.raw(Buffer.from([i]), 'binary');
    // a second offer, a second token
    caller.signal({ type: 'offer', sdp: 'v=0' });
    caller.signal({ type: 'hello', token: webToken() });
    caller.press('5');
    caller.press('#');
    expect(await until(() => lab.calls.turns[0])).toMatchObject({ kind: 'dtmf', text: '5' });
    caller.say(frame(1));
    await until(() => loudMs(ears.audio) >= 19);
    expect(caller.ended).toBe(false);
  });

  it.each([
    ['nothing that can be read', bad],
    ['an offer before the token', ['{"type":"offer","sdp":"v=0"}']],
    ['an offer without audio', ['HELLO', '{"type":"offer","sdp":"v=0"}']],
    ['an offer of megabytes', ['HELLO', `{"type":"offer","sdp":"${'x'.repeat(100_000)}"}`]],
  ])('%s: no call, no place, and others are taken', async (_what, texts) => {
    const socket = new WebSocket(`${lab.edge.publicUrl}/web-call`, { headers: { origin: PAGE } });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('open', resolve));
    for (const text of texts)
      socket.send(text === 'HELLO' ? JSON.stringify({ type: 'hello', token: webToken() }) : text);
    await sleep(50);
    expect(await refusal(call())).toBe('taken');
    socket.terminate();
    expect(lab.calls.opens).toHaveLength(1);
    expect((await (await fetch(`${lab.edge.internalUrl}/calls`)).json()) as object).toMatchObject({
      reserved: 0,
    });
  });
});

it('a token is signed under the kind that the edge expects', () => {
  expect(webToken().startsWith(`${WEB_CALL_TOKEN_KIND}.`)).toBe(true);
});
