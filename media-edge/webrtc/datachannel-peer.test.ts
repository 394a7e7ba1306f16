import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../lab/edge-lab.ts';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { type PeerService, startPeerService } from './datachannel-peer.ts';
import type { IncomingPacket, PeerListener } from './media-peer.ts';
import { writeRtp } from './rtp-packet.ts';
import { type BrowserPeer, createBrowserPeer } from './testing/browser-peer.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let service: PeerService;
beforeAll(async () => {
  service = await startPeerService({ host: '127.0.0.1', port: 0 });
});
afterAll(() => service.stop());

const nobody = (): PeerListener => ({ connected() {}, packet() {}, lost() {} });
const newBrowser = (heard: Buffer[] = []): BrowserPeer =>
  createBrowserPeer({ payloadType: 0, ssrc: 5, onRtp: (bytes) => heard.push(bytes) });
const packetOf = (byte: number) => ({
  sequence: 1,
  timestamp: 160,
  marker: true,
  payload: Buffer.alloc(160, byte),
});

/** A browser that is connected, and what each side has heard. */
async function connect() {
  const events: string[] = [];
  const packets: IncomingPacket[] = [];
  const heard: Buffer[] = [];
  const browser = newBrowser(heard);
  const listener: PeerListener = {
    connected: () => events.push('connected'),
    packet: (packet) => packets.push(packet),
    lost: () => events.push('lost'),
  };
  const peer = await service.open(await browser.offer(), listener);
  browser.answered(peer.answer);
  await until(() => events.includes('connected') && browser.open);
  const close = () => {
    peer.close();
    browser.close();
  };
  return { peer, browser, events, packets, heard, close };
}
/** Addresses that no packet can be sent to, and some that one can. */
const STRANGE_CANDIDATES = [
  'a=candidate:1 1 udp 1 999.1.1.1 5000 typ host',
  'a=candidate:1 1 udp 1 0.0.0.0 5000 typ host',
  'a=candidate:1 1 udp 1 255.255.255.255 5000 typ host',
  'a=candidate:1 1 udp 1 127.0.0.1 0 typ host',
  'a=candidate:1 1 udp 1 127.0.0.1 99999 typ host',
  'a=candidate:1 1 udp 4294967295 ::1 5000 typ relay raddr :: rport 0',
  'a=candidate:1 1 udp 99999999999 127.0.0.1 5000 typ host',
  'a=candidate:1 1 udp 1 abc.local 5000 typ host',
];
const portsOf = (sdp: string) =>
  [...sdp.matchAll(/^a=candidate:\S+ 1 UDP \d+ (\S+) (\d+)/gm)].map(([, ...at]) => at);

describe('a connection with a browser', () => {
  it('carries packets both ways, and bears to be used when the browser has gone', async () => {
    const { peer, browser, events, packets, heard } = await connect();
    peer.send(packetOf(1));
    browser.send(writeRtp(packetOf(2), { ssrc: 5, payloadType: 0 }));
    await until(() => heard.length > 0 && packets.length > 0);
    expect(packets[0]).toMatchObject({ ssrc: 5, sequence: 1, payloadType: 0, payload: Buffer.alloc(160, 2) });
    browser.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    peer.send(packetOf(3));
    peer.close();
    peer.send(packetOf(4));
    peer.close();
    expect(events[0]).toBe('connected');
  });

  it('tells nothing more once it is closed from here', async () => {
    const { peer, events, browser } = await connect();
    peer.close();
    browser.send(writeRtp(packetOf(1), { ssrc: 5, payloadType: 0 }));
    browser.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(events).toEqual(['connected']);
  });

  it('is one of many on the same port', async () => {
    const calls = await Promise.all([connect(), connect(), connect()]);
    for (const [i, { peer }] of calls.entries()) peer.send(packetOf(i + 1));
    await until(() => calls.every(({ heard }) => heard.length > 0));
    for (const [i, { heard, peer }] of calls.entries()) {
      expect(heard.map((bytes) => bytes[12])).toEqual([i + 1]);
      expect(portsOf(peer.answer)).toEqual([['127.0.0.1', `${service.port}`]]);
    }
    for (const { close } of calls) close();
  });

  it('is told the address outside, where there is one', async () => {
    const behindNat = await startPeerService({ host: 'localhost', address: '192.0.2.9', port: 0 });
    const browser = newBrowser();
    const peer = await behindNat.open(await browser.offer(), nobody());
    expect(portsOf(peer.answer)).toEqual([['192.0.2.9', `${behindNat.port}`]]);
    peer.close();
    browser.close();
    behindNat.stop();
  });

  it('is forgotten with its call, though the library keeps its callbacks', async () => {
    const refs: WeakRef<PeerListener>[] = [];
    for (let i = 0; i < 3; i++) {
      const browser = newBrowser();
      const listener = nobody();
      refs.push(new WeakRef(listener));
      const peer = await service.open(await browser.offer(), listener);
      peer.close();
      browser.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage();
    // what the last turn of the loop left on the stack may still be there
    expect(refs.filter((ref) => ref.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });

  it.each(['', 'v=0', 'm=audio 9 RTP/AVP 0'])('is refused to who offers none: "%s"', async (sdp) => {
    await expect(service.open(sdp, nobody())).rejects.toThrow(/expected/);
  });

  it('bears every offer: those of strangers are refused, or answered and forgotten', async () => {
    const browser = newBrowser();
    const good = `${(await browser.offer()).trimEnd()}\r\n${STRANGE_CANDIDATES.join('\r\n')}\r\n`;
    const random = seededRandom(9);
    const anyOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    let answered = 0;
    for (let i = 0; i < 150; i++) {
      const lines = good.split('\r\n');
      for (let times = Math.floor(random() * 4); times > 0; times--) {
        const at = Math.floor(random() * lines.length);
        const line = lines[at] ?? '';
        const cut = Math.floor(random() * line.length);
        lines[at] = anyOf([
          '',
          line + line,
          line.slice(0, cut),
          `${line.slice(0, cut)}\0${line.slice(cut)}`,
          anyOf(lines),
        ]);
      }
      const peer = await service.open(lines.join('\r\n'), nobody()).catch(() => null);
      if (peer === null) continue;
      answered++;
      peer.close();
    }
    expect(answered).toBeGreaterThan(20);
    browser.close();
    (await connect()).close();
  });
});

describe('a port that cannot be had is told at the start', () => {
  it.each([
    [
      'taken',
      () => ({ host: '127.0.0.1', port: service.port }),
      /UDP port \d+ of 127\.0\.0\.1 cannot be used.*WEB_CALL_PORT/,
    ],
    [
      'of another machine',
      () => ({ host: '192.0.2.77', port: 0 }),
      /192\.0\.2\.77 is no address of this machine: set WEB_CALL_HOST/,
    ],
    [
      'of another machine, and fixed',
      () => ({ host: '192.0.2.77', port: 45_678 }),
      /cannot be used.*WEB_CALL_HOST/,
    ],
    ['of no IPv4', () => ({ host: '::1', port: 0 }), /need an IPv4 address.*WEB_CALL_HOST/],
  ])('%s', async (_what, settings, says) => {
    await expect(startPeerService(settings())).rejects.toThrow(says);
  });
});
